#include "beats/beat_classes.hpp"

#include <algorithm>

#include "beats/beat_morphologies.hpp"
#include "beats/ecg_channels.hpp"
#include "beats/pacing_spikes.hpp"
#include "beats/premature_beats.hpp"
#include "beats/qrs_shape.hpp"
#include "beats/t_beats.hpp"

namespace leadwise {
namespace {

// So near to the record's ends a QRS complex of another shape may be a piece of one.
constexpr double kEndS = 0.150;
// Nearly as frequent as the most frequent morphology, and clearly narrower.
constexpr double kNearlyAsFrequent = 0.5;
constexpr std::size_t kFewestBeats = 2;
constexpr double kNarrower = 0.85;
// Times the dominant beats' share of roughness: a lone beat that is rougher is noise.
constexpr double kRoughAsNoise = 3.0;

class BeatClassifier {
 public:
  BeatClassifier(std::span<const LeadBeats> leads, std::span<const double> qrs_s, const PacingSigns& pacing)
      : leads_(leads), pacing_(pacing), found_(find_morphologies(leads, qrs_s)) {}

  std::vector<Beat> classify() const {
    std::vector<BeatType> types(found_.times_s.size(), BeatType::unclassified);
    const std::size_t dominant = dominant_morphology();
    for (std::size_t i = 0; i < found_.morphologies.size(); ++i) {
      const BeatType type = type_of(found_.morphologies[i], i == dominant, found_.morphologies[dominant]);
      for (const std::size_t beat : found_.morphologies[i].beats)
        types[beat] = type_of_beat(found_.times_s[beat], type);
    }
    std::vector<Beat> beats;
    const std::vector<bool> is_t = find_t_beats(leads_, found_, dominant);
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (!is_t[i] || types[i] == BeatType::paced)
        beats.push_back({found_.times_s[i], types[i]});
    }
    mark_premature(beats);
    return beats;
  }

 private:
  double duration_s() const {
    return static_cast<double>(leads_.front().samples_mv.size()) / leads_.front().sampling_rate_hz;
  }

  std::size_t dominant_morphology() const {
    const std::vector<Morphology>& all = found_.morphologies;
    std::size_t dominant = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].beats.size() > all[dominant].beats.size())
        dominant = i;
    }
    const std::size_t most_frequent = dominant;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool is_frequent = all[i].beats.size() >= kFewestBeats &&
                               static_cast<double>(all[i].beats.size()) >=
                                   kNearlyAsFrequent * static_cast<double>(all[most_frequent].beats.size());
      if (is_frequent && i != dominant && width_s(all[i]) < kNarrower * width_s(all[dominant]))
        dominant = i;
    }
    return dominant;
  }

  std::vector<double> times_of(const Morphology& morphology) const {
    std::vector<double> times_s;
    for (const std::size_t beat : morphology.beats)
      times_s.push_back(found_.times_s[beat]);
    return times_s;
  }

  double width_s(const Morphology& morphology) const { return qrs_width_s(leads_, times_of(morphology)); }

  bool is_begun_by_spikes(const Morphology& morphology) const {
    const std::vector<double> times_s = times_of(morphology);
    const auto count = std::count_if(times_s.begin(), times_s.end(),
                                     [this](double beat_s) { return follows_spike(beat_s, pacing_.spikes_s); });
    return 2 * static_cast<std::size_t>(count) >= times_s.size() && count > 0;
  }

  BeatType type_of(const Morphology& morphology, bool is_dominant, const Morphology& dominant) const {
    if (is_begun_by_spikes(morphology))
      return BeatType::paced;
    if (is_dominant)
      return pacing_.file_says_paced.value_or(false) && pacing_.spikes_s.empty() ? BeatType::paced : BeatType::dominant;
    if (is_conducted_beside(dominant, morphology))
      return BeatType::dominant;
    const bool is_alone = morphology.beats.size() == 1;
    const bool is_rough =
        roughness(leads_, times_of(morphology)) > kRoughAsNoise * roughness(leads_, times_of(dominant));
    return is_alone && is_rough ? BeatType::unclassified : BeatType::ectopic;
  }

  // Beats that the heart conducts itself between paced ones: several, and narrower.
  bool is_conducted_beside(const Morphology& paced, const Morphology& morphology) const {
    return is_begun_by_spikes(paced) && morphology.beats.size() >= kFewestBeats &&
           width_s(morphology) < kNarrower * width_s(paced);
  }

  BeatType type_of_beat(double beat_s, BeatType type) const {
    if (follows_spike(beat_s, pacing_.spikes_s))
      return BeatType::paced;
    const bool is_at_end = beat_s < kEndS || beat_s > duration_s() - kEndS;
    return is_at_end && type == BeatType::ectopic ? BeatType::unclassified : type;
  }

  static void mark_premature(std::vector<Beat>& beats) {
    std::vector<double> times_s;
    std::vector<bool> is_other;
    for (const Beat& beat : beats) {
      times_s.push_back(beat.r_s);
      is_other.push_back(beat.type != BeatType::dominant);
    }
    const std::vector<bool> is_premature = find_premature_beats(times_s, is_other);
    for (std::size_t i = 0; i < beats.size(); ++i) {
      if (is_premature[i])
        beats[i].type = BeatType::ectopic;
    }
  }

  std::span<const LeadBeats> leads_;
  const PacingSigns& pacing_;
  BeatMorphologies found_;
};

}  // namespace

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

std::vector<LeadBeats> unnamed_leads(const EcgRecord& record) {
  std::vector<LeadBeats> leads;
  for (const Channel* channel : ecg_channels(record)) {
    if (!channel->lead)
      leads.push_back({channel->samples_mv, record.sampling_rate_hz});
  }
  return leads;
}

std::vector<Beat> classify_beats(std::span<const LeadBeats> leads, std::span<const double> qrs_s,
                                 const PacingSigns& pacing) {
  return BeatClassifier(leads, qrs_s, pacing).classify();
}

}  // namespace leadwise
