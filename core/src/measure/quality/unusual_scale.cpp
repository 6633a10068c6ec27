#include "quality/unusual_scale.hpp"

#include <algorithm>
#include <string>

#include "quality/figure_text.hpp"

namespace leadwise {
namespace {

// Of 714 real ECGs the lead with the largest QRS complexes has 0.63 to 8.3 mV.
constexpr double kUsuallyAboveMv = 0.4;
constexpr double kUsuallyBelowMv = 10.0;
constexpr std::ptrdiff_t kAllChestLeads = 6;

const FiguresOfLead& largest_of(std::span<const FiguresOfLead> leads) {
  return *std::max_element(leads.begin(), leads.end(), [](const FiguresOfLead& a, const FiguresOfLead& b) {
    return a.figures.qrs_size_mv < b.figures.qrs_size_mv;
  });
}

bool has_all_chest_leads(std::span<const FiguresOfLead> leads) {
  return std::count_if(leads.begin(), leads.end(),
                       [](const FiguresOfLead& lead) { return !is_limb_lead(lead.lead); }) == kAllChestLeads;
}

}  // namespace

std::optional<Error> find_unusual_scale(std::span<const FiguresOfLead> usable) {
  if (usable.empty())
    return std::nullopt;
  const FiguresOfLead& largest = largest_of(usable);
  const double size_mv = largest.figures.qrs_size_mv;
  const bool is_large = size_mv > kUsuallyBelowMv;
  const bool is_small = size_mv > 0.0 && size_mv < kUsuallyAboveMv && has_all_chest_leads(usable);
  if (!is_large && !is_small)
    return std::nullopt;
  std::string message = std::string("the largest QRS complexes have ").append(figure_text(size_mv, "mV"));
  message.append(" (").append(lead_name(largest.lead)).append("), usual are ");
  message.append(figure_text(kUsuallyAboveMv)).append(" to ").append(figure_text(kUsuallyBelowMv, "mV"));
  message.append(is_large ? ": the unit or the gain may be wrong"
                          : ": the voltage is very low, or the unit or the gain is wrong");
  return Error{ErrorCode::UnusualScale, std::move(message)};
}

}  // namespace leadwise
