#include "derive_lead.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

/// A limb lead as a combination of leads I and II.
struct LimbVector {
  double of_i;
  double of_ii;
};

/// Einthoven's law (III = II - I) and Goldberger's augmented leads, in the order of kLimbLeads.
constexpr std::array<LimbVector, kLimbLeads.size()> kLimbVectors = {
    {{1.0, 0.0}, {0.0, 1.0}, {-1.0, 1.0}, {-0.5, -0.5}, {1.0, -0.5}, {-0.5, 1.0}}};

struct LimbPair {
  const Channel* first;
  const Channel* second;
};

/// The first two limb leads of the record, other than `wanted`, that hold samples: I and II wherever they are there.
std::optional<LimbPair> find_limb_pair(const EcgRecord& record, Lead wanted) {
  LimbPair pair{nullptr, nullptr};
  for (Lead lead : kLimbLeads) {
    const Channel* channel = record.find(lead);
    if (channel == nullptr || lead == wanted)
      continue;
    const auto& samples = channel->samples_mv;
    if (std::all_of(samples.begin(), samples.end(), [](double mv) { return std::isnan(mv); }))
      continue;
    if (pair.first != nullptr)
      return LimbPair{pair.first, channel};
    pair.first = channel;
  }
  return std::nullopt;
}

/// Weights of the pair's leads that sum to `wanted`. Any two limb leads are linearly independent.
LimbVector solve(LimbVector first, LimbVector second, LimbVector wanted) {
  const double determinant = first.of_i * second.of_ii - first.of_ii * second.of_i;
  return {(wanted.of_i * second.of_ii - wanted.of_ii * second.of_i) / determinant,
          (first.of_i * wanted.of_ii - first.of_ii * wanted.of_i) / determinant};
}

}  // namespace

std::optional<std::vector<double>> derive_from_others(const EcgRecord& record, Lead wanted) {
  if (!is_limb_lead(wanted))
    return std::nullopt;
  const auto pair = find_limb_pair(record, wanted);
  if (!pair || pair->first->samples_mv.size() != pair->second->samples_mv.size())
    return std::nullopt;
  return derive_from_pair(*pair->first, *pair->second, wanted);
}

std::vector<double> derive_from_pair(const Channel& first, const Channel& second, Lead wanted) {
  const LimbVector weights = solve(kLimbVectors[lead_index(*first.lead)], kLimbVectors[lead_index(*second.lead)],
                                   kLimbVectors[lead_index(wanted)]);
  std::vector<double> derived(std::min(first.samples_mv.size(), second.samples_mv.size()));
  for (std::size_t i = 0; i < derived.size(); ++i)
    derived[i] = weights.of_i * first.samples_mv[i] + weights.of_ii * second.samples_mv[i];
  return derived;
}

std::optional<std::vector<double>> derive_lead(const EcgRecord& record, Lead wanted) {
  if (const Channel* recorded = record.find(wanted))
    return recorded->samples_mv;
  return derive_from_others(record, wanted);
}

}  // namespace leadwise
