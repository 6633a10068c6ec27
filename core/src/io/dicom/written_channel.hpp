#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io::dicom {

/// The value of missing samples in what is written.
inline constexpr std::int16_t kMissingAdu = -32768;

/// A channel as it is written: the decimal strings that its definition states, and its integers.
struct WrittenChannel {
  std::string sensitivity_uv;
  std::string baseline_uv;
  std::vector<std::int16_t> samples_adu;
};

/// Keeps the channel's own integers where they fit into 16 bits, otherwise takes the finest step that holds the range.
WrittenChannel digitise_channel(const Channel& channel);

/// `value` as a decimal string of at most 16 characters (PS3.5, DS), as near as they allow.
std::string decimal_string(double value);

}  // namespace leadwise::io::dicom
