#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "delimited/text_table.hpp"

namespace leadwise::io {

void note_first_is_time(EcgRecord& record);

/// Headings for columns that nothing names: a first one that rises evenly is time, one that counts the samples is no lead, and
/// twelve others are the standard leads unless a line of `preface` says anything else. Notes what was supposed.
std::vector<ColumnHeading> assume_headings(const TextTable& table, std::span<const std::string_view> preface,
                                           EcgRecord& record);

}  // namespace leadwise::io
