#include "mfer/mfer_lead_codes.hpp"

#include <array>

namespace leadwise::io {
namespace {

struct LeadCode {
  std::uint16_t code;
  std::string_view name;
};

constexpr std::array kLeadCodes = {
    LeadCode{1, "I"},       LeadCode{2, "II"},      LeadCode{3, "V1"},      LeadCode{4, "V2"},   LeadCode{5, "V3"},
    LeadCode{6, "V4"},      LeadCode{7, "V5"},      LeadCode{8, "V6"},      LeadCode{9, "V7"},   LeadCode{10, "V2R"},
    LeadCode{11, "V3R"},    LeadCode{12, "V4R"},    LeadCode{13, "V5R"},    LeadCode{14, "V6R"}, LeadCode{15, "V7R"},
    LeadCode{16, "X"},      LeadCode{17, "Y"},      LeadCode{18, "Z"},      LeadCode{19, "CC5"}, LeadCode{20, "CM5"},
    LeadCode{31, "NASA"},   LeadCode{61, "III"},    LeadCode{62, "aVR"},    LeadCode{63, "aVL"}, LeadCode{64, "aVF"},
    LeadCode{65, "-aVR"},   LeadCode{66, "V8"},     LeadCode{67, "V9"},     LeadCode{68, "V8R"}, LeadCode{69, "V9R"},
    LeadCode{70, "D"},      LeadCode{71, "A"},      LeadCode{72, "J"},      LeadCode{91, "MCL"}, LeadCode{4166, "ECG1"},
    LeadCode{4167, "ECG2"}, LeadCode{4168, "ECG3"}, LeadCode{4169, "ECG4"},
};

struct WaveClass {
  std::uint16_t code;
  MferWave wave;
  const char* name;
};

constexpr std::array kWaveClasses = {
    WaveClass{0, MferWave::rhythm, "unspecified wave"},
    WaveClass{1, MferWave::rhythm, "standard 12-lead ECG"},
    WaveClass{2, MferWave::rhythm, "long-term ECG"},
    WaveClass{3, MferWave::rhythm, "vectorcardiogram"},
    WaveClass{4, MferWave::rhythm, "exercise ECG"},
    WaveClass{5, MferWave::rhythm, "intracardiac ECG"},
    WaveClass{6, MferWave::rhythm, "body surface ECG"},
    WaveClass{7, MferWave::beat, "ventricular late potential"},
    WaveClass{8, MferWave::beat, "average beat or body surface late potential"},
    WaveClass{9, MferWave::beat, "dominant beat"},
    WaveClass{20, MferWave::rhythm, "long-term monitoring"},
    WaveClass{21, MferWave::rhythm, "monitoring"},
    WaveClass{25, MferWave::other, "power spectrum"},
    WaveClass{26, MferWave::other, "trend"},
    WaveClass{30, MferWave::other, "sound"},
    WaveClass{31, MferWave::other, "pulse wave"},
    WaveClass{40, MferWave::other, "resting EEG"},
};

}  // namespace

std::string_view mfer_lead_name(std::uint16_t code) {
  for (const LeadCode& known : kLeadCodes) {
    if (known.code == code)
      return known.name;
  }
  return {};
}

MferWave mfer_wave(std::uint16_t wave_class) {
  for (const WaveClass& known : kWaveClasses) {
    if (known.code == wave_class)
      return known.wave;
  }
  return MferWave::other;
}

std::string mfer_wave_name(std::uint16_t wave_class) {
  for (const WaveClass& known : kWaveClasses) {
    if (known.code == wave_class)
      return known.name;
  }
  return "wave class " + std::to_string(wave_class);
}

}  // namespace leadwise::io
