#include "signs/sign.hpp"

#include <algorithm>

#include "quality/flat_limb_lead.hpp"
#include "values/beat_absence.hpp"

namespace leadwise {

const LeadAmplitudes* SignContext::find(Lead lead) const {
  const std::vector<LeadQuality>& judged = measurement.quality.leads;
  if (std::any_of(judged.begin(), judged.end(),
                  [lead](const LeadQuality& quality) { return quality.lead == lead && quality.reason.has_value(); }))
    return nullptr;
  const std::vector<LeadAmplitudes>& leads = measurement.amplitudes;
  const auto found =
      std::find_if(leads.begin(), leads.end(), [lead](const LeadAmplitudes& other) { return other.lead == lead; });
  return found == leads.end() ? nullptr : &*found;
}

std::optional<double> SignContext::value(std::string_view name) const {
  const MeasuredValue* found = measurement.find(name);
  return found == nullptr ? std::nullopt : found->value;
}

std::optional<Error> SignContext::reason(std::string_view name) const {
  const MeasuredValue* found = measurement.find(name);
  if (found == nullptr)
    return Error{ErrorCode::WaveNotFound, "not measured: " + std::string(name)};
  return found->value ? std::nullopt : found->reason;
}

Criterion decided(const SignText& text, std::vector<CriterionValue> values, bool met) {
  return {text.name,         text.title,   text.rule,    met ? CriterionStatus::met : CriterionStatus::not_met,
          std::move(values), std::nullopt, text.evidence};
}

Criterion not_computable(const SignText& text, std::vector<CriterionValue> values, Error reason) {
  return {text.name,         text.title,        text.rule,    CriterionStatus::not_computable,
          std::move(values), std::move(reason), text.evidence};
}

std::optional<Error> find_missing(const SignContext& context, std::span<const Lead> leads) {
  if (auto error = find_missing_qrs(context.measurement))
    return error;
  std::string missing;
  for (const Lead lead : leads) {
    if (context.find(lead) == nullptr)
      missing += (missing.empty() ? "" : ", ") + std::string(lead_name(lead));
  }
  if (!missing.empty())
    return missing_leads(missing);
  return std::any_of(leads.begin(), leads.end(), is_limb_lead) ? find_untold_axis(context.measurement.representative)
                                                               : std::nullopt;
}

std::optional<Error> find_obstacle(const SignContext& context, std::span<const Lead> leads) {
  return context.confounder ? context.confounder : find_missing(context, leads);
}

double tallest_r_mv(const LeadAmplitudes& lead) {
  return std::max(lead.r_mv.value_or(0.0), lead.r_prime_mv.value_or(0.0));
}

double deepest_s_mv(const LeadAmplitudes& lead) {
  return -std::min(lead.s_mv.value_or(0.0), lead.s_prime_mv.value_or(0.0));
}

}  // namespace leadwise
