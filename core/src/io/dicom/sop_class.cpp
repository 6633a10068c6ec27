#include "dicom/sop_class.hpp"

#include <array>

#include "text/text_lines.hpp"

namespace leadwise::io::dicom {
namespace {

struct ClassName {
  std::string_view uid;
  std::string_view name;
};

/// Classes that are met most often where an ECG was expected (PS3.6, table A-1).
constexpr std::array kOtherClasses = {
    ClassName{"1.2.840.10008.1.3.10", "media directory"},
    ClassName{"1.2.840.10008.5.1.4.1.1.1", "computed radiography"},
    ClassName{"1.2.840.10008.5.1.4.1.1.2", "CT image"},
    ClassName{"1.2.840.10008.5.1.4.1.1.4", "MR image"},
    ClassName{"1.2.840.10008.5.1.4.1.1.6.1", "ultrasound image"},
    ClassName{"1.2.840.10008.5.1.4.1.1.7", "secondary capture image"},
    ClassName{"1.2.840.10008.5.1.4.1.1.9.2.1", "hemodynamic waveform"},
    ClassName{"1.2.840.10008.5.1.4.1.1.9.3.1", "cardiac electrophysiology waveform"},
    ClassName{"1.2.840.10008.5.1.4.1.1.9.4.1", "basic voice audio"},
    ClassName{"1.2.840.10008.5.1.4.1.1.9.4.2", "general audio"},
    ClassName{"1.2.840.10008.5.1.4.1.1.9.5.1", "arterial pulse waveform"},
    ClassName{"1.2.840.10008.5.1.4.1.1.9.6.1", "respiratory waveform"},
    ClassName{"1.2.840.10008.5.1.4.1.1.88.33", "comprehensive structured report"},
    ClassName{"1.2.840.10008.5.1.4.1.1.104.1", "encapsulated PDF"},
};

}  // namespace

bool is_ecg_class(std::string_view uid) {
  return uid == kTwelveLeadEcg || uid == kGeneralEcg || uid == kAmbulatoryEcg || uid == kGeneral32BitEcg;
}

std::string refusal_of_class(std::string_view uid) {
  std::string shown = quoted(uid);
  for (const ClassName& other : kOtherClasses) {
    if (other.uid == uid)
      shown = std::string(uid) + ", " + std::string(other.name);
  }
  const bool waveform = uid.substr(0, 26) == "1.2.840.10008.5.1.4.1.1.9.";
  return std::string(waveform ? "a DICOM waveform that is no ECG of the body surface"
                              : "a DICOM file without a waveform") +
         " (SOP class " + shown + ')';
}

}  // namespace leadwise::io::dicom
