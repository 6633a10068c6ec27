#include <algorithm>
#include <cmath>
#include <span>
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
constexpr double kSmallestComparedSdMv = 0.03;

/// Long enough for a beat. A calibration pulse or an artefact spoils its own pieces of the record only.
constexpr double kPieceS = 2.0;

double sd_of(std::span<const double> values) {
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
double share_unexplained(std::span<const double> recorded, std::span<const double> derived) {
  std::vector<double> difference(recorded.size());
  for (std::size_t i = 0; i < recorded.size(); ++i)
    difference[i] = recorded[i] - derived[i];
  const double unexplained_mv = sd_of(difference);
  return unexplained_mv < kSmallestComparedSdMv ? 0.0 : unexplained_mv / std::max(sd_of(recorded), sd_of(derived));
}

/// The median over the pieces of the record.
double typical_share(std::span<const double> recorded, std::span<const double> derived, double sampling_rate_hz) {
  const auto piece = static_cast<std::size_t>(std::max(1.0, kPieceS * sampling_rate_hz));
  std::vector<double> shares;
  for (std::size_t first = 0; first < recorded.size(); first += piece) {
    const std::size_t size = std::min(piece, recorded.size() - first);
    // The rest behind the last whole piece says little, unless it is all there is.
    if (size < piece && !shares.empty())
      break;
    shares.push_back(share_unexplained(recorded.subspan(first, size), derived.subspan(first, size)));
  }
  if (shares.empty())
    return 0.0;
  const auto middle = shares.begin() + static_cast<std::ptrdiff_t>(shares.size() / 2);
  std::nth_element(shares.begin(), middle, shares.end());
  return *middle;
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
    const double share = typical_share(channel->samples_mv, *derived, record.sampling_rate_hz);
    if (std::isfinite(share) && share > kLargestShare && (!worst || share > worst->share))
      worst = Contradiction{lead, share};
  }
  return worst;
}

bool are_recorded_together(std::span<const double> recorded, std::span<const double> derived) {
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    if (std::isfinite(recorded[i]) && std::isfinite(derived[i]))
      return true;
  }
  return false;
}

bool gives(const Channel& first, const Channel& second, const Channel& wanted, double sampling_rate_hz) {
  const std::vector<double> derived = derive_from_pair(first, second, *wanted.lead);
  return derived.size() == wanted.samples_mv.size() && are_recorded_together(wanted.samples_mv, derived) &&
         typical_share(wanted.samples_mv, derived, sampling_rate_hz) <= kLargestShare;
}

}  // namespace

bool follows_from_other_limb_leads(const EcgRecord& record, Lead lead) {
  const Channel* wanted = is_limb_lead(lead) ? record.find(lead) : nullptr;
  if (wanted == nullptr)
    return false;
  for (std::size_t a = 0; a < kLimbLeads.size(); ++a) {
    for (std::size_t b = a + 1; b < kLimbLeads.size(); ++b) {
      const Channel* first = record.find(kLimbLeads[a]);
      const Channel* second = record.find(kLimbLeads[b]);
      const bool are_others = first != nullptr && second != nullptr && first != wanted && second != wanted;
      if (are_others && gives(*first, *second, *wanted, record.sampling_rate_hz))
        return true;
    }
  }
  return false;
}

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
