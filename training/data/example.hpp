#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/signal.hpp"

namespace leadwise::training {

/// What is done to an ECG before it is learnt from or judged.
enum class Condition {
  plain,     ///< nothing
  control,   ///< imposition at severity 0, by the identical path
  overload,  ///< right-ventricular pressure overload imposed
  sham,      ///< vectors of equal energy in other directions imposed
};

std::string_view condition_name(Condition condition);

/// Changes that leave the label true. Zero everywhere but `gain`: none.
struct Augmentation {
  double gain = 1.0;
  double noise_mv = 0.0;   ///< RMS of white noise, each lead its own
  double wander_mv = 0.0;  ///< amplitude of a slow sine, each lead with a share and phase of its own
  double wander_hz = 0.2;
  /// The ECG begins so much later, and what is cut off follows at its end; of longer ECGs too, so that any heartbeat may be the first.
  double turn_s = 0.0;
};

/// One ECG as a model takes it: the leads asked for, first 10 s window.
using Example = ModelInput;

/// Imposes, augments and preprocesses, all by the core. The seed decides the imposition and the noise.
/// The leads stand in the order in which they are asked for. Errors: those of impose_overload and prepare_record; the reason
/// of the first lead that is unusable.
Result<Example> prepare_example(const EcgRecord& ecg, Condition condition, double severity, std::uint64_t seed,
                                const Augmentation& augmentation = {}, std::span<const Lead> leads = kTwelveLeads);

}  // namespace leadwise::training
