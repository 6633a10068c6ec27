#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"

namespace leadwise {

inline constexpr double kModelRateHz = 500.0;
inline constexpr std::size_t kWindowSamples = 5000;  ///< 10 s at kModelRateHz
inline constexpr double kShortestRecordS = 9.5;      ///< shorter is an abstention
inline constexpr double kLongestFlatS = 2.0;         ///< one value for so long: an electrode is off

/// Leads side by side: row-major [lead][sample], all rows of one length.
struct LeadSamples {
  std::vector<Lead> leads;
  std::size_t sample_count = 0;
  std::vector<double> values;

  std::span<const double> row(std::size_t i) const { return {values.data() + i * sample_count, sample_count}; }
  std::span<double> row(std::size_t i) { return {values.data() + i * sample_count, sample_count}; }
  std::optional<std::size_t> position(Lead lead) const;
};

/// Why a lead cannot be used, or nullopt where it can.
struct LeadQuality {
  Lead lead;
  std::optional<Error> reason;
};

/// One 10 s window as the model takes it.
struct ModelInput {
  /// Preprocessed: filtered, mean 0, sample standard deviation (ddof = 1) 1. Shape leads × kWindowSamples.
  LeadSamples standardised;
  /// Natural logarithm of each lead's standard deviation in mV after filtering, before standardising.
  std::vector<double> log_sd_mv;
};

/// A record made ready for the model.
struct PreparedRecord {
  /// Consecutive 10 s windows, all of the same leads; empty where no lead is usable.
  std::vector<ModelInput> windows;
  /// Where each window begins in the record; one a window.
  std::vector<double> window_starts_s;
  /// One entry a requested lead, in the order asked for, over the whole record.
  std::vector<LeadQuality> quality;
  /// Windows left out because a lead that is usable elsewhere is unusable there.
  std::size_t skipped_windows = 0;
  /// Seconds of the record that no window holds (the rest behind the last whole one).
  double unused_s = 0.0;
};

/// Fills short gaps (NaN) by linear interpolation; gaps at the ends take the nearest value. Leaves a lead
/// that is NaN throughout as it is.
void fill_missing_samples(std::span<double> samples);

/// Resamples to `to_hz` by a windowed-sinc polyphase filter without delay: flat to 0.4 of the lower rate, images and
/// aliases at least 60 dB down, a 10 Hz sine within 1e-3 of its amplitude. The first sample stays the first; the result
/// has round(n * to_hz / from_hz) samples. The ends are continued by linear prediction; equal rates give an exact copy.
/// NaN and infinity spread to their surroundings: fill gaps first.
/// Errors: InvalidSamplingRate unless both rates lie in 100..2000 Hz.
Result<std::vector<double>> resample_to_rate(std::span<const double> samples, double from_hz, double to_hz);

/// The six limb leads follow from any two of them: I, II, III, aVR, aVL, aVF. Computes `wanted` from what is
/// there; nullopt where fewer than two limb leads are present. A lead that the record holds is returned as
/// recorded.
std::optional<std::vector<double>> derive_lead(const EcgRecord& record, Lead wanted);

/// Says where recorded limb leads break Einthoven's law (III = II - I) or Goldberger's (aVR, aVL, aVF): LimbLeadsContradict
/// with the lead that is furthest off, by more than a quarter of its standard deviation in most of the record; nullopt where they agree or fewer
/// than three are there. A warning: nothing is mended.
std::optional<Error> limb_lead_contradiction(const EcgRecord& record);

/// Whether two of the record's other limb leads give this recorded one, to within a quarter of its standard deviation in most
/// of the record: then devices have computed some of them from it, and what is wrong with it is in them. False for chest leads,
/// and where the three leads were nowhere recorded together.
bool follows_from_other_limb_leads(const EcgRecord& record, Lead lead);

/// Why a recorded lead cannot be used, by its own samples (mV, NaN = missing) alone; nullopt where it can. Judged in
/// windows of 10 s, and unusable where more than half of them are: NonFiniteSample for an infinite sample,
/// MissingSamples for more than 0.5 s without samples, ImplausibleScale for a sample beyond 10 V, ConstantLead for one
/// value throughout or for 2 s (an electrode off), or a straight line.
std::optional<Error> recorded_lead_error(Lead lead, std::span<const double> samples_mv, double sampling_rate_hz);

/// The standard leads that a record holds, and the limb leads that follow from them, in mV at kModelRateHz and in the
/// order of kTwelveLeads: nothing is filtered but what the change of rate needs. Missing samples are filled as
/// fill_missing_samples does; a lead without any sample is 0 throughout. Errors: InvalidSamplingRate.
Result<LeadSamples> leads_at_model_rate(const EcgRecord& record);

/// The published preprocessing of one window, all leads in one pass: Butterworth high-pass (order 5, 0.5 Hz,
/// second-order sections forward and backward, odd padding), moving average of 10 samples forward and
/// backward, standardisation. In: mV at 500 Hz, kWindowSamples each, no NaN. Source: NeuroKit2
/// ecg_clean(method="neurokit"), arXiv 2503.13470. Errors: ConstantLead, NonFiniteSample, each naming the
/// lead; InvalidArgument for another shape.
Result<ModelInput> preprocess_window(const LeadSamples& window_mv);

/// Record to model input: derives limb leads, fills gaps, resamples, cuts into windows (9.5-10 s zero-padded to 10 s),
/// preprocesses. Asks for `leads` in that order; leads that are unusable are named in `quality` and left out of the
/// windows. A lead is unusable in a window that misses more than 0.5 s of it (MissingSamples), where it keeps one value
/// for 2 s or is a straight line (ConstantLead), is infinite (NonFiniteSample), or has samples beyond 10 V or a standard
/// deviation after filtering outside 0.001-20 mV (ImplausibleScale), or where something stands out after filtering by more than
/// 5 mV and five times what the lead usually reaches (LargeArtefact). Unusable in more than half of the windows, it is
/// unusable altogether; otherwise those windows are skipped.
/// Errors (abstentions): TooShort, InvalidSamplingRate, UnsupportedLeadSet when the record holds none of the leads and
/// none follows from it; InvalidArgument for a lead asked for twice or channels of unequal length.
Result<PreparedRecord> prepare_record(const EcgRecord& record, std::span<const Lead> leads);

}  // namespace leadwise
