#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "delimited/text_table.hpp"

namespace leadwise::io {

/// OpenSignals names its columns in a line of JSON, and labels those of sensors: the others are digital inputs ("DI" is no lead
/// I) and left out with a note. Where no label is a column's name, "DI" alone is known for one.
void leave_out_digital_inputs(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings,
                              EcgRecord& record);

}  // namespace leadwise::io
