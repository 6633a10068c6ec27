#include "quality/electrode_reversal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "quality/electrode_exchanges.hpp"
#include "quality/exchange_evidence.hpp"
#include "quality/figure_text.hpp"
#include "quality/flat_limb_lead.hpp"
#include "quality/usual_waves.hpp"
#include "quality/wave_moments.hpp"

namespace leadwise {
namespace {

// Without chest leads nothing tells an exchange from an unusual heart but the signs of all waves in lead I. Measured as
// the other thresholds are: see the tests.
constexpr double kThresholdWithoutChestLeads = 3.0;
constexpr std::size_t kFewestChestLeads = 4;
constexpr std::array<std::string_view, kWaveCount> kWaveNames = {"P", "QRS", "T"};

struct Suspicion {
  const ElectrodeExchange* exchange;
  std::array<double, kWaveCount> logits;
  double logit;
  double threshold;
};

Suspicion weigh(std::size_t i, const Evidence& evidence, bool has_chest_leads) {
  const ExchangeWeights& weights = exchange_weights()[i];
  Suspicion suspicion{&electrode_exchanges()[i], {}, 0.0, weights.threshold};
  for (std::size_t k = 0; k < kEvidenceCount; ++k)
    suspicion.logits[k / 3] += weights.weights[k] * evidence[k];
  for (const double logit : suspicion.logits)
    suspicion.logit += logit;
  if (!has_chest_leads)
    suspicion.threshold = std::max(suspicion.threshold, kThresholdWithoutChestLeads);
  return suspicion;
}

// The likeliest of those beyond their threshold.
std::optional<Suspicion> strongest_suspicion(const BeatMoments& moments) {
  const bool has_chest_leads = moments.leads.size() >= 2 + kFewestChestLeads;
  const std::vector<Evidence> evidence = exchange_evidence(moments);
  std::optional<Suspicion> strongest;
  // Exchanges of limb electrodes come first; without chest leads only that of the arms can be told.
  for (std::size_t i = 0; i < (has_chest_leads ? evidence.size() : 1); ++i) {
    const Suspicion suspicion = weigh(i, evidence[i], has_chest_leads);
    if (suspicion.logit > suspicion.threshold && (!strongest || suspicion.logit > strongest->logit))
      strongest = suspicion;
  }
  return strongest;
}

Error warning_of(const Suspicion& suspicion) {
  std::string message = "the electrodes ";
  message.append(suspicion.exchange->first).append(" and ").append(suspicion.exchange->second);
  message.append(" may be exchanged: changed back, the ECG would look more usual (log odds ");
  message.append(figure_text(suspicion.logit)).append(", limit ").append(figure_text(suspicion.threshold)).append(":");
  for (std::size_t wave = 0; wave < kWaveCount; ++wave) {
    message.append(wave == 0 ? " " : ", ").append(kWaveNames[wave]).append(" ");
    message.append(figure_text(suspicion.logits[wave]));
  }
  return Error{ErrorCode::ElectrodeReversalSuspected, message.append(")")};
}

bool can_be_judged(const RepresentativeBeat& beat) {
  // A paced beat spreads from elsewhere: its shape says nothing of the electrodes.
  return beat.type != BeatType::paced && beat.global.qrs_on_s && beat.global.qrs_off_s &&
         beat.leads.position(Lead::I) && beat.leads.position(Lead::II);
}

}  // namespace

std::vector<Error> suspected_reversals(const RepresentativeBeat& beat) {
  std::vector<Error> warnings;
  if (!can_be_judged(beat))
    return warnings;
  if (auto flat = flat_limb_lead(beat))
    warnings.push_back(*std::move(flat));
  else if (const auto suspicion = strongest_suspicion(measure_wave_moments(beat)))
    warnings.push_back(warning_of(*suspicion));
  return warnings;
}

}  // namespace leadwise
