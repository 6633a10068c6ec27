#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "ludb_marks.hpp"

/// Global marks out of LUDB's marks per lead. The rule was laid down before the delineator was tuned:
///
/// - A beat is where at least 6 leads have a QRS peak within 150 ms of each other.
/// - A wave's global onset is the earliest onset of a lead that at least 3 other leads' onsets follow within 12 ms (24 ms
///   for T); where there is none, that at least 2 others follow; else the beat has no such mark. Its end likewise from
///   the other side. (The rule of Laguna, Jané and Caminal, Comput. Biomed. Res. 27:45, 1994, which keeps single
///   outliers from stretching a wave; the reaches are ours.)
/// - The record's interval is the median over the beats that have both ends. It has a P wave if at least half of its
///   beats have one.
struct GlobalBeat {
  double r_s = 0.0;
  std::optional<double> p_on_s, p_off_s, qrs_on_s, qrs_off_s, t_on_s, t_off_s;
};

struct ReferenceIntervals {
  std::optional<double> p_ms, pq_ms, qrs_ms, qt_ms;
};

namespace ludb {

inline constexpr double kSameBeatS = 0.150;
inline constexpr std::size_t kFewestLeadsOfABeat = 6;
inline constexpr double kReachS = 0.012 + 1e-6;
inline constexpr double kReachOfTS = 0.024 + 1e-6;

inline std::optional<double> earliest(std::vector<double> marks_s, double reach_s) {
  std::sort(marks_s.begin(), marks_s.end());
  for (const std::size_t others : {3U, 2U}) {
    for (std::size_t i = 0; i + others < marks_s.size(); ++i) {
      if (marks_s[i + others] - marks_s[i] <= reach_s)
        return marks_s[i];
    }
  }
  return std::nullopt;
}

inline std::optional<double> latest(std::vector<double> marks_s, double reach_s) {
  for (double& mark_s : marks_s)
    mark_s = -mark_s;
  const auto found = earliest(std::move(marks_s), reach_s);
  return found ? std::optional(-*found) : std::nullopt;
}

inline std::optional<double> median_of(std::vector<double> values) {
  if (values.empty())
    return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

inline GlobalBeat global_beat(const std::vector<MarkedBeat>& leads) {
  std::vector<double> r, p_on, p_off, qrs_on, qrs_off, t_on, t_off;
  for (const MarkedBeat& beat : leads) {
    r.push_back(beat.qrs.peak_s);
    qrs_on.push_back(beat.qrs.on_s);
    qrs_off.push_back(beat.qrs.off_s);
    if (beat.p) {
      p_on.push_back(beat.p->on_s);
      p_off.push_back(beat.p->off_s);
    }
    if (beat.t) {
      t_on.push_back(beat.t->on_s);
      t_off.push_back(beat.t->off_s);
    }
  }
  return {*median_of(r),
          earliest(p_on, kReachS),
          latest(p_off, kReachS),
          earliest(qrs_on, kReachS),
          latest(qrs_off, kReachS),
          earliest(t_on, kReachOfTS),
          latest(t_off, kReachOfTS)};
}

}  // namespace ludb

inline std::vector<GlobalBeat> global_beats(const LudbRecord& record) {
  std::vector<MarkedBeat> all;
  for (const std::vector<MarkedBeat>& lead : record.marks)
    all.insert(all.end(), lead.begin(), lead.end());
  std::sort(all.begin(), all.end(),
            [](const MarkedBeat& a, const MarkedBeat& b) { return a.qrs.peak_s < b.qrs.peak_s; });
  std::vector<GlobalBeat> beats;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t last = first + 1;
    while (last < all.size() && all[last].qrs.peak_s - all[last - 1].qrs.peak_s < ludb::kSameBeatS)
      ++last;
    if (last - first >= ludb::kFewestLeadsOfABeat)
      beats.push_back(ludb::global_beat({all.data() + first, all.data() + last}));
    first = last;
  }
  return beats;
}

inline ReferenceIntervals reference_intervals(const std::vector<GlobalBeat>& beats) {
  std::vector<double> p, pq, qrs, qt;
  const auto add = [](std::vector<double>& to, const std::optional<double>& from_s, const std::optional<double>& to_s) {
    if (from_s && to_s)
      to.push_back(1000.0 * (*to_s - *from_s));
  };
  for (const GlobalBeat& beat : beats) {
    add(p, beat.p_on_s, beat.p_off_s);
    add(pq, beat.p_on_s, beat.qrs_on_s);
    add(qrs, beat.qrs_on_s, beat.qrs_off_s);
    add(qt, beat.qrs_on_s, beat.t_off_s);
  }
  const bool has_p = 2 * p.size() >= beats.size();
  return {has_p ? ludb::median_of(p) : std::nullopt, has_p ? ludb::median_of(pq) : std::nullopt, ludb::median_of(qrs),
          ludb::median_of(qt)};
}
