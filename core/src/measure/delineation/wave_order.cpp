#include "delineation/wave_order.hpp"

#include <algorithm>
#include <optional>

namespace leadwise {
namespace {

bool rise(const std::optional<double>& on_s, const std::optional<double>& peak_s, const std::optional<double>& off_s) {
  const double middle_s = peak_s.value_or(0.5 * (on_s.value_or(0.0) + off_s.value_or(0.0)));
  return on_s && off_s && *on_s < middle_s && middle_s < *off_s;
}

}  // namespace

void keep_apart(WaveMarks& marks) {
  if (marks.p_off_s && marks.qrs_on_s)
    marks.p_off_s = std::min(*marks.p_off_s, *marks.qrs_on_s);
  if (marks.t_on_s && marks.qrs_off_s)
    marks.t_on_s = std::max(*marks.t_on_s, *marks.qrs_off_s);
  if (!rise(marks.p_on_s, marks.p_peak_s, marks.p_off_s))
    marks.p_on_s = marks.p_peak_s = marks.p_off_s = std::nullopt;
  if (!rise(marks.t_on_s, marks.t_peak_s, marks.t_off_s))
    marks.t_on_s = marks.t_peak_s = marks.t_off_s = std::nullopt;
}

}  // namespace leadwise
