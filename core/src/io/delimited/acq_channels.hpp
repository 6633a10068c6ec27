#pragma once

#include <span>
#include <string_view>

#include "delimited/text_table.hpp"

namespace leadwise::io {

/// Tables of BIOPAC AcqKnowledge call their columns CH1, CH2, ...; in front of the table stand "2 channels" and then a line
/// with the name and one with the unit of each. Gives the columns these names and units.
void name_acq_channels(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings);

/// Below the headings they hold a row with the number of samples of each channel, which is no sample: takes it away,
/// with a note.
void drop_sample_counts(TextTable& table, EcgRecord& record);

}  // namespace leadwise::io
