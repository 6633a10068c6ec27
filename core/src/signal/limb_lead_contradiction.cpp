#include <algorithm>
#include <cmath>
#include <string>

#include "derive_lead.hpp"
#include "leadwise/signal.hpp"
#include "number_text.hpp"

namespace leadwise {
namespace {

/// Rounding and separate denoising leave up to about 0.15 (measured on Chapman/Ningbo's denoised records); a gain that is
/// wrong by a third, a mislabelled or a reversed channel leaves more than this.
constexpr double kLargestShare = 0.25;
/// Below this it may be noise on a nearly flat lead.
constexpr double kSmallestSdMv = 0.03;

double sd_of(const std::vector<double>& values) {
  double count = 0.0, sum = 0.0, squares = 0.0;
  for (const double value : values) {
    if (std::isnan(value))
      continue;
    count += 1.0;
    sum += value;
    squares += value * value;
  }
  if (count == 0.0)
    return 0.0;
  const double mean = sum / count;
  return std::sqrt(std::max(0.0, squares / count - mean * mean));
}

/// The difference's standard deviation over the larger one of the two; 0 where it is small enough to be noise.
double share_unexplained(const std::vector<double>& recorded, const std::vector<double>& derived) {
  std::vector<double> difference(recorded.size());
  for (std::size_t i = 0; i < recorded.size(); ++i)
    difference[i] = recorded[i] - derived[i];
  const double unexplained_mv = sd_of(difference);
  return unexplained_mv < kSmallestSdMv ? 0.0 : unexplained_mv / std::max(sd_of(recorded), sd_of(derived));
}

struct Contradiction {
  Lead lead;
  double share;
};

std::optional<Contradiction> worst_contradiction(const EcgRecord& record) {
  std::optional<Contradiction> worst;
  for (const Lead lead : kLimbLeads) {
    const Channel* channel = record.find(lead);
    const auto derived = channel == nullptr ? std::nullopt : derive_from_others(record, lead);
    if (!derived || derived->size() != channel->samples_mv.size())
      continue;
    const double share = share_unexplained(channel->samples_mv, *derived);
    if (std::isfinite(share) && share > kLargestShare && (!worst || share > worst->share))
      worst = Contradiction{lead, share};
  }
  return worst;
}

}  // namespace

std::optional<Error> limb_lead_contradiction(const EcgRecord& record) {
  const auto worst = worst_contradiction(record);
  if (!worst)
    return std::nullopt;
  std::string message = "the limb leads contradict each other: lead ";
  message.append(lead_name(worst->lead))
      .append(" differs from what the others say (III = II - I) by ")
      .append(number_text(std::round(worst->share * 100.0)))
      .append(" % of its size; channels may be mislabelled, of unequal gain or filtered apart");
  return Error{ErrorCode::LimbLeadsContradict, std::move(message)};
}

}  // namespace leadwise
