#include "text/statement_keys.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<std::string_view, 20> kRateKeys = {"samplingratehz",
                                                        "samplingrate",
                                                        "sampleratehz",
                                                        "samplerate",
                                                        "samplingfrequencyhz",
                                                        "samplingfrequency",
                                                        "samplingfrequencyhertz",
                                                        "samplingfreq",
                                                        "samplefrequency",
                                                        "samplefrequencyhz",
                                                        "samplefreq",
                                                        "fs",
                                                        "fshz",
                                                        "sfreq",
                                                        "srate",
                                                        "sratehz",
                                                        "frequency",
                                                        "frequencyhz",
                                                        "freq",
                                                        "freqhz"};
constexpr std::array<std::string_view, 5> kUnitKeys = {"unit", "units", "voltageunit", "amplitudeunit", "signalunit"};

}  // namespace

std::string key_letters(std::string_view key) {
  std::string letters;
  for (const char c : to_lower(key)) {
    if (c >= 'a' && c <= 'z')
      letters.push_back(c);
  }
  return letters;
}

bool is_rate_key(std::string_view letters) {
  return std::find(kRateKeys.begin(), kRateKeys.end(), letters) != kRateKeys.end();
}

bool is_unit_key(std::string_view letters) {
  return std::find(kUnitKeys.begin(), kUnitKeys.end(), letters) != kUnitKeys.end();
}

std::optional<double> parse_rate_hz(std::string_view text) {
  std::string_view rest = text;
  std::string_view number = take_token(rest);
  std::string unit = to_lower(trim(rest));
  if (const std::size_t letter = number.find_first_of("hHkK"); letter != std::string_view::npos && unit.empty()) {
    unit = to_lower(number.substr(letter));
    number = number.substr(0, letter);
  }
  const auto value = parse_double(number);
  if (!value || (unit != "" && unit != "hz" && unit != "hertz" && unit != "khz"))
    return std::nullopt;
  const double rate_hz = unit == "khz" ? *value * 1000.0 : *value;
  return std::isfinite(rate_hz) && rate_hz > 0.0 ? std::optional(rate_hz) : std::nullopt;
}

}  // namespace leadwise::io
