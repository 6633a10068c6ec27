#include "measured_name.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace leadwise::cli {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// The longer endings first: "_mv_ms" ends in "_ms" too.
constexpr std::array kUnits = {Pair{"_mv_ms", "mV ms"},    Pair{"_ms", "ms"},    Pair{"_mv", "mV"},
                               Pair{"_deg", "deg"},        Pair{"_bpm", "/min"}, Pair{"_percent", "%"},
                               Pair{"_pg_per_ml", "pg/ml"}};

/// Words that are written otherwise than in a JSON name.
constexpr std::array kWords = {Pair{"p", "P"},
                               Pair{"pr", "PR"},
                               Pair{"qrs", "QRS"},
                               Pair{"qt", "QT"},
                               Pair{"qtc", "QTc"},
                               Pair{"rr", "RR"},
                               Pair{"t", "T"},
                               Pair{"r", "R"},
                               Pair{"s", "S"},
                               Pair{"q", "Q"},
                               Pair{"j", "J"},
                               Pair{"st", "ST"},
                               Pair{"v1", "V1"},
                               Pair{"v2", "V2"},
                               Pair{"v3", "V3"},
                               Pair{"v4", "V4"},
                               Pair{"v5", "V5"},
                               Pair{"v6", "V6"},
                               Pair{"i", "I"},
                               Pair{"ii", "II"},
                               Pair{"iii", "III"},
                               Pair{"avl", "aVL"},
                               Pair{"avr", "aVR"},
                               Pair{"avf", "aVF"},
                               Pair{"sd", "SD"},
                               Pair{"nt", "NT"},
                               Pair{"probnp", "proBNP"},
                               Pair{"who", "WHO"},
                               Pair{"rmssd", "RMSSD"},
                               Pair{"bazett", "Bazett"},
                               Pair{"fridericia", "Fridericia"},
                               Pair{"framingham", "Framingham"},
                               Pair{"hodges", "Hodges"}};

std::string_view written(std::string_view word) {
  const auto known = std::find_if(kWords.begin(), kWords.end(), [&](const Pair& pair) { return pair.first == word; });
  return known == kWords.end() ? word : known->second;
}

std::string words_of(std::string_view name) {
  std::string words;
  for (;;) {
    const std::size_t end = name.find('_');
    words.append(words.empty() ? "" : " ").append(written(name.substr(0, end)));
    if (end == std::string_view::npos)
      return words;
    name.remove_prefix(end + 1);
  }
}

}  // namespace

MeasuredName measured_name(std::string_view name) {
  for (const auto& [ending, unit] : kUnits) {
    if (name.ends_with(ending))
      return {words_of(name.substr(0, name.size() - ending.size())), std::string(unit)};
  }
  return {words_of(name), {}};
}

}  // namespace leadwise::cli
