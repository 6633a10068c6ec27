#include "median_beat.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "lead_field.hpp"

namespace leadwise {
namespace {

constexpr double kBeforeS = 0.40;
constexpr double kAfterS = 0.70;
// Where the baseline lies: the PR segment before most QRS complexes.
constexpr double kBaselineFromS = -0.095;
constexpr double kBaselineToS = -0.070;
// So many beats, evenly picked, are enough of a long record.
constexpr std::size_t kMostBeats = 60;

using Row = std::vector<double>;

double median(Row& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<std::ptrdiff_t> pick_beats(std::span<const double> beats_s, double sampling_rate_hz) {
  const std::size_t stride = (beats_s.size() + kMostBeats - 1) / kMostBeats;
  std::vector<std::ptrdiff_t> samples;
  for (std::size_t i = 0; i < beats_s.size(); i += stride) {
    samples.push_back(static_cast<std::ptrdiff_t>(beats_s[i] * sampling_rate_hz + 0.5));
  }
  return samples;
}

// One lead around the beats.
struct LeadBeats {
  const Row& samples_mv;
  double sampling_rate_hz;

  std::ptrdiff_t offset(double time_s) const {
    return static_cast<std::ptrdiff_t>(std::floor(time_s * sampling_rate_hz + 0.5));
  }
  std::optional<double> value(std::ptrdiff_t sample) const {
    if (sample < 0 || sample >= static_cast<std::ptrdiff_t>(samples_mv.size())) {
      return std::nullopt;
    }
    const double value_mv = samples_mv[static_cast<std::size_t>(sample)];
    return std::isfinite(value_mv) ? std::optional(value_mv) : std::nullopt;
  }
  std::optional<double> baseline(std::ptrdiff_t beat) const {
    double sum = 0.0;
    int count = 0;
    for (std::ptrdiff_t k = offset(kBaselineFromS); k <= offset(kBaselineToS); ++k) {
      if (const auto level = value(beat + k)) {
        sum += *level;
        ++count;
      }
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
  }
};

// Empty where no beat of the lead can be seen.
Row median_lead(const LeadBeats& lead, const std::vector<std::ptrdiff_t>& beats) {
  const std::ptrdiff_t first = lead.offset(-kBeforeS);
  const std::ptrdiff_t last = lead.offset(kAfterS);
  std::vector<Row> at(static_cast<std::size_t>(last - first + 1));
  for (const std::ptrdiff_t beat : beats) {
    const auto baseline = lead.baseline(beat);
    for (std::ptrdiff_t k = first; baseline && k <= last; ++k) {
      if (const auto level = lead.value(beat + k)) {
        at[static_cast<std::size_t>(k - first)].push_back(*level - *baseline);
      }
    }
  }
  Row medians;
  for (Row& values : at) {
    medians.push_back(values.empty() ? 0.0 : median(values));
  }
  const bool seen = std::any_of(at.begin(), at.end(), [](const Row& values) { return !values.empty(); });
  return seen ? medians : Row{};
}

std::vector<Vector3> spatial(const std::vector<Row>& leads) {
  std::vector<Vector3> dipole(leads.front().size());
  for (std::size_t n = 0; n < dipole.size(); ++n) {
    IndependentLeads voltages;
    for (std::size_t k = 0; k < voltages.size(); ++k) {
      voltages[k] = leads[k][n];
    }
    dipole[n] = dipole_from_leads(voltages);
  }
  return dipole;
}

std::vector<Vector3> frontal(const Row& lead_i, const Row& lead_ii) {
  std::vector<Vector3> dipole;
  for (std::size_t n = 0; n < lead_i.size(); ++n) {
    dipole.push_back(dipole_from_frontal(lead_i[n], lead_ii[n] - lead_i[n] / 2.0, 0.0));
  }
  return dipole;
}

}  // namespace

Result<MedianBeat> find_median_beat(const EcgRecord& record, std::span<const double> beats_s) {
  const double rate_hz = record.sampling_rate_hz;
  const std::vector<std::ptrdiff_t> beats = pick_beats(beats_s, rate_hz);
  std::vector<Row> leads;
  for (const Lead lead : kIndependentLeads) {
    const Channel* channel = record.find(lead);
    leads.push_back(channel == nullptr ? Row{} : median_lead({channel->samples_mv, rate_hz}, beats));
  }
  if (leads[0].empty() || leads[1].empty()) {
    return fail(ErrorCode::UnsupportedLeadSet, "leads I and II are needed, and one of them holds no samples");
  }
  const bool complete = std::none_of(leads.begin(), leads.end(), [](const Row& row) { return row.empty(); });
  const double start_s = std::floor(-kBeforeS * rate_hz + 0.5) / rate_hz;
  return MedianBeat{rate_hz, start_s, complete ? spatial(leads) : frontal(leads[0], leads[1])};
}

}  // namespace leadwise
