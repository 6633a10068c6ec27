#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// How the samples of a channel are stored: attributes of a <CHANNEL>, or of a <TYPICAL_CYCLE> for all channels in it.
struct MortaraEncoding {
  double units_per_mv = 0.0;
  double sampling_rate_hz = 0.0;
  std::uint64_t sample_count = 0;
};

/// Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, UnsupportedFormat.
Result<MortaraEncoding> mortara_encoding(const XmlElement& element);

/// The channel's name and samples. Errors: InvalidSample, TruncatedData, InvalidHeader.
Result<Channel> mortara_channel(const XmlElement& element, const MortaraEncoding& encoding);

}  // namespace leadwise::io
