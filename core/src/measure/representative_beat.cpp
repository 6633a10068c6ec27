#include "representative_beat.hpp"

#include <algorithm>
#include <cmath>

#include "beat_baseline.hpp"
#include "beat_window.hpp"
#include "trimmed_mean.hpp"

namespace leadwise {
namespace {

// So many beats, evenly picked, are enough of a long record.
constexpr std::size_t kMostBeats = 60;
// Where the level before the QRS complex is looked for first, from the beats' common point: -76 to -64 ms.
constexpr LevelBeforeQrs kFirstLevel{-38, -32};

std::size_t stride_over(std::size_t beat_count) { return (beat_count + kMostBeats - 1) / kMostBeats; }

void fill_row(std::span<const double> samples, const BeatReach& beat, std::span<const double> baseline,
              std::span<double> row) {
  for (std::size_t k = 0; k < row.size(); ++k) {
    const double value = samples[static_cast<std::size_t>(beat.place - beat.before) + k] - baseline[k];
    if (std::isfinite(value))
      row[k] = value;
  }
}

// Of one lead, the level before the QRS complex at 0 mV.
std::vector<double> average_lead(std::span<const double> samples, std::span<const BeatReach> beats,
                                 const BeatReach& window, const LevelBeforeQrs& level) {
  const BeatBaseline baseline(samples, beats, level);
  RowStretches rows;
  rows.length = static_cast<std::size_t>(window.before + window.after + 1);
  for (std::size_t i = 0; i < beats.size(); i += stride_over(beats.size())) {
    const std::ptrdiff_t before = std::min(beats[i].before, window.before);
    const std::ptrdiff_t after = std::min(beats[i].after, window.after);
    const std::span<double> row = rows.add_row(static_cast<std::size_t>(window.before - before),
                                               static_cast<std::size_t>(window.before + after + 1));
    fill_row(samples, {beats[i].place, before, after}, baseline.around(i, before, after), row);
  }
  return trimmed_mean(rows);
}

std::vector<std::vector<double>> average_leads(const LeadSamples& leads, std::span<const BeatReach> beats,
                                               const BeatReach& window, const LevelBeforeQrs& level) {
  std::vector<std::vector<double>> rows;
  for (std::size_t i = 0; i < leads.leads.size(); ++i)
    rows.push_back(average_lead(leads.row(i), beats, window, level));
  return rows;
}

void set_level_to_zero(std::vector<double>& row, const BeatReach& window, const LevelBeforeQrs& level) {
  double sum = 0.0;
  for (std::ptrdiff_t k = level.first; k <= level.last; ++k)
    sum += row[static_cast<std::size_t>(window.before + k)];
  for (double& value : row)
    value -= sum / static_cast<double>(level.last - level.first + 1);
}

// Dominant beats where there are any, else paced ones.
BeatType averaged_type(std::span<const Beat> beats) {
  const bool has_dominant =
      std::any_of(beats.begin(), beats.end(), [](const Beat& beat) { return beat.type == BeatType::dominant; });
  return has_dominant ? BeatType::dominant : BeatType::paced;
}

}  // namespace

RepresentativeBeat average_beats(const LeadSamples& leads, std::span<const Beat> beats) {
  RepresentativeBeat average;
  average.type = averaged_type(beats);
  const std::vector<BeatReach> reaches = find_reaches(beats, average.type, leads.sample_count);
  if (reaches.empty() || leads.leads.empty())
    return average;
  const BeatReach window = common_reach(reaches);
  const LevelBeforeQrs level = find_level_before_qrs(average_leads(leads, reaches, window, kFirstLevel), window);
  average.leads.leads = leads.leads;
  average.leads.sample_count = static_cast<std::size_t>(window.before + window.after + 1);
  for (std::vector<double>& row : average_leads(leads, reaches, window, level)) {
    set_level_to_zero(row, window, level);
    average.leads.values.insert(average.leads.values.end(), row.begin(), row.end());
  }
  average.r_s = static_cast<double>(window.before) / kModelRateHz;
  average.beat_count = (reaches.size() + stride_over(reaches.size()) - 1) / stride_over(reaches.size());
  average.lead_marks.resize(leads.leads.size());
  return average;
}

}  // namespace leadwise
