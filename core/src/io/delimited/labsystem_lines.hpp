#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "delimited/delimited_column.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// The lines between which a LABSYSTEM Pro writes what the columns of its table are.
inline constexpr std::string_view kLabsystemHeader = "[Header]";
inline constexpr std::string_view kLabsystemData = "[Data]";

/// Gives the columns of such a table their units: "Range: 5mv" is the voltage of 32768 counts. Does nothing with other
/// tables. Errors: InvalidHeader where the header is of another number of channels; InvalidGain where a range cannot be
/// read; UnsupportedFormat where the samples of the channels are not side by side.
Result<void> take_labsystem_ranges(std::string_view file, std::span<const std::string_view> preface,
                                   std::vector<ColumnHeading>& headings);

}  // namespace leadwise::io
