#include "commands/lead_sets.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "leadwise/lead.hpp"
#include "leadwise/taught_head.hpp"

namespace leadwise::training {
namespace {

void sort_as_usual(std::vector<Lead>& leads) {
  std::sort(leads.begin(), leads.end(), [](Lead a, Lead b) { return lead_index(a) < lead_index(b); });
}

}  // namespace

Result<std::vector<Lead>> lead_set(const std::string& text) {
  const auto refuse = [&](const std::string& why) {
    return fail(ErrorCode::InvalidArgument, "config key \"head_leads\" holds \"" + text + "\": " + why);
  };
  if (text == "12")
    return std::vector<Lead>(kTwelveLeads.begin(), kTwelveLeads.end());
  if (text == "6")
    return std::vector<Lead>(kLimbLeads.begin(), kLimbLeads.end());
  std::vector<Lead> leads;
  std::istringstream names(text);
  for (std::string name; std::getline(names, name, '+');) {
    const auto lead = parse_lead(name);
    if (!lead)
      return refuse("\"" + name + "\" is no lead");
    if (std::find(leads.begin(), leads.end(), *lead) != leads.end())
      return refuse("lead " + name + " is there twice");
    leads.push_back(*lead);
  }
  if (leads.empty())
    return refuse("sets are 12, 6, or names of leads joined by +");
  sort_as_usual(leads);
  return leads;
}

Result<std::vector<Lead>> leads_of_sets(const TrainingConfig& config) {
  std::set<Lead> all;
  for (const auto& set : config.head_leads) {
    const auto leads = lead_set(set);
    if (!leads)
      return leads;
    all.insert(leads->begin(), leads->end());
  }
  std::vector<Lead> leads(all.begin(), all.end());
  sort_as_usual(leads);
  return leads;
}

std::optional<Lead> lacking_lead(const ModelDescription& model, const std::vector<Lead>& leads) {
  for (const auto lead : leads)
    if (std::find(model.leads.begin(), model.leads.end(), lead) == model.leads.end())
      return lead;
  return std::nullopt;
}

HeadDescription head_of_set(const ModelDescription& model, const std::string& task, const std::string& set,
                            std::vector<Lead> leads) {
  auto id = task + "_" + set;
  std::replace(id.begin(), id.end(), '+', '-');
  return untaught_head(model, std::move(id), task, std::move(leads));
}

}  // namespace leadwise::training
