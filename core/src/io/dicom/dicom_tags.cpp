#include "dicom/dicom_tags.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace leadwise::io::dicom {
namespace {

constexpr std::array kReadSequences = {kChannelDefinitions, kChannelSource,      kChannelSourceModifiers,
                                       kSensitivityUnits,   kAcquisitionContext, kMeasurementUnits,
                                       kConceptName,        kConceptCode,        kModifierCode,
                                       kAnnotations,        kWaveforms};

}  // namespace

std::string tag_text(Tag tag) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "(";
  for (unsigned shift = 32; shift > 0; shift -= 4) {
    if (shift == 16)
      text += ',';
    text += kDigits[(tag >> (shift - 4)) & 0xFU];
  }
  return text + ')';
}

bool is_read_sequence(Tag tag) {
  return std::find(kReadSequences.begin(), kReadSequences.end(), tag) != kReadSequences.end();
}

}  // namespace leadwise::io::dicom
