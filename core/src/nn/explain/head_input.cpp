#include "explain/head_input.hpp"

#include <algorithm>

#include "finite.hpp"

namespace leadwise::nn {
namespace {

Result<void> check_shape(const ModelInput& input, std::size_t samples) {
  const LeadSamples& window = input.standardised;
  const bool fits = window.sample_count == samples && input.log_sd_mv.size() == window.leads.size() &&
                    window.values.size() == window.leads.size() * samples;
  if (fits)
    return {};
  return fail(ErrorCode::InvalidArgument,
              "the model takes windows of " + std::to_string(samples) + " samples with a log SD each");
}

Result<void> append_lead(const ModelInput& input, Lead lead, ModelInput& chosen) {
  const auto& leads = input.standardised.leads;
  const auto found = std::find(leads.begin(), leads.end(), lead);
  if (found == leads.end())
    return fail(ErrorCode::UnsupportedLeadSet, "lead " + std::string(lead_name(lead)) + " is not in the input");
  const auto position = static_cast<std::size_t>(found - leads.begin());
  const auto row = input.standardised.row(position);
  chosen.standardised.leads.push_back(lead);
  chosen.standardised.values.insert(chosen.standardised.values.end(), row.begin(), row.end());
  chosen.log_sd_mv.push_back(input.log_sd_mv[position]);
  return {};
}

}  // namespace

Result<ModelInput> head_input(const ModelInput& input, const HeadDescription& head, std::size_t samples) {
  if (auto fits = check_shape(input, samples); !fits)
    return tl::unexpected<Error>(fits.error());
  ModelInput chosen{{{}, samples, {}}, {}};
  for (const Lead lead : head.leads) {
    if (auto appended = append_lead(input, lead, chosen); !appended)
      return tl::unexpected<Error>(appended.error());
  }
  if (!is_finite_throughout(chosen.standardised.values) || !is_finite_throughout(chosen.log_sd_mv))
    return fail(ErrorCode::NonFiniteSample, "the input holds values that are not finite numbers");
  return chosen;
}

}  // namespace leadwise::nn
