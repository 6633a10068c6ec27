#include "beats/t_beats.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "beats/median.hpp"
#include "beats/qrs_shape.hpp"
#include "beats/shape_match.hpp"

namespace leadwise {
namespace {

// Of 714 real ECGs' ectopic beats the two that follow a beat more closely than 0.37 s have complexes of 54 and 58 ms, and 2 of
// 40 more than 115 ms; T waves that were found beside QRS complexes made small in 300 ECGs of PTB-XL lie 0.23 to 0.36 s
// behind these, within 6 ms, and are 100 to 126 ms broad.
constexpr double kLatestTS = 0.370;
constexpr double kSpreadS = 0.015;
constexpr double kNarrowestTS = 0.095;
// Behind narrow complexes no ventricle answers so early, beat by beat.
constexpr double kRefractoryTS = 0.300;
// Of the dominant complexes' steepness; ectopic beats have 0.71 and more of it, T waves 0.3 to 0.7 but where they are giant.
constexpr double kSteepest = 0.75;
constexpr double kSameT = 0.90;

class TBeatFinder {
 public:
  TBeatFinder(std::span<const LeadBeats> leads, const BeatMorphologies& found, std::size_t dominant)
      : leads_(leads), found_(found), dominant_(found.morphologies[dominant]), is_dominant_(found.times_s.size()) {
    for (const std::size_t beat : dominant_.beats)
      is_dominant_[beat] = true;
  }

  bool is_broad(const Morphology& morphology) const {
    return qrs_width_s(leads_, times_of(morphology)) >= kNarrowestTS;
  }

  bool are_t_waves(const Morphology& morphology) const {
    const auto distance_s = common_distance_s(morphology);
    const std::vector<double> times_s = times_of(morphology);
    if (!distance_s || !is_broad(morphology))
      return false;
    if (const auto fit = fit_behind_others(morphology, *distance_s))
      return *fit >= kSameT;
    return *distance_s < kRefractoryTS || steepness(leads_, times_s) < kSteepest * steepness(leads_, times_of(dominant_));
  }

 private:
  std::vector<double> times_of(const Morphology& morphology) const {
    std::vector<double> times_s;
    for (const std::size_t beat : morphology.beats)
      times_s.push_back(found_.times_s[beat]);
    return times_s;
  }

  // Behind the dominant beats before, if all of them follow one. The first of the record may have lost it.
  std::optional<double> common_distance_s(const Morphology& morphology) const {
    std::vector<double> distances_s;
    for (const std::size_t beat : morphology.beats) {
      if (beat == 0)
        continue;
      if (!is_dominant_[beat - 1])
        return std::nullopt;
      distances_s.push_back(found_.times_s[beat] - found_.times_s[beat - 1]);
    }
    if (distances_s.empty())
      return std::nullopt;
    const double typical_s = median(distances_s);
    const bool is_fixed = std::all_of(distances_s.begin(), distances_s.end(), [typical_s](double distance_s) {
      return std::fabs(distance_s - typical_s) <= kSpreadS;
    });
    return is_fixed && typical_s <= kLatestTS ? std::optional(typical_s) : std::nullopt;
  }

  // How well the same shape is seen at the same distance behind those dominant beats that none of these follows.
  std::optional<double> fit_behind_others(const Morphology& morphology, double distance_s) const {
    std::vector<double> fits;
    for (const std::size_t beat : dominant_.beats) {
      const bool is_last = beat + 1 == found_.times_s.size();
      if (is_last || std::binary_search(morphology.beats.begin(), morphology.beats.end(), beat + 1))
        continue;
      fits.push_back(match_shape(morphology.pattern, leads_, found_.times_s[beat] + distance_s, kSpreadS).correlation);
    }
    return fits.empty() ? std::nullopt : std::optional(median(fits));
  }

  std::span<const LeadBeats> leads_;
  const BeatMorphologies& found_;
  const Morphology& dominant_;
  std::vector<bool> is_dominant_;
};

}  // namespace

std::vector<bool> find_t_beats(std::span<const LeadBeats> leads, const BeatMorphologies& found, std::size_t dominant) {
  std::vector<bool> is_t(found.times_s.size());
  if (found.morphologies.size() < 2)
    return is_t;
  const TBeatFinder finder(leads, found, dominant);
  // Of a broad tachycardia that alternates every second complex would be taken for a T wave.
  if (finder.is_broad(found.morphologies[dominant]))
    return is_t;
  for (std::size_t i = 0; i < found.morphologies.size(); ++i) {
    if (i == dominant || !finder.are_t_waves(found.morphologies[i]))
      continue;
    for (const std::size_t beat : found.morphologies[i].beats)
      is_t[beat] = true;
  }
  return is_t;
}

}  // namespace leadwise
