#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "delimited/text_table.hpp"

namespace leadwise::io {

/// LabChart states the units of all columns but the first, of times, in one line: "Range=<tab>10.000 mV<tab>10.000 V". Gives
/// them to the columns that state none themselves.
void take_labchart_units(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings);

/// "ExcelDateTime=<tab>4.5061510865477096e+004" beside "TimeFormat=<tab>StartOfBlock" is the time from which those of the table
/// count: sets when the record begins, to the second.
void take_excel_time(const TextTable& table, EcgRecord& record);

}  // namespace leadwise::io
