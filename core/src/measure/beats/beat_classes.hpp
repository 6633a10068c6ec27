#pragma once

#include <optional>
#include <span>
#include <vector>

#include "leadwise/beats.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// The leads in which beats are compared: those that are measured independently (the other limb leads say nothing new
/// where I and II are there).
std::vector<LeadBeats> independent_leads(const LeadSamples& leads);

/// The same of a record without standard leads: any channel in which beats are looked for, at its own rate.
std::vector<LeadBeats> unnamed_leads(const EcgRecord& record);

/// What else is known of pacing.
struct PacingSigns {
  /// What the file says, if anything.
  std::optional<bool> file_says_paced;
  /// find_pacing_spikes.
  std::vector<double> spikes_s;
};

/// Aligns the QRS complexes found at `qrs_s` to each other and tells those of the dominant morphology from ectopic,
/// paced and unclassified ones, in this order:
/// - unclassified: cut off by the record's ends, or like no other and as rough as noise;
/// - paced: most beats of the morphology follow a spike by up to 150 ms; or the dominant morphology of a record that
///   says it is paced and shows no spikes;
/// - dominant: the most frequent morphology, or a narrower one that is nearly as frequent (ventricular bigeminy);
/// - ectopic: every other morphology, and premature beats of the dominant one (supraventricular ectopic beats).
/// Left out is what is no beat but the T wave of a dominant one, which was found because the QRS complexes are small beside it
/// (find_t_beats). Without leads all beats are unclassified.
std::vector<Beat> classify_beats(std::span<const LeadBeats> leads, std::span<const double> qrs_s,
                                 const PacingSigns& pacing);

}  // namespace leadwise
