#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <string>

#include "error_summary.hpp"
#include "frozen_sets.hpp"
#include "leadwise/measurement.hpp"

using leadwise::WaveMarks;

namespace {

struct IntervalErrors {
  ErrorSummary p, pr, qrs, qt;

  void add(const WaveMarks& marks, const FrozenSet& truth) {
    p.add(interval_ms(marks.p_on_s, marks.p_off_s), truth.p_duration_ms);
    pr.add(interval_ms(marks.p_on_s, marks.qrs_on_s), truth.pr_ms);
    qrs.add(interval_ms(marks.qrs_on_s, marks.qrs_off_s), truth.qrs_ms);
    qt.add(interval_ms(marks.qrs_on_s, marks.t_off_s), truth.qt_ms);
  }
};

/// Adds them to those of all sets too.
IntervalErrors errors_of_set(std::size_t set, IntervalErrors& all) {
  IntervalErrors errors;
  for (int ecg = 0; ecg < kEcgsPerSet; ++ecg) {
    const WaveMarks marks = leadwise::measure_ecg(frozen_ecg(set, ecg).noisy.record)->representative.global;
    errors.add(marks, kFrozenSets[set]);
    all.add(marks, kFrozenSets[set]);
  }
  return errors;
}

void print_overall(const char* interval, const ErrorSummary& errors) {
  std::printf("all simulated sets, %s: %.1f +- %.1f ms\n", interval, errors.mean(), errors.sd());
}

bool has_p(std::size_t set) { return kFrozenSets[set].p_amplitude_mv > 0.0; }

}  // namespace

TEST_CASE(
    "Global intervals of the frozen simulated sets are within 4 ms of the truth; wide QRS 4.5, QT 5, P with a short PQ "
    "5.5",
    "[large]") {
  IntervalErrors all;
  for (std::size_t set = 0; set < kFrozenSets.size(); ++set) {
    const IntervalErrors errors = errors_of_set(set, all);
    std::printf(
        "simulated set %2zu, mean error (worst ECG), ms: P %5.1f (%5.1f)  PR %5.1f (%5.1f)  QRS %5.1f (%5.1f)  "
        "QT %5.1f (%5.1f)\n",
        set + 1, errors.p.mean(), errors.p.worst(), errors.pr.mean(), errors.pr.worst(), errors.qrs.mean(),
        errors.qrs.worst(), errors.qt.mean(), errors.qt.worst());
    INFO("set " << set + 1);
    CHECK(std::fabs(errors.p.mean()) <= 5.5);
    CHECK(std::fabs(errors.pr.mean()) <= 4.0);
    CHECK(std::fabs(errors.qrs.mean()) <= 4.5);  // the widest complexes
    CHECK(std::fabs(errors.qt.mean()) <= 5.0);   // severe overload
    CHECK(std::fabs(errors.p.worst()) <= 8.0);
    CHECK(std::fabs(errors.pr.worst()) <= 4.0);
    CHECK(std::fabs(errors.qrs.worst()) <= 6.0);
    CHECK(std::fabs(errors.qt.worst()) <= 7.0);
    CHECK(errors.qrs.count() == kEcgsPerSet);
    CHECK(errors.p.count() == (has_p(set) ? kEcgsPerSet : 0));
  }
  print_overall("P", all.p);
  print_overall("QRS", all.qrs);
  print_overall("QT", all.qt);
}

TEST_CASE("Marks of the frozen simulated sets follow each other and lie within the beat, in every lead") {
  for (std::size_t set = 0; set < kFrozenSets.size(); ++set) {
    const auto beat = leadwise::measure_ecg(frozen_ecg(set, 0).noisy.record)->representative;
    CHECK(marks_are_sane(beat));
  }
}
