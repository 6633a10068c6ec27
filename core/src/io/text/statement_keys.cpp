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

// How many Hz the unit behind a rate is; nullopt where it is none of rates. In lower case.
std::optional<double> hertz_of(std::string_view unit) {
  constexpr std::array<std::string_view, 18> kHertz = {"",
                                                       "hz",
                                                       "hertz",
                                                       "sps",
                                                       "s/s",
                                                       "sa/s",
                                                       "samp/s",
                                                       "sample/s",
                                                       "samples/s",
                                                       "samples/sec",
                                                       "samples/second",
                                                       "samples per second",
                                                       "samples per sec",
                                                       "sample/sec",
                                                       "sample/second",
                                                       "1/s",
                                                       "per second",
                                                       "/s"};
  if (std::find(kHertz.begin(), kHertz.end(), unit) != kHertz.end())
    return 1.0;
  const bool thousands = unit == "khz" || unit == "ksps" || unit == "ks/s" || unit == "ksa/s";
  return thousands ? std::optional(1000.0) : std::nullopt;
}

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
  // "500Hz"; 'e' may be of the number.
  if (const std::size_t letter = number.find_first_of("hHkKsS"); letter != std::string_view::npos) {
    unit = to_lower(number.substr(letter)) + (unit.empty() ? "" : " " + unit);
    number = number.substr(0, letter);
  }
  const auto value = parse_double(number);
  const auto hertz = hertz_of(unit);
  if (!value || !hertz)
    return std::nullopt;
  const double rate_hz = *value * *hertz;
  return std::isfinite(rate_hz) && rate_hz > 0.0 ? std::optional(rate_hz) : std::nullopt;
}

}  // namespace leadwise::io
