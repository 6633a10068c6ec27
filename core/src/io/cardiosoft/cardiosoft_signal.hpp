#pragma once

#include <cstdint>
#include <string_view>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

inline constexpr std::string_view kCardioSoft = "GE CardioSoft";
inline constexpr std::uint64_t kMostCardioSoftLeads = 64;

/// Whether the count of samples that a child of `parent` states, if any, is what was `found`; `where` names the place in the
/// message. Errors: TruncatedData, InvalidHeader.
Result<void> check_cardiosoft_count(const XmlElement& parent, std::string_view name, std::string_view where,
                                    std::size_t found);

struct CardioSoftScale {
  double sampling_rate_hz = 0.0;
  double resolution_mv = 0.0;
};

/// SampleRate (Hz) and Resolution (uVperLsb, mVperLsb) of an element. Errors: InvalidGain, InvalidSamplingRate,
/// UnsupportedFormat (another unit).
Result<CardioSoftScale> read_cardiosoft_scale(const XmlElement& element);

/// Reads an element that holds one WaveformData for each lead: StripData, FullDisclosure, MedianSamples. Sampling rate and
/// resolution (uVperLsb, mVperLsb) stand beside the leads; samples are whole numbers separated by commas. `label` becomes
/// the group's. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample, TruncatedData, TooLarge,
/// UnsupportedFormat (another unit of the rate or the resolution).
Result<SignalGroup> read_cardiosoft_signal(const XmlElement& element, std::string_view label);

}  // namespace leadwise::io
