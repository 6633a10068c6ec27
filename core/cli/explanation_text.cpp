#include "explanation_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

namespace leadwise::cli {
namespace {

using Json = nlohmann::ordered_json;
using Share = std::pair<std::string, double>;

constexpr std::size_t kMostNamed = 3;

std::string text_of_largest(std::vector<Share> shares) {
  std::stable_sort(shares.begin(), shares.end(),
                   [](const Share& a, const Share& b) { return std::fabs(a.second) > std::fabs(b.second); });
  shares.resize(std::min(shares.size(), kMostNamed));
  std::string text;
  for (const auto& [name, share] : shares) {
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), " %+.2f", share);
    text += (text.empty() ? "" : ", ") + name + number.data();
  }
  return text;
}

std::vector<Share> lead_shares(const Json& explanation) {
  std::vector<Share> shares;
  for (const auto& [name, lead] : explanation["leads"].items())
    shares.emplace_back(name, lead["total"].get<double>());
  return shares;
}

std::vector<Share> wave_shares(const Json& explanation) {
  std::vector<Share> shares;
  for (const auto& [name, share] : explanation["waves"].items()) {
    if (name == "rest" || share.is_null())
      continue;
    std::string upper = name;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
    shares.emplace_back(upper, share.get<double>());
  }
  return shares;
}

}  // namespace

std::string explanation_text(const Json& attribution, const std::string& head) {
  for (const Json& explanation : attribution) {
    if (explanation["head"] != head)
      continue;
    const std::string waves = text_of_largest(wave_shares(explanation));
    return " [the model used most: " + text_of_largest(lead_shares(explanation)) +
           (waves.empty() ? std::string() : "; of the waves: " + waves) +
           " (log odds from a flat line; what the model used, not what ails the patient)]";
  }
  return {};
}

}  // namespace leadwise::cli
