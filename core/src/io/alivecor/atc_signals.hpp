#pragma once

#include <span>
#include <string>

#include "alivecor/atc_blocks.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// What the block "fmt " says of all samples.
struct AtcFormat {
  double sampling_rate_hz = 0.0;
  double resolution_mv = 0.0;
  /// Mains frequency and filters, in words.
  std::string filters;
};

/// Errors: InvalidHeader (no such block, or one of another length), UnsupportedFormat (samples that are not 16 bits wide),
/// InvalidSamplingRate, InvalidGain.
Result<AtcFormat> read_atc_format(const AtcFile& file);

/// The leads ("ecg ", "ecg2", ... "ecgc") into the record's channels, average and median beats into its average beats.
/// Errors: InvalidHeader (half a sample, a block twice), NoEcgChannel.
Result<void> add_atc_signals(const AtcFile& file, const AtcFormat& format, EcgRecord& record);

/// True for the blocks that add_atc_signals reads.
bool is_atc_signal(std::string_view id);

}  // namespace leadwise::io
