#include "beats/representative_beat.hpp"

#include <algorithm>
#include <cmath>

#include "beats/beat_baseline.hpp"
#include "beats/beat_window.hpp"
#include "beats/qrs_energy.hpp"
#include "beats/trimmed_mean.hpp"

namespace leadwise {
namespace {

// So many beats, evenly picked, are enough of a long record.
constexpr std::size_t kMostAveraged = 60;
// Where the level before the QRS complex is looked for first, from the beats' common point: -76 to -64 ms.
constexpr LevelBeforeQrs kFirstLevel{-38, -32};
constexpr std::ptrdiff_t kNear = 70;  // 140 ms around
// Beats that lie twice as far from the central ones as is usual, and by more than 20 uV, carry an artefact in that lead.
constexpr double kUnlike = 2.0;
constexpr double kAlikeMv = 0.020;
// Of the values at each end. At 20 dB a quarter costs 12 % more noise than no trimming, an eighth 3 %.
constexpr double kFirstTrimmed = 0.25;
constexpr double kTrimmed = 0.125;

using Row = std::vector<double>;

std::vector<BeatReach> pick_evenly(const std::vector<BeatReach>& beats) {
  std::vector<BeatReach> picked;
  const std::size_t stride = (beats.size() + kMostAveraged - 1) / kMostAveraged;
  for (std::size_t i = 0; i < beats.size(); i += stride)
    picked.push_back(beats[i]);
  return picked;
}

void fill_row(std::span<const double> samples, const BeatReach& beat, std::span<const double> baseline,
              std::span<double> row) {
  for (std::size_t k = 0; k < row.size(); ++k) {
    const double value = samples[static_cast<std::size_t>(beat.place - beat.before) + k] - baseline[k];
    if (std::isfinite(value))
      row[k] = value;
  }
}

// The beats of one lead side by side, their baseline taken off.
RowStretches cut_out(std::span<const double> samples, std::span<const BeatReach> beats, const BeatReach& window,
                     const LevelBeforeQrs& level) {
  const BeatBaseline baseline(samples, beats, level);
  RowStretches rows;
  rows.length = static_cast<std::size_t>(window.before + window.after + 1);
  for (std::size_t i = 0; i < beats.size(); ++i) {
    const std::ptrdiff_t before = std::min(beats[i].before, window.before);
    const std::ptrdiff_t after = std::min(beats[i].after, window.after);
    const std::span<double> row = rows.add_row(static_cast<std::size_t>(window.before - before),
                                               static_cast<std::size_t>(window.before + after + 1));
    fill_row(samples, {beats[i].place, before, after}, baseline.around(i, before, after), row);
  }
  return rows;
}

// One lead around its QRS complexes: what they have in common, and the beats that have it.
struct NearView {
  Row average;
  std::vector<BeatReach> beats;
};

double distance(const RowStretches& rows, std::size_t i, const Row& average) {
  double squares = 0.0, count = 0.0;
  for (std::size_t k = 0; k < rows.length; ++k) {
    if (rows.is_known(i, k)) {
      const double difference = rows.at(i, k) - average[k];
      squares += difference * difference;
      count += 1.0;
    }
  }
  return count > 0.0 ? std::sqrt(squares / count) : 0.0;
}

NearView look_near(std::span<const double> samples, std::span<const BeatReach> beats, const BeatReach& near) {
  const RowStretches rows = cut_out(samples, beats, near, kFirstLevel);
  RowStretches ordered = rows;
  NearView view{trimmed_mean(ordered, kFirstTrimmed), {}};
  std::vector<double> distances;
  for (std::size_t i = 0; i < beats.size(); ++i)
    distances.push_back(distance(rows, i, view.average));
  const double farthest = std::max(kAlikeMv, kUnlike * quantile(distances, 0.5));
  for (std::size_t i = 0; i < beats.size(); ++i) {
    if (distances[i] <= farthest)
      view.beats.push_back(beats[i]);
  }
  return view;
}

bool covers(std::span<const BeatReach> beats, const BeatReach& window) {
  const auto reach = [&](auto is_enough) { return std::any_of(beats.begin(), beats.end(), is_enough); };
  return reach([&](const BeatReach& beat) { return beat.before >= window.before; }) &&
         reach([&](const BeatReach& beat) { return beat.after >= window.after; });
}

// The beats that a lead shows; all of them where these do not reach as far as the others. None of a lead that was off in all.
std::vector<BeatReach> recorded_beats(std::span<const BeatReach> beats, const RecordingGaps& gaps,
                                      const BeatReach& window) {
  std::vector<BeatReach> recorded;
  for (const BeatReach& beat : beats) {
    const bool is_hidden = std::any_of(gaps.begin(), gaps.end(), [&beat](const RecordingGap& gap) {
      return gap.first <= beat.place + beat.after && gap.behind > beat.place - beat.before;
    });
    if (!is_hidden)
      recorded.push_back(beat);
  }
  return recorded.empty() || covers(recorded, window) ? recorded : std::vector<BeatReach>(beats.begin(), beats.end());
}

void set_level_to_zero(Row& row, const BeatReach& window, const LevelBeforeQrs& level) {
  double sum = 0.0;
  for (std::ptrdiff_t k = level.first; k <= level.last; ++k)
    sum += row[static_cast<std::size_t>(window.before + k)];
  for (double& value : row)
    value -= sum / static_cast<double>(level.last - level.first + 1);
}

/// A lead, and those of the averaged beats that it shows.
struct RecordedLead {
  std::size_t row;
  std::vector<BeatReach> beats;
};

std::vector<RecordedLead> recorded_leads(const LeadSamples& leads, std::span<const BeatReach> beats,
                                         const BeatReach& window, std::span<const RecordingGaps> gaps) {
  std::vector<RecordedLead> recorded;
  for (std::size_t i = 0; i < leads.leads.size(); ++i) {
    auto shown = recorded_beats(beats, i < gaps.size() ? gaps[i] : RecordingGaps{}, window);
    if (!shown.empty())
      recorded.push_back({i, std::move(shown)});
  }
  return recorded;
}

LeadSamples average_leads(const LeadSamples& leads, std::span<const RecordedLead> recorded, const BeatReach& window) {
  const BeatReach near{0, std::min(window.before, kNear), std::min(window.after, kNear)};
  std::vector<Row> near_rows;
  std::vector<std::vector<BeatReach>> kept;
  for (const RecordedLead& lead : recorded) {
    NearView view = look_near(leads.row(lead.row), lead.beats, near);
    near_rows.push_back(std::move(view.average));
    kept.push_back(std::move(view.beats));
  }
  const LevelBeforeQrs level = find_level_before_qrs(near_rows, near);
  LeadSamples averages{{}, static_cast<std::size_t>(window.before + window.after + 1), {}};
  for (std::size_t i = 0; i < recorded.size(); ++i) {
    const std::span<const double> samples = leads.row(recorded[i].row);
    RowStretches rows = cut_out(samples, covers(kept[i], window) ? kept[i] : recorded[i].beats, window, level);
    Row row = trimmed_mean(rows, kTrimmed);
    set_level_to_zero(row, window, level);
    averages.leads.push_back(leads.leads[recorded[i].row]);
    averages.values.insert(averages.values.end(), row.begin(), row.end());
  }
  return averages;
}

// Paced only where paced beats are there and no dominant ones: where there are neither, nobody may call them paced.
BeatType averaged_type(std::span<const Beat> beats) {
  const auto has = [beats](BeatType type) {
    return std::any_of(beats.begin(), beats.end(), [type](const Beat& beat) { return beat.type == type; });
  };
  return has(BeatType::paced) && !has(BeatType::dominant) ? BeatType::paced : BeatType::dominant;
}

}  // namespace

RepresentativeBeat average_beats(const LeadSamples& leads, std::span<const Beat> beats,
                                 std::span<const RecordingGaps> gaps) {
  RepresentativeBeat average;
  average.type = averaged_type(beats);
  const std::vector<BeatReach> picked = pick_evenly(find_reaches(beats, average.type, leads.sample_count));
  if (picked.empty() || leads.leads.empty())
    return average;
  const BeatReach window = common_reach(picked);
  const std::vector<RecordedLead> recorded = recorded_leads(leads, picked, window, gaps);
  if (recorded.empty())
    return average;
  average.leads = average_leads(leads, recorded, window);
  average.r_s = static_cast<double>(window.before) / kModelRateHz;
  average.beat_count = picked.size();
  average.lead_marks.resize(average.leads.leads.size());
  return average;
}

}  // namespace leadwise
