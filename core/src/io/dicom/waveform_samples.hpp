#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dicom/dicom_data_set.hpp"

namespace leadwise::io::dicom {

/// The integers of a multiplex group (PS3.3, C.10.9.1.5 to C.10.9.1.7).
struct WaveformSamples {
  std::span<const std::uint8_t> bytes;
  ByteOrder order = ByteOrder::little;
  /// Of one sample.
  unsigned size = 2;
  bool is_signed = true;
  std::size_t channel_count = 0;
  std::size_t sample_count = 0;
  /// The value that stands for a missing sample.
  std::optional<std::int64_t> missing;
  /// The file states a padding value that lies between its samples, so that it cannot be told from one.
  std::optional<std::int64_t> doubtful_padding;

  std::int64_t at(std::size_t sample, std::size_t channel) const {
    const std::uint8_t* place = bytes.data() + (sample * channel_count + channel) * size;
    return is_signed ? load_signed(place, size, order) : static_cast<std::int64_t>(load_unsigned(place, size, order));
  }
};

/// Finds a group's integers and checks their number against the bytes. Errors: InvalidHeader, UnsupportedFormat,
/// TruncatedData.
Result<WaveformSamples> find_waveform_samples(const DicomDataSet& item);

}  // namespace leadwise::io::dicom
