#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"
#include "leadwise/post_test_probability.hpp"
#include "leadwise/signal.hpp"

namespace leadwise {

// What an ECG shows to calipers: beats, waves, intervals, axes, amplitudes, quality and the classical signs. Every
// value is either there or absent with its reason: never NaN, never a number from nothing. Times are seconds from the
// start of the record.

enum class BeatType : std::uint8_t {
  dominant,      ///< of the record's dominant morphology, the one that is measured
  ectopic,       ///< of another morphology, or premature
  paced,         ///< begun by a pacing spike, or of a record that says it is paced
  unclassified,  ///< cut off by the record's ends or lost in noise
};

/// "dominant", "ectopic", "paced" or "unclassified".
std::string_view beat_type_name(BeatType type);

struct Beat {
  /// The common point of the beat's QRS complex in all leads, to which the beats are aligned.
  double r_s = 0.0;
  BeatType type = BeatType::dominant;
  /// Between the beat before and this one nothing was recorded for a while: their interval is none of the heart's.
  bool follows_gap = false;
};

/// Where the waves of one beat begin, peak and end; nullopt where the wave is absent or cannot be told from noise.
struct WaveMarks {
  std::optional<double> p_on_s, p_peak_s, p_off_s;
  std::optional<double> qrs_on_s, r_peak_s, qrs_off_s;
  std::optional<double> t_on_s, t_peak_s, t_off_s;
};

struct LeadDelineation {
  Lead lead;
  /// One a beat, in the order of the beats.
  std::vector<WaveMarks> beats;
};

struct Delineation {
  /// Earliest onset and latest end over the leads, one a beat; without peaks.
  std::vector<WaveMarks> global;
  std::vector<LeadDelineation> leads;
};

/// The trimmed mean of the beats that are measured, lead by lead, aligned to each other, the level before the QRS complex at
/// 0 mV. Times in its marks count from its first sample.
struct RepresentativeBeat {
  /// At kModelRateHz; no leads where no beat could be averaged.
  LeadSamples leads;
  /// Where the beats' common point lies.
  double r_s = 0.0;
  std::size_t beat_count = 0;
  BeatType type = BeatType::dominant;
  WaveMarks global;
  /// One a lead, in the order of `leads`.
  std::vector<WaveMarks> lead_marks;
};

enum class RhythmRegularity : std::uint8_t { regular, irregular, irregularly_irregular, unknown };

/// "regular", "irregular", "irregularly_irregular" or "unknown".
std::string_view rhythm_regularity_name(RhythmRegularity regularity);

/// A number with what stands behind it.
struct MeasuredValue {
  /// With its unit: "pr_ms", "qrs_axis_deg". As in JSON.
  std::string_view name;
  std::optional<double> value;
  /// Of the value, in its unit, from how far single beats differ; nullopt where it cannot be said.
  std::optional<double> standard_error;
  /// Why there is no value, e.g. NoPWave; nullopt where there is one.
  std::optional<Error> reason;
};

/// Amplitudes of the representative beat in one lead, mV from the level before the QRS complex; nullopt where the lead
/// shows no such wave. S waves are negative, as are Q waves.
struct LeadAmplitudes {
  Lead lead;
  std::optional<double> p_mv, q_mv, r_mv, s_mv, r_prime_mv, s_prime_mv;
  std::optional<double> j_mv, st60_mv, st80_mv, t_mv;
  /// R over |S|; nullopt without an S wave.
  std::optional<double> r_to_s;
  /// From the onset of the QRS complex to the last R peak (R' where there is one).
  std::optional<double> r_peak_time_ms;
};

/// What the recording is good for.
enum class Usability : std::uint8_t { usable, usable_with_leads, unusable };

/// "usable", "usable_with_leads" or "unusable".
std::string_view usability_name(Usability usability);

struct SignalQuality {
  Usability usability = Usability::unusable;
  /// One a standard lead that the record holds.
  std::vector<LeadQuality> leads;
  /// Why it is unusable.
  std::optional<Error> reason;
  /// What speaks against trusting the recording and yet silences nothing: limb leads that contradict each other,
  /// suspected electrode reversals, noise.
  std::vector<Error> warnings;
};

enum class CriterionStatus : std::uint8_t { met, not_met, not_computable };

/// "met", "not_met" or "not_computable".
std::string_view criterion_status_name(CriterionStatus status);

/// What was published of a sign. Target and cohort matter more than the figures.
struct PublishedEvidence {
  std::string_view figures;   ///< "sensitivity 74 %, specificity 100 %"
  std::string_view target;    ///< what was to be found, and how it was established
  std::string_view cohort;    ///< who was examined
  std::string_view citation;  ///< authors, journal, year, identifier
};

/// A value behind a criterion, with its unit in the name: {"s_i_mv", -0.21}. nullopt where it could not be measured.
struct CriterionValue {
  std::string_view name;
  std::optional<double> value;
};

struct Criterion {
  /// Stable: "right_axis_deviation".
  std::string_view name;
  /// For reading: "Right axis deviation".
  std::string_view title;
  /// "QRS axis > +90 deg".
  std::string_view rule;
  CriterionStatus status = CriterionStatus::not_computable;
  std::vector<CriterionValue> values;
  /// Why it is not computable.
  std::optional<Error> reason;
  PublishedEvidence evidence;
  /// What finding the sign so (met or not met) does to the odds of pulmonary hypertension at catheterisation, and the probability
  /// behind it where one before it was given; nullopt where no counts were published, or the sign is not computable.
  std::optional<Interval95> likelihood_ratio = std::nullopt;
  std::optional<Interval95> post_test_probability = std::nullopt;
};

/// What is known of the patient beside the ECG: the two bedside rules need it, and Bayes' rule.
struct BedsideValues {
  std::optional<double> nt_probnp_pg_per_ml;        ///< [5, 200000]
  std::optional<double> oxygen_saturation_percent;  ///< [30, 100]
  std::optional<int> who_functional_class;          ///< 1 to 4
  /// Of pulmonary hypertension, before the ECG was looked at: above 0, below 100.
  std::optional<double> pre_test_probability_percent = std::nullopt;
};

/// InvalidArgument naming the first value that is out of its range or not a number; nullopt where all can be used.
std::optional<Error> find_invalid_bedside_value(const BedsideValues& bedside);

/// Everything that is measured of a record.
struct EcgMeasurement {
  std::vector<Beat> beats;
  Delineation delineation;
  RepresentativeBeat representative;
  RhythmRegularity regularity = RhythmRegularity::unknown;
  /// In a fixed order, each name once.
  std::vector<MeasuredValue> values;
  std::vector<LeadAmplitudes> amplitudes;
  SignalQuality quality;
  std::vector<Criterion> criteria;

  /// nullptr where there is no such name.
  const MeasuredValue* find(std::string_view name) const;
};

/// Measures a record of any length, any leads and any sampling rate from 100 to 2000 Hz. Leads that follow from the
/// recorded limb leads are measured too. Waves, intervals and amplitudes are those of leads with a standard name; beats
/// and rate are found in any channel. Errors: InvalidSamplingRate; InvalidArgument for bedside values out of range.
Result<EcgMeasurement> measure_ecg(const EcgRecord& record, const BedsideValues& bedside = {});

/// The quality that measure_ecg gives, without suspected electrode reversals: these alone need the beats measured. Errors:
/// InvalidSamplingRate.
Result<SignalQuality> judge_quality(const EcgRecord& record);

}  // namespace leadwise
