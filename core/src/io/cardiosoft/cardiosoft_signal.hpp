#pragma once

#include <string_view>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

inline constexpr std::string_view kCardioSoft = "GE CardioSoft";

/// Reads an element that holds one WaveformData for each lead: StripData, FullDisclosure, MedianSamples. Sampling rate and
/// resolution (uVperLsb, mVperLsb) stand beside the leads; samples are whole numbers separated by commas. `label` becomes
/// the group's. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample, TruncatedData, TooLarge,
/// UnsupportedFormat (another unit of the rate or the resolution).
Result<SignalGroup> read_cardiosoft_signal(const XmlElement& element, std::string_view label);

}  // namespace leadwise::io
