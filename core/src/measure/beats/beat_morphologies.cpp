#include "beats/beat_morphologies.hpp"

#include <algorithm>
#include <optional>

#include "beats/qrs_energy.hpp"
#include "beats/shape_match.hpp"

namespace leadwise {
namespace {

using Indices = std::vector<std::size_t>;

constexpr double kMatchReachS = 0.050;
constexpr double kReachAgainS = 0.024;  // of beats that have been aligned before
constexpr double kLastReachS = 0.010;   // and to the same shape
// So well do all beats fit their common median where there is but one shape. (The median of two shapes that correlate
// with 0.9 correlates with 0.975 with both.)
constexpr double kOneShape = 0.97;
// Of what beats of one shape reach: less is another shape.
constexpr double kSameShape = 0.90;
// And of what they reach without the worst leads, which another shape does not make up for.
constexpr double kSameInMostLeads = 0.97;
// Noise alone reaches less.
constexpr double kLeastUsual = 0.55;
constexpr std::size_t kMostMorphologies = 8;
constexpr std::size_t kFewestToJudge = 3;
constexpr int kRounds = 2;

bool is_same_shape(const ShapeMatch& match, double usual_correlation) {
  const double usual = std::max(usual_correlation, kLeastUsual);
  return match.correlation >= kSameShape * usual || match.of_most_leads >= kSameInMostLeads * usual;
}

class MorphologyFinder {
 public:
  MorphologyFinder(std::span<const LeadBeats> leads, std::span<const double> qrs_s)
      : leads_(leads), times_s_(qrs_s.begin(), qrs_s.end()) {
    for (std::size_t i = 0; i < qrs_s.size(); ++i) {
      if (is_whole(qrs_s[i]))
        whole_.push_back(i);
    }
  }

  BeatMorphologies find() {
    if (whole_.empty())
      return {times_s_, {}};
    if (!has_one_shape()) {
      grow_groups();
      for (int round = 0; round < kRounds; ++round)
        assign_anew();
      if (nothing_repeats())
        groups_.clear();
    }
    return {times_s_, std::move(groups_)};
  }

 private:
  bool is_whole(double time_s) const {
    const LeadBeats& any = leads_.front();
    const std::ptrdiff_t reach = any.samples_in(kPatternReachS), beat = any.samples_in(time_s);
    return beat >= reach && beat + reach < static_cast<std::ptrdiff_t>(any.samples_mv.size());
  }

  QrsPattern pattern_of(const Indices& beats) const {
    std::vector<double> times_s;
    for (const std::size_t beat : beats)
      times_s.push_back(times_s_[beat]);
    return find_qrs_pattern(leads_, times_s);
  }

  ShapeMatch match(const QrsPattern& pattern, std::size_t beat, double reach_s = kMatchReachS) const {
    return match_shape(pattern, leads_, times_s_[beat], reach_s);
  }

  // The usual case, and the cheap one: every beat fits the median of all.
  bool has_one_shape() {
    Morphology all{pattern_of(whole_), whole_};
    std::vector<double> moved_s = times_s_;
    for (const std::size_t beat : whole_) {
      const ShapeMatch found = match(all.pattern, beat);
      if (std::max(found.correlation, found.of_most_leads) < kOneShape)
        return false;
      moved_s[beat] = found.time_s;
    }
    times_s_ = std::move(moved_s);
    all.pattern = pattern_of(whole_);
    for (const std::size_t beat : whole_)
      times_s_[beat] = match(all.pattern, beat, kLastReachS).time_s;
    groups_.push_back(std::move(all));
    return true;
  }

  // What single beats of one shape reach with each other: each with the better one of the next two, as ectopic beats
  // may alternate with others.
  double usual_correlation() const {
    std::vector<double> best;
    for (std::size_t i = 0; i + 2 < whole_.size(); ++i) {
      const QrsPattern pattern = pattern_of({whole_[i]});
      best.push_back(std::max(match(pattern, whole_[i + 1]).correlation, match(pattern, whole_[i + 2]).correlation));
    }
    return best.empty() ? 1.0 : quantile(std::move(best), 0.5);
  }

  // Heartbeats do.
  bool nothing_repeats() const {
    return whole_.size() >= kFewestToJudge &&
           std::all_of(groups_.begin(), groups_.end(), [](const Morphology& group) { return group.beats.size() == 1; });
  }

  struct Fit {
    std::size_t group;
    ShapeMatch match;
  };

  Fit best_fit(std::size_t beat) const {
    Fit best{groups_.size(), {times_s_[beat], -1.0, -1.0}};
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      const ShapeMatch found = match(groups_[group].pattern, beat);
      if (found.correlation > best.match.correlation)
        best = {group, found};
    }
    return best;
  }

  void grow_groups() {
    const double usual = usual_correlation();
    for (const std::size_t beat : whole_) {
      const Fit fit = best_fit(beat);
      if (fit.group < groups_.size() && is_same_shape(fit.match, usual))
        join(groups_[fit.group], beat, fit.match.time_s);
      else if (groups_.size() < kMostMorphologies)
        groups_.push_back({pattern_of({beat}), {beat}});
    }
  }

  // The pattern is made anew whenever the group has doubled.
  void join(Morphology& group, std::size_t beat, double time_s) {
    times_s_[beat] = time_s;
    group.beats.push_back(beat);
    const std::size_t count = group.beats.size();
    if ((count & (count - 1)) == 0)
      group.pattern = pattern_of(group.beats);
  }

  // A beat belongs to the largest group that it fits as well as that group's own beats do.
  void assign_anew() {
    std::sort(groups_.begin(), groups_.end(),
              [](const Morphology& a, const Morphology& b) { return a.beats.size() > b.beats.size(); });
    for (Morphology& group : groups_)
      group.pattern = pattern_of(group.beats);
    const std::vector<double> usual = usual_correlations();
    for (Morphology& group : groups_)
      group.beats.clear();
    for (const std::size_t beat : whole_) {
      if (const auto fit = first_fit(beat, usual)) {
        groups_[fit->group].beats.push_back(beat);
        times_s_[beat] = fit->match.time_s;
      }
    }
    std::erase_if(groups_, [](const Morphology& group) { return group.beats.empty(); });
  }

  // What beats of each group reach. That a group of one or two fits itself says nothing: it is held to
  // what the largest reaches.
  std::vector<double> usual_correlations() const {
    const double of_largest = typical_correlation(groups_.front());
    std::vector<double> usual;
    for (const Morphology& group : groups_)
      usual.push_back(group.beats.size() < kFewestToJudge ? of_largest : typical_correlation(group));
    return usual;
  }

  double typical_correlation(const Morphology& group) const {
    std::vector<double> correlations;
    for (const std::size_t beat : group.beats)
      correlations.push_back(match(group.pattern, beat, kLastReachS).correlation);
    return quantile(std::move(correlations), 0.5);
  }

  std::optional<Fit> first_fit(std::size_t beat, const std::vector<double>& usual) const {
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      const ShapeMatch found = match(groups_[group].pattern, beat, kReachAgainS);
      if (is_same_shape(found, usual[group]))
        return Fit{group, found};
    }
    return std::nullopt;
  }

  std::span<const LeadBeats> leads_;
  std::vector<double> times_s_;
  Indices whole_;
  std::vector<Morphology> groups_;
};

}  // namespace

BeatMorphologies find_morphologies(std::span<const LeadBeats> leads, std::span<const double> qrs_s) {
  if (leads.empty())
    return {{qrs_s.begin(), qrs_s.end()}, {}};
  return MorphologyFinder(leads, qrs_s).find();
}

}  // namespace leadwise
