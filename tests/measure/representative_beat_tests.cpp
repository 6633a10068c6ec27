#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "beats/beat_window.hpp"
#include "beats/representative_beat.hpp"
#include "frozen_sets.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/signal.hpp"

using leadwise::average_beats;
using leadwise::Beat;
using leadwise::BeatType;
using leadwise::LeadSamples;
using leadwise::RepresentativeBeat;
using leadwise::simulate_ecg;
using leadwise::SimulatedBeat;
using leadwise::SimulatedEcg;
using leadwise::SimulationSettings;

namespace {

LeadSamples leads_of(const SimulatedEcg& ecg) { return *leadwise::leads_at_model_rate(ecg.record); }

std::vector<Beat> true_beats(const SimulatedEcg& ecg) {
  std::vector<Beat> beats;
  for (const SimulatedBeat& beat : ecg.beats)
    beats.push_back({beat.r_s, BeatType::dominant});
  return beats;
}

SimulationSettings quiet(double heart_rate_bpm) {
  SimulationSettings settings;
  settings.heart_rate_bpm = heart_rate_bpm;
  settings.noise_mv = 0.0;
  settings.wander_mv = 0.0;
  return settings;
}

double root_mean_square(const std::vector<double>& values) {
  double squares = 0.0;
  for (const double value : values)
    squares += value * value;
  return std::sqrt(squares / static_cast<double>(values.size()));
}

std::vector<double> difference(const RepresentativeBeat& a, const RepresentativeBeat& b) {
  REQUIRE(a.leads.values.size() == b.leads.values.size());
  std::vector<double> values;
  for (std::size_t i = 0; i < a.leads.values.size(); ++i)
    values.push_back(a.leads.values[i] - b.leads.values[i]);
  return values;
}

double after_s(const RepresentativeBeat& beat) {
  return static_cast<double>(beat.leads.sample_count - 1) / leadwise::kModelRateHz - beat.r_s;
}

bool is_finite_throughout(const RepresentativeBeat& beat) {
  return std::all_of(beat.leads.values.begin(), beat.leads.values.end(),
                     [](double value) { return std::isfinite(value); });
}

// Seconds around the common point, all leads together.
double largest_between(const RepresentativeBeat& beat, double from_s, double to_s) {
  double largest = 0.0;
  for (std::size_t lead = 0; lead < beat.leads.leads.size(); ++lead) {
    for (double time_s = from_s; time_s < to_s; time_s += 0.002) {
      const auto k = static_cast<std::size_t>(std::lround((beat.r_s + time_s) * leadwise::kModelRateHz));
      largest = std::max(largest, std::fabs(beat.leads.row(lead)[k]));
    }
  }
  return largest;
}

}  // namespace

TEST_CASE("Averaging takes noise down nearly as a mean of the beats does, wander with it") {
  double ratio = 0.0;
  for (std::size_t set = 0; set < kFrozenSets.size(); ++set) {
    const FrozenEcg ecg = frozen_ecg(set, 0);
    const std::vector<Beat> beats = true_beats(ecg.clean);
    const RepresentativeBeat noisy = average_beats(leads_of(ecg.noisy), beats);
    const RepresentativeBeat clean = average_beats(leads_of(ecg.clean), beats);
    const double noise_mv = kFrozenNoiseToSignal * rms_mv(ecg.clean.record);
    const double ideal_mv = noise_mv / std::sqrt(static_cast<double>(noisy.beat_count));
    ratio += root_mean_square(difference(noisy, clean)) / ideal_mv / static_cast<double>(kFrozenSets.size());
  }
  CHECK(ratio < 1.25);
}

TEST_CASE("The level before the QRS complex is 0 mV in every lead, whatever the offset") {
  SimulatedEcg ecg = *simulate_ecg(quiet(70.0), 1);
  for (auto& channel : ecg.record.channels) {
    for (double& value : channel.samples_mv)
      value += 2.5;
  }
  const RepresentativeBeat beat = average_beats(leads_of(ecg), true_beats(ecg));
  const SimulatedBeat& truth = ecg.beats[3];
  const double onset_s = truth.qrs_on_s - truth.r_s;
  CHECK(largest_between(beat, onset_s - 0.020, onset_s - 0.008) < 0.012);
}

TEST_CASE("Slow rhythms are shown with a PR interval of 400 ms and a QT interval of 600 ms") {
  SimulationSettings settings = quiet(40.0);
  settings.pr_ms = 400.0;
  settings.qt_ms = 600.0;
  const SimulatedEcg ecg = *simulate_ecg(settings, 1);
  const RepresentativeBeat beat = average_beats(leads_of(ecg), true_beats(ecg));
  const SimulatedBeat& truth = ecg.beats[2];
  CHECK(beat.r_s > truth.r_s - *truth.p_on_s + 0.02);
  CHECK(after_s(beat) > truth.t_off_s - truth.r_s + 0.02);
}

TEST_CASE("At high rates the neighbours' QRS complexes stay outside") {
  for (const double rate_bpm : {100.0, 150.0, 220.0, 250.0}) {
    SimulationSettings settings = quiet(rate_bpm);
    settings.pr_ms = 110.0;
    settings.p_duration_ms = 80.0;
    settings.qt_ms = 60000.0 / rate_bpm * 0.7 + 40.0;
    const SimulatedEcg ecg = *simulate_ecg(settings, 2);
    const RepresentativeBeat beat = average_beats(leads_of(ecg), true_beats(ecg));
    const double interval_s = 60.0 / rate_bpm;
    CAPTURE(rate_bpm);
    REQUIRE(beat.beat_count > 10);
    CHECK(beat.r_s < interval_s - 0.06);
    CHECK(after_s(beat) < interval_s - 0.06);
    CHECK(beat.r_s + after_s(beat) > 0.9 * interval_s);
  }
}

TEST_CASE("A single beat in a record of one second is shown as far as it reaches") {
  SimulationSettings settings = quiet(55.0);
  settings.duration_s = 1.0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const SimulatedEcg ecg = *simulate_ecg(settings, seed);
    const RepresentativeBeat beat = average_beats(leads_of(ecg), true_beats(ecg));
    CAPTURE(seed);
    CHECK(is_finite_throughout(beat));
    const bool shows_it = ecg.beats.size() == 1 && ecg.beats[0].r_s > 0.2 && ecg.beats[0].r_s < 0.8;
    if (shows_it) {
      CHECK(beat.beat_count == 1);
      CHECK(beat.r_s <= ecg.beats[0].r_s + 0.0011);
    }
  }
}

TEST_CASE("Beats at the ends of the record take part as far as they reach") {
  const SimulatedEcg ecg = *simulate_ecg(quiet(60.0), 4);
  std::vector<Beat> beats = true_beats(ecg);
  const LeadSamples leads = leads_of(ecg);
  std::erase_if(beats, [&](const Beat& beat) { return beat.r_s < 0.15 || beat.r_s > 9.9; });
  CHECK(average_beats(leads, beats).beat_count == beats.size());
}

TEST_CASE("One beat covered by an artefact leaves the average as it is") {
  const SimulatedEcg ecg = *simulate_ecg(quiet(70.0), 5);
  const std::vector<Beat> beats = true_beats(ecg);
  LeadSamples leads = leads_of(ecg);
  const RepresentativeBeat before = average_beats(leads, beats);
  const auto from = static_cast<std::size_t>((beats[4].r_s - 0.03) * leadwise::kModelRateHz);
  for (std::size_t lead = 0; lead < leads.leads.size(); ++lead) {
    for (std::size_t k = from; k < from + 150; ++k)
      leads.row(lead)[k] += 4.0;
  }
  const std::vector<double> change_mv = difference(average_beats(leads, beats), before);
  CHECK(root_mean_square(change_mv) < 0.01);
}

TEST_CASE("Ectopic beats are left out, and paced ones are averaged where there are no others") {
  const SimulatedEcg ecg = *simulate_ecg(quiet(70.0), 6);
  std::vector<Beat> beats = true_beats(ecg);
  beats[2].type = BeatType::ectopic;
  beats[3].type = BeatType::unclassified;
  beats[4].type = BeatType::paced;
  const std::size_t all = average_beats(leads_of(ecg), true_beats(ecg)).beat_count;
  const RepresentativeBeat dominant = average_beats(leads_of(ecg), beats);
  CHECK(dominant.beat_count == all - 3);
  CHECK(dominant.type == BeatType::dominant);
  for (Beat& beat : beats)
    beat.type = BeatType::paced;
  const RepresentativeBeat paced = average_beats(leads_of(ecg), beats);
  CHECK(paced.beat_count == all);
  CHECK(paced.type == BeatType::paced);
}

TEST_CASE("Nothing is averaged without beats or without leads") {
  const SimulatedEcg ecg = *simulate_ecg(quiet(70.0), 7);
  CHECK(average_beats(leads_of(ecg), {}).leads.leads.empty());
  CHECK(average_beats(LeadSamples{}, true_beats(ecg)).leads.leads.empty());
  const std::vector<Beat> outside = {{-3.0, BeatType::dominant}, {400.0, BeatType::dominant}};
  CHECK(average_beats(leads_of(ecg), outside).beat_count == 0);
}

TEST_CASE("Of an hour some evenly picked beats are averaged", "[large]") {
  SimulationSettings settings = quiet(70.0);
  settings.duration_s = 3600.0;
  settings.sampling_rate_hz = 125.0;
  const SimulatedEcg ecg = *simulate_ecg(settings, 8);
  const std::size_t count = average_beats(leads_of(ecg), true_beats(ecg)).beat_count;
  CHECK(count >= 40);
  CHECK(count <= 60);
}

TEST_CASE(
    "In ventricular bigeminy a beat reaches to the next complex; where ectopic beats are rare room is left for P "
    "waves") {
  std::vector<leadwise::Beat> beats;
  for (double r_s = 1.0; r_s < 20.0; r_s += 1.6) {
    beats.push_back({r_s, BeatType::dominant});
    beats.push_back({r_s + 0.5, BeatType::ectopic});
  }
  const auto reach_after = [&] {
    return leadwise::common_reach(leadwise::find_reaches(beats, BeatType::dominant, 15000)).after;
  };
  CHECK(reach_after() == 200);
  for (std::size_t i = 5; i < beats.size(); i += 2)
    beats[i].type = BeatType::unclassified;
  CHECK(reach_after() == 150);
}
