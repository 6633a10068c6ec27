#pragma once

#include "arrays/array_file.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// LabChart puts all channels into one vector "data", one behind the other, and says in "datastart" and "dataend" where each
/// lies. Makes it a matrix of one column a channel, with "titles", "unittext" and "samplerate" as the statements beside it;
/// does nothing with other files. Errors: UnsupportedFormat (several blocks, channels of different lengths or rates, samples
/// that are not scaled), InvalidHeader (places outside the data, another number of titles).
Result<void> cut_labchart_channels(ArrayFile& file);

}  // namespace leadwise::io
