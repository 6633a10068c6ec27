#include "aecg/aecg_codes.hpp"

#include <algorithm>
#include <array>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

struct CodeWords {
  std::string_view code;
  std::string_view words;
};

constexpr std::array kCodeWords = {
    CodeWords{"MDC_ECG_HEART_RATE", "heart rate"},
    CodeWords{"MDC_ECG_TIME_PD_P", "P duration"},
    CodeWords{"MDC_ECG_TIME_PD_PP", "PP interval"},
    CodeWords{"MDC_ECG_TIME_PD_PR", "PR interval"},
    CodeWords{"MDC_ECG_TIME_PD_QRS", "QRS duration"},
    CodeWords{"MDC_ECG_TIME_PD_QT", "QT interval"},
    CodeWords{"MDC_ECG_TIME_PD_QTc", "QTc interval"},
    CodeWords{"MDC_ECG_TIME_PD_RR", "RR interval"},
    CodeWords{"MDC_ECG_ANGLE_P_FRONT", "P axis"},
    CodeWords{"MDC_ECG_ANGLE_QRS_FRONT", "QRS axis"},
    CodeWords{"MDC_ECG_ANGLE_T_FRONT", "T axis"},
    CodeWords{"MDC_ECG_WAVC_PWAVE", "P wave"},
    CodeWords{"MDC_ECG_WAVC_QRSWAVE", "QRS wave"},
    CodeWords{"MDC_ECG_WAVC_QWAVE", "Q wave"},
    CodeWords{"MDC_ECG_WAVC_RWAVE", "R wave"},
    CodeWords{"MDC_ECG_WAVC_SWAVE", "S wave"},
    CodeWords{"MDC_ECG_WAVC_TWAVE", "T wave"},
    CodeWords{"MDC_ECG_WAVC_UWAVE", "U wave"},
    CodeWords{"MDC_ECG_WAVC_PEAK", "peak"},
    CodeWords{"MDC_ECG_BEAT_NORMAL", "normal beat"},
    CodeWords{"MDC_ECG_CTL_VBL_ATTR_FILTER_LOW_PASS", "low pass"},
    CodeWords{"MDC_ECG_CTL_VBL_ATTR_FILTER_HIGH_PASS", "high pass"},
    CodeWords{"MDC_ECG_CTL_VBL_ATTR_FILTER_NOTCH", "notch"},
};

}  // namespace

std::string aecg_words(const XmlElement& coded) {
  const std::string_view code = trim(coded.attribute("code").value_or(""));
  for (const CodeWords& known : kCodeWords) {
    if (known.code == code)
      return std::string(known.words);
  }
  const std::string_view shown = trim(coded.attribute("displayName").value_or(""));
  return aecg_short(shown.empty() ? code : shown);
}

std::string aecg_short(std::string_view text) {
  constexpr std::size_t kLongest = 120;
  std::size_t size = std::min(text.size(), kLongest);
  // Not within a character of several bytes.
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
    --size;
  return std::string(text.substr(0, size));
}

}  // namespace leadwise::io
