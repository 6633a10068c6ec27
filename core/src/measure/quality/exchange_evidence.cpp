#include "quality/exchange_evidence.hpp"

#include "quality/unusualness.hpp"

namespace leadwise {
namespace {

// Of the frontal loop; exchanged limb electrodes turn it the other way round.
double rotation(const WaveMoments& wave) {
  const double power = wave.power[0][0] + wave.power[1][1];
  return power > 0.0 ? wave.frontal_area / power : 0.0;
}

}  // namespace

std::vector<Evidence> exchange_evidence(const BeatMoments& beat) {
  std::vector<Evidence> evidence(electrode_exchanges().size(), Evidence{});
  for (std::size_t wave = 0; wave < kWaveCount; ++wave) {
    if (!beat.waves[wave])
      continue;
    const WaveMoments& recorded = *beat.waves[wave];
    const Unusualness unusualness(usual_waves()[wave], beat.leads);
    const Unusualness::Distance distance = unusualness.of(recorded);
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      const ElectrodeExchange& exchange = electrode_exchanges()[i];
      const Unusualness::Distance undone = unusualness.of(transformed(recorded, exchange.rows));
      double* of_wave = evidence[i].data() + 3 * wave;
      of_wave[0] = distance.loop - undone.loop;
      of_wave[1] = distance.mean - undone.mean;
      of_wave[2] = exchange.limb ? rotation(recorded) : 0.0;
    }
  }
  return evidence;
}

}  // namespace leadwise
