#include "quality/wave_moments.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace leadwise {
namespace {

constexpr std::size_t kFewestSamples = 5;
constexpr double kSmallestPower = 1e-8;

struct MarkedRange {
  std::size_t first, last;
};

using WaveSamples = std::vector<LeadVector>;

std::optional<MarkedRange> marked_range(std::optional<double> on_s, std::optional<double> off_s, std::size_t count) {
  if (!on_s || !off_s)
    return std::nullopt;
  const double last = static_cast<double>(count);
  const auto first_sample = static_cast<std::size_t>(std::clamp(std::round(*on_s * kModelRateHz), 0.0, last));
  const auto last_sample = static_cast<std::size_t>(std::clamp(std::round(*off_s * kModelRateHz) + 1.0, 0.0, last));
  if (first_sample + kFewestSamples > last_sample)
    return std::nullopt;
  return MarkedRange{first_sample, last_sample};
}

WaveSamples samples_in(const RepresentativeBeat& beat, const MarkedRange& range) {
  WaveSamples samples(range.last - range.first, LeadVector{});
  for (std::size_t lead = 0; lead < kIndependentLeads.size(); ++lead) {
    const auto row = beat.leads.position(kIndependentLeads[lead]);
    for (std::size_t i = 0; row && i < samples.size(); ++i)
      samples[i][lead] = beat.leads.row(*row)[range.first + i];
  }
  return samples;
}

void subtract_line_between_ends(WaveSamples& samples) {
  const LeadVector start = samples.front(), end = samples.back();
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(samples.size() - 1);
    for (std::size_t lead = 0; lead < start.size(); ++lead)
      samples[i][lead] -= start[lead] + share * (end[lead] - start[lead]);
  }
}

// Lead I points along x; y, downward, is 2 aVF / sqrt 3.
double frontal_y(const LeadVector& leads) { return (2.0 * leads[1] - leads[0]) / std::numbers::sqrt3; }

// Of the loop closed by a straight line: half the sum of the vectors' cross products.
double enclosed_area(const WaveSamples& samples) {
  double area = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const LeadVector& here = samples[i];
    const LeadVector& next = samples[(i + 1) % samples.size()];
    area += 0.5 * (here[0] * frontal_y(next) - next[0] * frontal_y(here));
  }
  return area;
}

std::optional<WaveMoments> moments_of(const WaveSamples& samples) {
  WaveMoments moments;
  const double weight = 1.0 / static_cast<double>(samples.size());
  double total = 0.0;
  for (const LeadVector& sample : samples) {
    for (std::size_t a = 0; a < sample.size(); ++a) {
      moments.mean[a] += weight * sample[a];
      for (std::size_t b = 0; b < sample.size(); ++b)
        moments.power[a][b] += weight * sample[a] * sample[b];
      total += weight * sample[a] * sample[a];
    }
  }
  moments.frontal_area = enclosed_area(samples);
  return total >= kSmallestPower ? std::optional(moments) : std::nullopt;
}

}  // namespace

BeatMoments measure_wave_moments(const RepresentativeBeat& beat) {
  BeatMoments moments;
  for (std::size_t lead = 0; lead < kIndependentLeads.size(); ++lead) {
    if (beat.leads.position(kIndependentLeads[lead]))
      moments.leads.push_back(lead);
  }
  const WaveMarks& marks = beat.global;
  const std::size_t count = beat.leads.sample_count;
  const std::array ranges = {marked_range(marks.p_on_s, marks.p_off_s, count),
                             marked_range(marks.qrs_on_s, marks.qrs_off_s, count),
                             marked_range(marks.t_on_s, marks.t_off_s, count)};
  for (std::size_t wave = 0; wave < kWaveCount; ++wave) {
    if (!ranges[wave])
      continue;
    WaveSamples samples = samples_in(beat, *ranges[wave]);
    if (wave == 0)
      subtract_line_between_ends(samples);
    moments.waves[wave] = moments_of(samples);
  }
  return moments;
}

WaveMoments transformed(const WaveMoments& wave, const LeadMatrix& rows) {
  WaveMoments result;
  LeadMatrix half{};  // rows * power
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < rows.size(); ++b) {
      result.mean[a] += rows[a][b] * wave.mean[b];
      for (std::size_t c = 0; c < rows.size(); ++c)
        half[a][b] += rows[a][c] * wave.power[c][b];
    }
  }
  for (std::size_t a = 0; a < rows.size(); ++a) {
    for (std::size_t b = 0; b < rows.size(); ++b) {
      for (std::size_t c = 0; c < rows.size(); ++c)
        result.power[a][b] += half[a][c] * rows[b][c];
    }
  }
  // What turns or mirrors the frontal plane keeps or changes the loop's sense.
  result.frontal_area = wave.frontal_area * (rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0]);
  return result;
}

}  // namespace leadwise
