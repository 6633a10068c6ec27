#include "delineation/global_marks.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "delineation/wave_order.hpp"

namespace leadwise {
namespace {

// Beyond it from the second outermost lead, the outermost is taken as mistaken; more for waves with soft ends.
constexpr double kLoneQrsS = 0.012, kLoneWaveS = 0.020;

using Mark = std::optional<double> WaveMarks::*;

std::vector<double> sorted_marks(std::span<const LeadDelineation> leads, std::size_t beat, Mark mark) {
  std::vector<double> times_s;
  for (const LeadDelineation& lead : leads) {
    if (const std::optional<double> time_s = lead.beats[beat].*mark)
      times_s.push_back(*time_s);
  }
  std::sort(times_s.begin(), times_s.end());
  return times_s;
}

std::optional<double> earliest(const std::vector<double>& times_s, double lone_s) {
  if (times_s.empty())
    return std::nullopt;
  const bool is_lone = times_s.size() > 2 && times_s[1] - times_s[0] > lone_s;
  return is_lone ? times_s[1] : times_s[0];
}

std::optional<double> latest(const std::vector<double>& times_s, double lone_s) {
  if (times_s.empty())
    return std::nullopt;
  const std::size_t last = times_s.size() - 1;
  const bool is_lone = times_s.size() > 2 && times_s[last] - times_s[last - 1] > lone_s;
  return is_lone ? times_s[last - 1] : times_s[last];
}

}  // namespace

WaveMarks global_marks(std::span<const LeadDelineation> leads, std::size_t beat) {
  const auto first = [&](Mark mark, double lone_s) { return earliest(sorted_marks(leads, beat, mark), lone_s); };
  const auto last = [&](Mark mark, double lone_s) { return latest(sorted_marks(leads, beat, mark), lone_s); };
  WaveMarks marks;
  marks.p_on_s = first(&WaveMarks::p_on_s, kLoneWaveS);
  marks.p_off_s = last(&WaveMarks::p_off_s, kLoneWaveS);
  marks.qrs_on_s = first(&WaveMarks::qrs_on_s, kLoneQrsS);
  marks.qrs_off_s = last(&WaveMarks::qrs_off_s, kLoneQrsS);
  marks.t_on_s = first(&WaveMarks::t_on_s, kLoneWaveS);
  marks.t_off_s = last(&WaveMarks::t_off_s, kLoneWaveS);
  // Each lead's own marks are in order; the latest end of P over the leads may lie behind the earliest onset of QRS.
  keep_apart(marks);
  return marks;
}

}  // namespace leadwise
