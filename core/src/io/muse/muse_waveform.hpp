#pragma once

#include <string>

#include "leadwise/reader.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// A Waveform element of type Rhythm or Median.
struct MuseWaveform {
  double sampling_rate_hz = 0.0;
  std::vector<Channel> channels;
};

/// What a Waveform element says it is, in lower case: "rhythm", "median", ...
std::string muse_waveform_kind(const XmlElement& waveform);

/// The sampling rate is SampleBase * 10^SampleExponent. What is left out or flagged by the device is noted. Errors: as
/// read_muse.
Result<MuseWaveform> read_muse_waveform(const XmlElement& waveform, const ReadOptions& options,
                                        std::vector<Note>& notes);

/// The filters as the device set them: "high pass 0.16 Hz, low pass 150 Hz, mains 60 Hz" (the high pass is stored in
/// hundredths of a hertz).
std::optional<std::string> muse_filters(const XmlElement& waveform);

}  // namespace leadwise::io
