#include "support/patient_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace leadwise::training {

bool names_nobody(const std::string& text) {
  constexpr std::array<std::string_view, 7> kNobody = {"na", "n/a", "<na>", "nan", "none", "null", "unknown"};
  std::string small = text;
  std::transform(small.begin(), small.end(), small.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kNobody.begin(), kNobody.end(), small) != kNobody.end();
}

std::string patient_name(const std::string& text) {
  constexpr std::string_view kFraction = ".0";
  if (text.size() <= kFraction.size() || !text.ends_with(kFraction))
    return text;
  const auto end = text.end() - static_cast<std::ptrdiff_t>(kFraction.size());
  const bool is_whole = std::all_of(text.begin(), end, [](char c) { return c >= '0' && c <= '9'; });
  return is_whole ? std::string(text.begin(), end) : text;
}

std::optional<std::string> conspicuous_patient(std::size_t largest, std::size_t records) {
  constexpr std::size_t kFewRecords = 100, kShare = 20;
  if (records <= kFewRecords || largest * kShare <= records)
    return std::nullopt;
  return "one patient has " + std::to_string(largest) + " of " + std::to_string(records) + " records (" +
         std::to_string(100 * largest / records) +
         " %): if that name stands for patients whom nobody knows, leave the field empty";
}

}  // namespace leadwise::training
