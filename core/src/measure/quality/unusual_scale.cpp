#include "quality/unusual_scale.hpp"

#include <algorithm>
#include <string>

#include "quality/figure_text.hpp"

namespace leadwise {
namespace {

// Of 714 real ECGs the lead with the largest QRS complexes has 0.63 to 8.3 mV.
constexpr double kUsuallyAboveMv = 0.4;
constexpr double kUsuallyBelowMv = 10.0;
// Of 710 real ECGs the limb lead with the largest ones has 0.265 mV and more.
constexpr double kLimbLeadsUsuallyAboveMv = 0.2;
constexpr std::size_t kAllChestLeads = 6;
constexpr std::size_t kFrontalPlane = 2;  // two limb leads give the others

const FiguresOfLead& largest_of(std::span<const FiguresOfLead> leads) {
  return *std::max_element(leads.begin(), leads.end(), [](const FiguresOfLead& a, const FiguresOfLead& b) {
    return a.figures.qrs_size_mv < b.figures.qrs_size_mv;
  });
}

// What the largest complexes usually reach at least; 0 where leads are missing that may show them.
double usually_above_mv(std::span<const FiguresOfLead> leads) {
  const auto limb_leads = static_cast<std::size_t>(std::count_if(
      leads.begin(), leads.end(), [](const FiguresOfLead& lead) { return is_limb_lead(lead.lead); }));
  if (leads.size() - limb_leads == kAllChestLeads)
    return kUsuallyAboveMv;
  if (limb_leads < kFrontalPlane)
    return 0.0;
  // Of two limb leads the third may be as large as both together.
  return limb_leads == kFrontalPlane ? 0.5 * kLimbLeadsUsuallyAboveMv : kLimbLeadsUsuallyAboveMv;
}

}  // namespace

std::optional<Error> find_unusual_scale(std::span<const FiguresOfLead> usable) {
  if (usable.empty())
    return std::nullopt;
  const FiguresOfLead& largest = largest_of(usable);
  const double size_mv = largest.figures.qrs_size_mv;
  const bool is_large = size_mv > kUsuallyBelowMv;
  const double least_mv = usually_above_mv(usable);
  const bool is_small = size_mv >= kSmallestQrsMv && size_mv < least_mv;
  if (!is_large && !is_small)
    return std::nullopt;
  std::string message = std::string("the largest QRS complexes have ").append(figure_text(size_mv, "mV"));
  message.append(" (").append(lead_name(largest.lead)).append("), usual are ");
  message.append(figure_text(is_small ? least_mv : kUsuallyAboveMv)).append(" to ").append(figure_text(kUsuallyBelowMv, "mV"));
  message.append(is_large ? ": the unit or the gain may be wrong"
                          : ": the voltage is very low, or the unit or the gain is wrong");
  return Error{ErrorCode::UnusualScale, std::move(message)};
}

}  // namespace leadwise
