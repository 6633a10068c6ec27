#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/random.hpp"

namespace leadwise {

/// A parametric 12-lead ECG. Ranges that simulate_ecg accepts are in brackets.
struct SimulationSettings {
  double duration_s = 10.0;         ///< [1, 3600]
  double sampling_rate_hz = 500.0;  ///< [100, 2000]
  double heart_rate_bpm = 70.0;     ///< [20, 250]
  double rr_irregularity = 0.02;    ///< SD of RR over its mean [0, 0.5]
  double frontal_axis_deg = 50.0;   ///< of the QRS without overload [-180, 180]
  double p_duration_ms = 105.0;     ///< [0, 200], at most pr_ms; 0: no P wave
  double pr_ms = 160.0;             ///< onset to onset [80, 400]
  double qrs_ms = 92.0;             ///< [50, 200]
  double qt_ms = 390.0;             ///< [200, 700], at least qrs_ms + 100
  double p_amplitude_mv = 0.12;     ///< peak of the dipole [0, 1]; 0: no P wave
  double qrs_amplitude_mv = 1.3;    ///< [0.05, 5]
  double t_amplitude_mv = 0.35;     ///< [0, 3]
  double noise_mv = 0.01;           ///< RMS, broadband [0, 1]
  double mains_mv = 0.0;            ///< amplitude, 50 Hz [0, 2]
  double wander_mv = 0.05;          ///< RMS, below 0.5 Hz [0, 2]
  /// Right-ventricular pressure overload, 0 (none) to 1 (severe) [0, 1].
  double overload_severity = 0.0;
};

/// The truth behind a simulated beat, seconds from the start of the record. A wave begins and ends where the
/// dipole reaches 2 % (QRS) or 5 % (P, T) of the wave's largest magnitude; r_s is where the QRS dipole is
/// largest. P times are absent without a P wave.
struct SimulatedBeat {
  std::optional<double> p_on_s, p_off_s;
  double qrs_on_s, r_s, qrs_off_s, t_on_s, t_off_s;
};

struct SimulatedEcg {
  EcgRecord record;
  /// Those whose r_s lies in the record; their other times may lie outside of it.
  std::vector<SimulatedBeat> beats;
};

/// Settings drawn from the range seen in adults.
SimulationSettings random_simulation_settings(Random& random);

/// Twelve leads in whole microvolts, equal on every platform for equal settings and seed. Waves that overlap
/// (a long QT interval at a high rate) add up. Error: InvalidArgument naming the setting.
Result<SimulatedEcg> simulate_ecg(const SimulationSettings& settings, std::uint64_t seed);

/// What is imposed on a real ECG.
enum class Imposition : std::uint8_t {
  overload,  ///< right-ventricular pressure overload
  sham,      ///< vectors of equal energy and timing in other directions
};

struct ImpositionSettings {
  Imposition kind = Imposition::overload;
  double severity = 0.0;  ///< [0, 1]; 0 passes through the identical path and adds nothing
};

/// Adds the overload's (or a sham's) dipole to a real ECG, projected to its leads: the difference only, so
/// that the ECG's own residual survives. Strength follows the ECG's own QRS, timing its own beats; a P wave
/// grows only where the ECG shows one. Directions, strengths and widths vary with the seed. Needs at least
/// leads I and II; leads the record lacks stay lacking, NaN stays NaN. Errors: InvalidArgument (severity),
/// InvalidSamplingRate, UnsupportedLeadSet, TooShort (no beats to be found).
Result<EcgRecord> impose_overload(const EcgRecord& record, const ImpositionSettings& settings, std::uint64_t seed);

/// Where a simulated record comes from.
enum class SimulationBasis : std::uint8_t { parametric, real_ecg };

/// The record as it may be handed on: whoever it was taken from is removed (id, name, birth date, recording time,
/// serial number, the file's own comments), and a comment says that it is simulated and what it may be used for.
/// Writers that are told to write identifiers then write that comment and nothing that identifies.
EcgRecord marked_as_simulated(EcgRecord record, SimulationBasis basis, const ImpositionSettings& settings);

}  // namespace leadwise
