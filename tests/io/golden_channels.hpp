#pragma once

#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise::test {

/// A file below tests/golden/io, as text.
std::string golden_text(const std::string& path);

/// Reads a text as a file of its own, whatever its format.
Result<EcgRecord> read_document(std::string_view text);

/// Channels hold just the integers of the golden table, by name and in its order.
void check_integers(const std::vector<Channel>& channels, const std::string& golden_table);

/// "code: message" of a refusal, "" where the read succeeded.
std::string refusal_text(const Result<EcgRecord>& result);

/// The value of a stored measurement; NaN where there is none of that name and unit.
double measured(const EcgRecord& record, std::string_view name, std::string_view unit);

}  // namespace leadwise::test
