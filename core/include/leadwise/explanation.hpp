#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/attribution.hpp"
#include "leadwise/wave_stretches.hpp"

namespace leadwise {

/// What the parts of a trace did to a logit. All values together are the sum over the trace.
struct WaveShares {
  /// By EcgWave; nullopt where no such wave is marked.
  std::array<std::optional<double>, kEcgWaves.size()> waves;
  /// Between the waves, in beats of another kind, and behind the recording's end.
  double rest = 0.0;

  void add(const WaveShares& other);
};

/// What one head's answer rests on in one 10 s window of a record. It says what the model used, not what ails the patient.
struct Explanation {
  std::string task;
  std::string head_id;
  /// Whether the head is given amplitudes, and not only shapes.
  bool has_amplitude = false;
  /// Where the window begins in the record.
  double start_s = 0.0;
  Attribution attribution;
  /// One a lead, in the order of attribution.leads.
  std::vector<WaveShares> waves;
  /// What the decoder makes of the leads' fused latent: one a lead, one value a sample, millivolts of the filtered lead
  /// from its mean.
  std::vector<std::vector<double>> reconstruction_mv;
  /// Mean square of its distance from the filtered lead, in units of that lead's variance: a flat line has 1. One a lead.
  std::vector<double> reconstruction_mse;
};

}  // namespace leadwise
