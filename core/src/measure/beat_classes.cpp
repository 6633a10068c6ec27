#include "beat_classes.hpp"

#include <array>

#include "leadwise/beats.hpp"

namespace leadwise {
namespace {

// The leads that are measured independently; the other limb leads say nothing new where I and II are there.
std::vector<LeadBeats> independent_leads(const LeadSamples& leads) {
  const bool has_i_and_ii = leads.position(Lead::I) && leads.position(Lead::II);
  std::vector<LeadBeats> chosen;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    const Lead lead = leads.leads[i];
    if (!has_i_and_ii || !is_limb_lead(lead) || lead == Lead::I || lead == Lead::II)
      chosen.push_back({leads.row(i), kModelRateHz});
  }
  return chosen;
}

}  // namespace

std::vector<Beat> classify_beats(const LeadSamples& leads, std::span<const double> qrs_s, std::optional<bool> paced) {
  std::vector<Beat> beats;
  for (const double time_s : align_beats(independent_leads(leads), qrs_s))
    beats.push_back({time_s, paced.value_or(false) ? BeatType::paced : BeatType::dominant});
  return beats;
}

}  // namespace leadwise
