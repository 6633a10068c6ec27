#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// The line that every copy of a record of an untried format bears, so that it is not scored either: "Untried format: mfer",
/// of a copy's copy the first format still. nullopt where the record's format was tried.
std::optional<std::string> untried_mark(const EcgRecord& record);

/// The format that it names.
std::optional<std::string> untried_source(const EcgRecord& record);

/// True for that line, whatever mark of a comment stands before it.
bool is_untried_mark(std::string_view line);

/// The mark for the name of a format.
std::string untried_mark_of(std::string_view format);

/// Where a comment, a statement or an annotation is the mark, the record is of an untried format, with a note; the mark
/// stays a comment.
void take_untried_mark(EcgRecord& record);

}  // namespace leadwise::io
