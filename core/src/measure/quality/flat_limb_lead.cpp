#include "quality/flat_limb_lead.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "quality/figure_text.hpp"

namespace leadwise {
namespace {

// Of the largest limb lead. In PTB-XL's first 500 records no limb lead has less than 12 %.
constexpr double kLargestShare = 0.06;
// Below this even the largest limb lead says nothing.
constexpr double kSmallestMv = 0.2;

struct FlatLead {
  Lead lead;
  std::string_view electrodes;
};

constexpr std::array<FlatLead, 3> kFlatLeads = {
    {{Lead::I, "LA and RA with those of the legs"}, {Lead::II, "RA and RL"}, {Lead::III, "LA and RL"}}};

// From the lowest to the highest value from the onset of the QRS complex on.
std::optional<double> size_of(const RepresentativeBeat& beat, Lead lead) {
  const auto row = beat.leads.position(lead);
  if (!row || !beat.global.qrs_on_s)
    return std::nullopt;
  const auto count = static_cast<double>(beat.leads.sample_count);
  const auto onset = static_cast<std::size_t>(std::clamp(*beat.global.qrs_on_s * kModelRateHz, 0.0, count));
  const auto samples = beat.leads.row(*row).subspan(onset);
  if (samples.empty())
    return std::nullopt;
  const auto [lowest, highest] = std::minmax_element(samples.begin(), samples.end());
  return *highest - *lowest;
}

}  // namespace

std::optional<Error> flat_limb_lead(const RepresentativeBeat& beat) {
  std::array<double, kFlatLeads.size()> sizes_mv{};
  for (std::size_t i = 0; i < kFlatLeads.size(); ++i) {
    const auto size_mv = size_of(beat, kFlatLeads[i].lead);
    if (!size_mv)
      return std::nullopt;
    sizes_mv[i] = *size_mv;
  }
  const auto flat = static_cast<std::size_t>(std::min_element(sizes_mv.begin(), sizes_mv.end()) - sizes_mv.begin());
  const double largest_mv = *std::max_element(sizes_mv.begin(), sizes_mv.end());
  if (largest_mv < kSmallestMv || sizes_mv[flat] > kLargestShare * largest_mv)
    return std::nullopt;
  std::string message = "the electrodes ";
  message.append(kFlatLeads[flat].electrodes).append(" may be exchanged: lead ");
  message.append(lead_name(kFlatLeads[flat].lead)).append(" has ").append(figure_text(sizes_mv[flat], "mV"));
  message.append(" where another limb lead has ").append(figure_text(largest_mv, "mV"));
  return Error{ErrorCode::ElectrodeReversalSuspected, std::move(message)};
}

std::optional<Error> find_untold_axis(const RepresentativeBeat& beat) {
  const std::optional<Error> flat = flat_limb_lead(beat);
  if (!flat)
    return std::nullopt;
  return Error{ErrorCode::MissingLead, "one electrode may be off, or " + flat->message};
}

}  // namespace leadwise
