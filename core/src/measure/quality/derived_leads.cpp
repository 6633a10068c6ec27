#include "quality/derived_leads.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

namespace leadwise {
namespace {

/// "12-lead derived from Frank XYZ", "EASI", "12-lead from Frank leads XYZ leads by Dower transformation"
constexpr std::array<std::string_view, 6> kComputedWords = {"derived",       "easi",        "dower",
                                                            "reconstructed", "synthesized", "synthesised"};
/// "XYZ leads derived from standard 12-lead" computes no standard lead.
constexpr std::string_view kOtherLeads = "xyz";

char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool says_computed(std::string_view part) {
  part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
  return !part.starts_with(kOtherLeads) &&
         std::any_of(kComputedWords.begin(), kComputedWords.end(),
                     [part](std::string_view word) { return part.find(word) != std::string_view::npos; });
}

/// In any of its parts, which commas divide.
bool tells_of_computed_leads(std::string_view placement) {
  std::string small(placement);
  std::transform(small.begin(), small.end(), small.begin(), small_letter);
  for (std::string_view rest = small; !rest.empty();) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    if (says_computed(rest.substr(0, end)))
      return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

bool holds_the_same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

}  // namespace

std::optional<Error> find_derived_leads(const EcgRecord& record) {
  if (!record.electrode_placement || !tells_of_computed_leads(*record.electrode_placement))
    return std::nullopt;
  return Error{ErrorCode::DerivedLeads,
               "the file says that standard leads were computed from others, not recorded: their waves may differ from "
               "recorded ones"};
}

std::optional<Error> find_repeated_lead(const EcgRecord& record, std::span<const FiguresOfLead> leads) {
  for (std::size_t i = 0; i < leads.size(); ++i) {
    for (std::size_t k = i + 1; k < leads.size(); ++k) {
      const Lead one = leads[i].lead, other = leads[k].lead;
      if (!holds_the_same(record.find(one)->samples_mv, record.find(other)->samples_mv))
        continue;
      std::string message = std::string(lead_name(one)).append(" and ").append(lead_name(other));
      return Error{ErrorCode::DerivedLeads, message + " hold the same samples: one of them repeats the other"};
    }
  }
  return std::nullopt;
}

}  // namespace leadwise
