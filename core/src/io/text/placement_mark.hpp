#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// The line that every copy of a record bears whose file says where the electrodes sat, so that leads computed from others are
/// known for such in the copy too: "Electrode placement: 12-lead derived from EASI". nullopt where the file says nothing.
std::optional<std::string> placement_mark(const EcgRecord& record);

/// True for that line, whatever mark of a comment stands before it.
bool is_placement_mark(std::string_view line);

/// The mark for what a file says, in one line.
std::string placement_mark_of(std::string_view placement);

/// Where a comment, a statement or an annotation is the mark, its words become the record's electrode placement, unless that
/// has some already; the mark itself goes.
void take_placement_mark(EcgRecord& record);

}  // namespace leadwise::io
