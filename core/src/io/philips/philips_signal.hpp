#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

inline constexpr std::string_view kPhilips = "Philips XML";
inline constexpr std::size_t kMostPhilipsLeads = 64;

enum class PhilipsCompression : std::uint8_t { none, xli };
enum class PhilipsEncoding : std::uint8_t { plain, base64 };

/// How the parsedwaveforms element holds its samples. Attributes of that element (version 1.04 on) go before the
/// signalcharacteristics of the acquisition (all there is in version 1.03).
struct PhilipsSignal {
  XmlElement data;
  PhilipsEncoding encoding = PhilipsEncoding::base64;
  PhilipsCompression compression = PhilipsCompression::none;
  std::vector<std::string> labels;
  double sampling_rate_hz = 0.0;
  /// Of each lead.
  std::size_t sample_count = 0;
  /// One digital unit; stored in microvolts.
  double resolution_mv = 0.0;
  /// Subtracted from each sample.
  double offset_adu = 0.0;
};

/// Reads the description and refuses what is not read. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, TooLarge,
/// UnsupportedFormat (waveforms kept outside or by lead, encoding Hex, another compression, unsigned samples or samples not
/// of 16 bits, an offset of XLI data, a lead set without labels that is not the standard twelve).
Result<PhilipsSignal> read_philips_signal(const XmlElement& root);

}  // namespace leadwise::io
