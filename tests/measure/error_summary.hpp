#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "leadwise/measurement.hpp"

/// Errors of one measurement over ECGs, in its unit.
class ErrorSummary {
 public:
  /// Nothing where either is absent.
  void add(std::optional<double> found, std::optional<double> truth) {
    if (found && truth)
      errors_.push_back(*found - *truth);
  }
  std::size_t count() const { return errors_.size(); }
  double mean() const {
    double sum = 0.0;
    for (const double error : errors_)
      sum += error;
    return errors_.empty() ? 0.0 : sum / static_cast<double>(errors_.size());
  }
  double sd() const {
    double squares = 0.0;
    for (const double error : errors_)
      squares += (error - mean()) * (error - mean());
    return errors_.size() < 2 ? 0.0 : std::sqrt(squares / static_cast<double>(errors_.size() - 1));
  }
  double worst() const {
    double worst = 0.0;
    for (const double error : errors_)
      worst = std::fabs(error) > std::fabs(worst) ? error : worst;
    return worst;
  }

 private:
  std::vector<double> errors_;
};

inline std::optional<double> interval_ms(const std::optional<double>& from_s, const std::optional<double>& to_s) {
  return from_s && to_s ? std::optional(1000.0 * (*to_s - *from_s)) : std::nullopt;
}

/// The marks that are there are finite, rise, and lie within the beat.
inline bool marks_are_sane(const leadwise::WaveMarks& marks, double duration_s) {
  double last_s = 0.0;
  for (const auto& mark : {marks.p_on_s, marks.p_peak_s, marks.p_off_s, marks.qrs_on_s, marks.r_peak_s, marks.qrs_off_s,
                           marks.t_on_s, marks.t_peak_s, marks.t_off_s}) {
    if (!mark)
      continue;
    if (!std::isfinite(*mark) || *mark < last_s || *mark > duration_s)
      return false;
    last_s = *mark;
  }
  return true;
}

inline bool marks_are_sane(const leadwise::RepresentativeBeat& beat) {
  const double duration_s = static_cast<double>(beat.leads.sample_count) / leadwise::kModelRateHz;
  return marks_are_sane(beat.global, duration_s) &&
         std::all_of(beat.lead_marks.begin(), beat.lead_marks.end(),
                     [&](const leadwise::WaveMarks& marks) { return marks_are_sane(marks, duration_s); });
}
