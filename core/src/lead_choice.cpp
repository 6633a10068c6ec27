#include <algorithm>

#include "leadwise/screener.hpp"

namespace leadwise {
namespace {

std::string quoted(std::string_view word) { return std::string(1, '"').append(word).append(1, '"'); }

/// Adds the lead named by one word of the list.
Result<void> add_lead(std::string_view word, std::vector<Lead>& leads) {
  const std::optional<Lead> lead = parse_lead(word);
  if (!lead)
    return fail(ErrorCode::InvalidArgument, quoted(word).append(" is not one of the 12 leads"));
  if (std::find(leads.begin(), leads.end(), *lead) != leads.end()) {
    return fail(ErrorCode::InvalidArgument, "lead " + std::string(lead_name(*lead)) + " is named twice");
  }
  leads.push_back(*lead);
  return {};
}

}  // namespace

Result<LeadChoice> parse_lead_choice(std::string_view text) {
  using Kind = LeadChoice::Kind;
  if (text == "auto")
    return LeadChoice{};
  if (text == "all")
    return LeadChoice{Kind::every, {}};
  if (text == "12")
    return LeadChoice{Kind::listed, {kTwelveLeads.begin(), kTwelveLeads.end()}};
  if (text == "6")
    return LeadChoice{Kind::listed, {kLimbLeads.begin(), kLimbLeads.end()}};
  LeadChoice choice{Kind::listed, {}};
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    const auto added = add_lead(text.substr(start, comma - start), choice.leads);
    if (!added)
      return tl::unexpected(added.error());
    start = comma + 1;
  }
  return choice;
}

}  // namespace leadwise
