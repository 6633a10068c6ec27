#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "delineation/delineate_representative.hpp"
#include "error_summary.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

using leadwise::Lead;
using leadwise::RepresentativeBeat;
using leadwise::RhythmRegularity;

namespace {

constexpr std::size_t kSamples = 600;
constexpr double kRSecond = 0.5;

struct Bump {
  double centre_s, half_width_s, height_mv;
};

// (1 - u^2)^3, as the simulator's waves.
double at(const Bump& bump, double time_s) {
  const double u = (time_s - bump.centre_s) / bump.half_width_s;
  const double v = std::fabs(u) < 1.0 ? 1.0 - u * u : 0.0;
  return bump.height_mv * v * v * v;
}

// Leads that show the same waves, each with a factor of its own.
RepresentativeBeat beat_of(const std::vector<Bump>& bumps, const std::vector<std::pair<Lead, double>>& leads,
                           double noise_mv = 0.002) {
  RepresentativeBeat beat;
  beat.r_s = kRSecond;
  beat.beat_count = 10;
  beat.leads.sample_count = kSamples;
  leadwise::Random random(7);
  for (const auto& [lead, factor] : leads) {
    beat.leads.leads.push_back(lead);
    for (std::size_t i = 0; i < kSamples; ++i) {
      double sum = noise_mv * random.normal();
      for (const Bump& bump : bumps)
        sum += factor * at(bump, static_cast<double>(i) / leadwise::kModelRateHz);
      beat.leads.values.push_back(sum);
    }
  }
  beat.lead_marks.resize(leads.size());
  return beat;
}

std::vector<leadwise::Beat> beats_every(double rr_s) {
  std::vector<leadwise::Beat> beats;
  for (int i = 0; i < 8; ++i)
    beats.push_back({0.5 + rr_s * i, leadwise::BeatType::dominant});
  return beats;
}

RepresentativeBeat marked(RepresentativeBeat beat, double rr_s = 0.9, const leadwise::WavesOfRhythm& of_rhythm = {}) {
  const auto beats = beats_every(rr_s);
  leadwise::delineate_representative(beat, beats, RhythmRegularity::regular, of_rhythm);
  REQUIRE(marks_are_sane(beat));
  return beat;
}

const Bump kP{0.335, 0.060, 0.15}, kR{0.50, 0.045, 1.2}, kT{0.80, 0.13, 0.35};
const std::vector<std::pair<Lead, double>> kThreeLeads = {{Lead::I, 1.0}, {Lead::II, 0.8}, {Lead::V3, -0.6}};

void check_near(const std::optional<double>& found_s, double truth_s, double within_s) {
  REQUIRE(found_s);
  INFO("found " << *found_s << " s, truth " << truth_s << " s");
  CHECK(std::fabs(*found_s - truth_s) <= within_s);
}

}  // namespace

TEST_CASE("One lead is enough to mark P, QRS and T") {
  const auto beat = marked(beat_of({kP, kR, kT}, {{Lead::II, 1.0}}));
  check_near(beat.global.p_on_s, 0.335 - 0.8 * 0.060, 0.006);
  check_near(beat.global.qrs_on_s, 0.50 - 0.85 * 0.045, 0.006);
  check_near(beat.global.qrs_off_s, 0.50 + 0.85 * 0.045, 0.006);
  check_near(beat.global.t_off_s, 0.80 + 0.8 * 0.13, 0.010);
  check_near(beat.lead_marks.front().t_peak_s, 0.80, 0.010);
  check_near(beat.lead_marks.front().p_peak_s, 0.335, 0.010);
}

TEST_CASE("A flat lead beside others has no marks and disturbs none") {
  auto beat = beat_of({kP, kR, kT}, kThreeLeads);
  beat.leads.leads.push_back(Lead::V6);
  beat.leads.values.insert(beat.leads.values.end(), kSamples, 0.0);
  const auto with = marked(beat);
  const auto without = marked(beat_of({kP, kR, kT}, kThreeLeads));
  CHECK(with.global.qrs_on_s == without.global.qrs_on_s);
  CHECK_FALSE(with.lead_marks.back().qrs_on_s);
  CHECK_FALSE(with.lead_marks.back().t_peak_s);
}

TEST_CASE("Flat leads and nothing but noise have no marks") {
  CHECK_FALSE(marked(beat_of({}, kThreeLeads, 0.0)).global.qrs_on_s);
  const auto noise = marked(beat_of({}, kThreeLeads, 0.05));
  CHECK_FALSE(noise.global.qrs_on_s);
  CHECK_FALSE(noise.global.p_on_s);
  CHECK_FALSE(noise.global.t_off_s);
  CHECK_FALSE(marked(RepresentativeBeat{}).global.qrs_on_s);
}

TEST_CASE("Without a P wave none is marked, and without a T wave none") {
  const auto no_p = marked(beat_of({kR, kT}, kThreeLeads));
  CHECK_FALSE(no_p.global.p_on_s);
  CHECK(no_p.global.t_off_s);
  const auto no_t = marked(beat_of({kP, kR}, kThreeLeads));
  CHECK(no_t.global.p_on_s);
  CHECK_FALSE(no_t.global.t_off_s);
}

TEST_CASE("Turning every lead upside down changes no mark") {
  auto turned = beat_of({kP, kR, kT}, kThreeLeads);
  for (double& value : turned.leads.values)
    value = -value;
  const auto down = marked(turned).global, up = marked(beat_of({kP, kR, kT}, kThreeLeads)).global;
  CHECK(down.p_on_s == up.p_on_s);
  CHECK(down.qrs_off_s == up.qrs_off_s);
  CHECK(down.t_off_s == up.t_off_s);
}

TEST_CASE("A biphasic T wave ends with its second phase, and a U wave behind it is not its end") {
  const auto biphasic = marked(beat_of({kP, kR, {0.74, 0.09, 0.3}, {0.87, 0.09, -0.25}}, kThreeLeads));
  check_near(biphasic.global.t_off_s, 0.87 + 0.8 * 0.09, 0.012);
  const auto with_u = marked(beat_of({kP, kR, {0.75, 0.11, 0.4}, {0.98, 0.09, 0.06}}, kThreeLeads));
  check_near(with_u.global.t_off_s, 0.75 + 0.8 * 0.11, 0.015);
}

namespace {

// What single beats say whose T waves end at this time of the beat.
leadwise::WavesOfRhythm with_t_end(double off_s) {
  return {{}, leadwise::WavePlace{0.64 - kRSecond, 0.75 - kRSecond, off_s - kRSecond}};
}

void cut_off_at(RepresentativeBeat& beat, double time_s) {
  const auto kept = static_cast<std::size_t>(time_s * leadwise::kModelRateHz);
  std::vector<double> values;
  for (std::size_t lead = 0; lead < beat.leads.leads.size(); ++lead) {
    const auto row = beat.leads.row(lead).first(kept);
    values.insert(values.end(), row.begin(), row.end());
  }
  beat.leads.values = values;
  beat.leads.sample_count = kept;
}

}  // namespace

TEST_CASE("A T wave that rises steeply and falls slowly ends where it has fallen") {
  const auto beat = marked(beat_of({kP, kR, {0.74, 0.06, 0.2}, {0.80, 0.12, 0.2}}, kThreeLeads));
  check_near(beat.global.t_off_s, 0.80 + 0.8 * 0.12, 0.02);
}

TEST_CASE("A T wave that the beat cuts off at its top has no end, also where the single beats know one behind it") {
  auto beat = beat_of({kP, kR, kT}, kThreeLeads);
  for (const double cut_s : {0.82, 0.80}) {
    cut_off_at(beat, cut_s);
    CHECK_FALSE(marked(beat).global.t_off_s);
    CHECK_FALSE(marked(beat, 0.9, with_t_end(0.9)).global.t_off_s);
  }
}

TEST_CASE("Where the average beat's T wave seems to end behind a U wave the single beats' end counts") {
  const auto beat = beat_of({kP, kR, {0.75, 0.11, 0.4}, {0.98, 0.06, 0.15}}, kThreeLeads);
  check_near(marked(beat, 0.9, with_t_end(0.85)).global.t_off_s, 0.75 + 0.8 * 0.11, 0.015);
  const auto biphasic = beat_of({kP, kR, {0.74, 0.09, 0.3}, {0.87, 0.09, -0.25}}, kThreeLeads);
  check_near(marked(biphasic, 0.9, with_t_end(0.80)).global.t_off_s, 0.87 + 0.8 * 0.09, 0.012);
}

TEST_CASE("In bigeminy the interval to the ectopic beat bounds no T wave") {
  auto beat = beat_of({kP, kR, kT}, kThreeLeads);
  std::vector<leadwise::Beat> beats;
  for (const auto& dominant : beats_every(1.35)) {
    beats.push_back(dominant);
    beats.push_back({dominant.r_s + 0.45, leadwise::BeatType::ectopic});
  }
  leadwise::delineate_representative(beat, beats, RhythmRegularity::regular);
  check_near(beat.global.t_off_s, 0.80 + 0.8 * 0.13, 0.012);
}

TEST_CASE("A QRS complex of 180 ms with two peaks is marked as a whole") {
  const auto beat = marked(beat_of({kP, {0.47, 0.055, 0.8}, {0.54, 0.065, 0.9}, {0.86, 0.13, -0.3}}, kThreeLeads));
  check_near(beat.global.qrs_on_s, 0.47 - 0.85 * 0.055, 0.008);
  check_near(beat.global.qrs_off_s, 0.54 + 0.85 * 0.065, 0.008);
}

TEST_CASE("Low voltage is marked as well as high") {
  auto beat = beat_of({kP, kR, kT}, kThreeLeads, 0.0005);
  for (double& value : beat.leads.values)
    value *= 0.25;
  const auto low = marked(beat).global;
  check_near(low.qrs_on_s, 0.50 - 0.85 * 0.045, 0.006);
  check_near(low.t_off_s, 0.80 + 0.8 * 0.13, 0.012);
}

TEST_CASE("At 25 and 220 beats a minute marks stay sane, and a P wave that T hides is not invented") {
  for (const double rate : {25.0, 220.0}) {
    leadwise::SimulationSettings settings;
    settings.heart_rate_bpm = rate;
    settings.qt_ms = rate > 100.0 ? 230.0 : 480.0;
    settings.p_amplitude_mv = rate > 100.0 ? 0.0 : 0.12;
    settings.p_duration_ms = rate > 100.0 ? 0.0 : 105.0;
    settings.duration_s = 12.0;
    const auto measured = leadwise::measure_ecg(leadwise::simulate_ecg(settings, 5)->record);
    const auto& beat = measured->representative;
    REQUIRE(marks_are_sane(beat));
    REQUIRE(beat.global.qrs_on_s);
    CHECK(std::fabs(*interval_ms(beat.global.qrs_on_s, beat.global.qrs_off_s) - settings.qrs_ms) <= 8.0);
    CHECK(beat.global.p_on_s.has_value() == (rate < 100.0));
  }
}

TEST_CASE("In hum as fast as the complex's edges the reach of the search is no duration of the QRS complex") {
  std::size_t withheld = 0;
  for (const std::uint64_t seed : {1U, 2U, 3U, 6U}) {
    leadwise::SimulationSettings settings;
    settings.mains_mv = seed == 2 ? 0.05 : 0.1;
    const auto measured = leadwise::measure_ecg(leadwise::simulate_ecg(settings, seed)->record);
    REQUIRE(measured.has_value());
    const auto qrs_ms = measured->find("qrs_ms")->value;
    CAPTURE(seed, qrs_ms.value_or(0.0));
    CHECK(qrs_ms.value_or(0.0) < 240.0);
    withheld += qrs_ms ? 0U : 1U;
  }
  CHECK(withheld > 0);
}
