#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io::dicom {

inline constexpr std::string_view kTwelveLeadEcg = "1.2.840.10008.5.1.4.1.1.9.1.1";
inline constexpr std::string_view kGeneralEcg = "1.2.840.10008.5.1.4.1.1.9.1.2";
inline constexpr std::string_view kAmbulatoryEcg = "1.2.840.10008.5.1.4.1.1.9.1.3";
inline constexpr std::string_view kGeneral32BitEcg = "1.2.840.10008.5.1.4.1.1.9.1.4";
/// What the UIDs of all storage classes begin with.
inline constexpr std::string_view kStorageClasses = "1.2.840.10008.5.1.4.1.1.";

bool is_ecg_class(std::string_view uid);

/// Why an object of that class is not read, e.g. "a DICOM file without a waveform (SOP class ...)".
std::string refusal_of_class(std::string_view uid);

}  // namespace leadwise::io::dicom
