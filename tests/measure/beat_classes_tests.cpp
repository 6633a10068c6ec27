#include "beats/beat_classes.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "beats/pacing_spikes.hpp"
#include "composed_records.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/signal.hpp"

using leadwise::Beat;
using leadwise::BeatType;
using leadwise::Channel;
using leadwise::classify_beats;
using leadwise::EcgRecord;
using leadwise::Lead;
using leadwise::LeadSamples;
using leadwise::simulate_ecg;
using leadwise::SimulatedEcg;
using leadwise::SimulationSettings;

namespace {

std::vector<Beat> beats_of(const EcgRecord& record, std::optional<bool> file_says_paced = std::nullopt) {
  const LeadSamples leads = *leadwise::leads_at_model_rate(record);
  return classify_beats(leads.leads.empty() ? leadwise::unnamed_leads(record) : leadwise::independent_leads(leads),
                        leadwise::detect_qrs(record), {file_says_paced, leadwise::find_pacing_spikes(record)});
}

// A letter a beat: d, e, p, u.
std::string letters(const std::vector<Beat>& beats) {
  std::string text;
  for (const Beat& beat : beats)
    text += leadwise::beat_type_name(beat.type).front();
  return text;
}

std::vector<double> every(double interval_s, double from_s, double to_s) {
  std::vector<double> times_s;
  for (double time_s = from_s; time_s < to_s; time_s += interval_s)
    times_s.push_back(time_s);
  return times_s;
}

}  // namespace

TEST_CASE("A simulated sinus rhythm is dominant throughout, at any rate and sampling rate") {
  for (const double rate_bpm : {25.0, 60.0, 100.0, 150.0, 220.0}) {
    SimulationSettings settings = sinus_settings(rate_bpm);
    settings.noise_mv = 0.03;
    settings.wander_mv = 0.1;
    settings.duration_s = 20.0;
    settings.pr_ms = 110.0;
    settings.p_duration_ms = 80.0;
    settings.qt_ms = std::min(430.0, 60000.0 / rate_bpm * 0.7 + 60.0);
    for (const double sampling_rate_hz : {125.0, 500.0, 1000.0}) {
      settings.sampling_rate_hz = sampling_rate_hz;
      const std::vector<Beat> beats = beats_of(simulate_ecg(settings, 3)->record);
      CAPTURE(rate_bpm, sampling_rate_hz, letters(beats));
      for (const Beat& beat : beats) {
        const bool is_inside = beat.r_s > 0.15 && beat.r_s < 19.85;
        CHECK((beat.type == BeatType::dominant || !is_inside));
      }
    }
  }
}

TEST_CASE("Beats that a detector placed unevenly are brought to one point of their QRS complexes") {
  SimulationSettings settings = sinus_settings();
  settings.noise_mv = 0.03;
  const SimulatedEcg ecg = *simulate_ecg(settings, 4);
  const LeadSamples leads = *leadwise::leads_at_model_rate(ecg.record);
  leadwise::Random random(4);
  std::vector<double> qrs_s;
  for (const auto& beat : ecg.beats)
    qrs_s.push_back(beat.r_s + random.uniform(-0.015, 0.015));
  const std::vector<Beat> beats = classify_beats(leadwise::independent_leads(leads), qrs_s, {});
  double smallest = 1.0, largest = -1.0;
  for (std::size_t i = 0; i < beats.size(); ++i) {
    smallest = std::min(smallest, beats[i].r_s - ecg.beats[i].r_s);
    largest = std::max(largest, beats[i].r_s - ecg.beats[i].r_s);
  }
  CHECK(largest - smallest < 0.0041);
}

TEST_CASE("Single ventricular ectopic beats are told from the dominant ones, in noise too") {
  for (const double noise_mv : {0.0, 0.03, 0.1}) {
    const EcgRecord record =
        compose_record(10.0, {0.5, 1.3, 2.1, 2.9, 4.5, 5.3, 6.1, 7.7, 8.5, 9.3}, {3.5, 6.7}, noise_mv);
    CAPTURE(noise_mv);
    CHECK(letters(beats_of(record)) == "ddddedddeddd");
  }
}

TEST_CASE("In ventricular bigeminy the narrow beats are the dominant ones, whichever are more") {
  for (const double noise_mv : {0.0, 0.05}) {
    CAPTURE(noise_mv);
    CHECK(letters(beats_of(compose_record(10.0, every(1.8, 0.9, 10.0), every(1.8, 1.5, 9.8), noise_mv))) ==
          "dededededed");
    CHECK(letters(beats_of(compose_record(10.5, every(1.8, 1.2, 10.2), every(1.8, 0.6, 10.3), noise_mv))) ==
          "ededededede");
  }
}

TEST_CASE("A rhythm of broad beats alone is dominant: what is alike is no ectopic beat") {
  const std::string found = letters(beats_of(compose_record(10.0, {}, every(1.1, 0.5, 9.7))));
  CHECK(found == std::string(found.size(), 'd'));
  CHECK(found.size() == 9);
}

TEST_CASE("Premature beats of the dominant shape are ectopic where the rhythm is regular otherwise") {
  const EcgRecord record = compose_record(10.0, {0.5, 1.4, 2.3, 3.2, 4.1, 4.7, 6.0, 6.9, 7.8, 8.7, 9.5}, {});
  CHECK(letters(beats_of(record)) == "dddddeddddd");
  const EcgRecord couplet = compose_record(10.0, {0.5, 1.4, 2.3, 3.2, 3.8, 4.4, 5.7, 6.6, 7.5, 8.4, 9.3}, {});
  CHECK(letters(beats_of(couplet)) == "ddddeeddddd");
}

TEST_CASE("In an irregular rhythm a short interval makes no ectopic beat") {
  SimulationSettings settings = sinus_settings(90.0);
  settings.rr_irregularity = 0.25;
  settings.p_duration_ms = 0.0;
  settings.p_amplitude_mv = 0.0;
  settings.qt_ms = 330.0;
  settings.duration_s = 30.0;
  std::size_t ectopic = 0, all = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const std::string found = letters(beats_of(simulate_ecg(settings, seed)->record));
    ectopic += static_cast<std::size_t>(std::count(found.begin(), found.end(), 'e'));
    all += found.size();
  }
  CHECK(ectopic * 50 < all);
}

TEST_CASE("A lead that comes off makes no beat ectopic") {
  const SimulatedEcg ecg = *simulate_ecg(sinus_settings(), 5);
  EcgRecord record = ecg.record;
  for (std::size_t c : {std::size_t{8}, std::size_t{9}}) {
    for (std::size_t k = 2500; k < record.sample_count(); ++k)
      record.channels[c].samples_mv[k] = 0.3;
  }
  const std::string found = letters(beats_of(record));
  CHECK(found.find('e') == std::string::npos);
  CHECK(std::count(found.begin(), found.end(), 'd') >= 10);
}

TEST_CASE("Six leads, one lead and channels without a lead's name are enough") {
  const EcgRecord record = compose_record(10.0, {0.5, 1.3, 2.1, 2.9, 4.5, 5.3, 6.1, 7.7, 8.5, 9.3}, {3.5, 6.7}, 0.02);
  EcgRecord six = record;
  six.channels.resize(6);
  CHECK(letters(beats_of(six)) == "ddddedddeddd");
  EcgRecord one = record;
  std::erase_if(one.channels, [](const Channel& channel) { return channel.lead != Lead::II; });
  CHECK(letters(beats_of(one)) == "ddddedddeddd");
  EcgRecord unnamed = six;
  for (Channel& channel : unnamed.channels)
    channel.lead.reset();
  CHECK(letters(beats_of(unnamed)) == "ddddedddeddd");
}

TEST_CASE("What is cut off by the record's ends is unclassified") {
  const EcgRecord record = compose_record(10.0, {0.03, 0.9, 1.8, 2.7, 3.6, 4.5, 5.4, 6.3, 7.2, 8.1, 9.0, 9.98}, {});
  for (const Beat& beat : beats_of(record)) {
    if (beat.r_s < 0.06 || beat.r_s > 9.94)
      CHECK(beat.type == BeatType::unclassified);
  }
}

TEST_CASE("What is found in noise alone is no dominant beat") {
  SimulationSettings settings = sinus_settings(20.0);
  settings.qrs_amplitude_mv = 0.05;
  settings.t_amplitude_mv = 0.0;
  settings.p_amplitude_mv = 0.0;
  settings.p_duration_ms = 0.0;
  settings.noise_mv = 0.5;
  const LeadSamples leads = *leadwise::leads_at_model_rate(simulate_ecg(settings, 1)->record);
  const std::vector<double> invented_s = {1.0, 2.3, 3.1, 4.4, 5.2, 6.9, 8.0};
  CHECK(letters(classify_beats(leadwise::independent_leads(leads), invented_s, {})) == "uuuuuuu");
}

TEST_CASE("Records of one second, flat records and no beats at all are met") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SimulationSettings settings = sinus_settings(75.0);
    settings.duration_s = 1.0;
    for (const Beat& beat : beats_of(simulate_ecg(settings, seed)->record))
      CHECK((beat.r_s > -0.06 && beat.r_s < 1.06));
  }
  const EcgRecord flat = compose_record(5.0, {}, {});
  CHECK(beats_of(flat).empty());
  const std::vector<double> invented_s = {1.0, 2.0};
  const LeadSamples leads = *leadwise::leads_at_model_rate(flat);
  CHECK(letters(classify_beats(leadwise::independent_leads(leads), invented_s, {})) == "uu");
  CHECK(letters(classify_beats({}, invented_s, {})) == "uu");
  CHECK(classify_beats({}, {}, {}).empty());
}

TEST_CASE("Beats that follow spikes are paced; beats that the heart conducts itself between them are dominant") {
  const std::vector<double> paced_s = {0.8, 1.7, 2.6, 3.5, 6.2, 7.1, 8.0, 8.9}, own_s = {4.4, 5.3};
  EcgRecord record = compose_record(10.0, own_s, paced_s, 0.01);
  add_spikes(record, paced_s, 0.10, 0.8);
  CHECK(letters(beats_of(record)) == "ppppddpppp");
}

TEST_CASE("Atrial spikes before conducted beats make no paced beats") {
  const std::vector<double> beats_s = every(0.9, 0.8, 9.8);
  EcgRecord record = compose_record(10.0, beats_s, {}, 0.01);
  add_spikes(record, beats_s, 0.22, 0.8);
  CHECK_FALSE(leadwise::find_pacing_spikes(record).empty());
  CHECK(letters(beats_of(record)) == std::string(beats_s.size(), 'd'));
}

TEST_CASE("Without visible spikes the file's word makes the dominant beats paced, not the ectopic ones") {
  const EcgRecord record = compose_record(10.0, {0.5, 1.4, 2.3, 3.2, 5.0, 5.9, 6.8, 7.7, 8.6, 9.4}, {3.8});
  CHECK(letters(beats_of(record, true)) == "ppppepppppp");
  CHECK(letters(beats_of(record, false)) == "ddddedddddd");
}

namespace {

SimulationSettings tall_t_settings() {
  SimulationSettings settings = sinus_settings(60.0);
  settings.noise_mv = 0.005;
  settings.duration_s = 20.0;
  settings.qrs_amplitude_mv = 0.3;
  settings.t_amplitude_mv = 1.0;
  return settings;
}

}  // namespace

TEST_CASE("T waves that stand out as the QRS complexes do are no beats") {
  const SimulatedEcg ecg = *simulate_ecg(tall_t_settings(), 4);
  REQUIRE(leadwise::detect_qrs(ecg.record).size() > ecg.beats.size() + 2);
  const std::string found = letters(beats_of(ecg.record));
  CHECK(found.find('e') == std::string::npos);
  CHECK(std::abs(static_cast<int>(found.size()) - static_cast<int>(ecg.beats.size())) <= 1);
}

TEST_CASE("Ventricular beats that follow each sinus beat closely stay beats") {
  for (const double coupling_s : {0.34, 0.36, 0.40}) {
    std::vector<double> ventricular_s;
    for (const double time_s : every(1.2, 0.8, 18.0))
      ventricular_s.push_back(time_s + coupling_s);
    const std::string found = letters(beats_of(compose_record(20.0, every(1.2, 0.8, 18.0), ventricular_s)));
    CHECK(std::count(found.begin(), found.end(), 'e') > 10);
  }
}

namespace {

/// Two broad shapes of equal size in turn, as of a bidirectional ventricular tachycardia.
EcgRecord alternating_tachycardia(double cycle_s, double second) {
  const std::pair<leadwise::Lead, std::array<double, 2>> heights[] = {
      {leadwise::Lead::I, {0.6, -0.9}},   {leadwise::Lead::II, {1.2, -1.0}},  {leadwise::Lead::V1, {-1.0, 1.2}},
      {leadwise::Lead::V2, {-1.3, 0.9}},  {leadwise::Lead::V4, {0.8, -0.6}},  {leadwise::Lead::V5, {1.2, -0.9}}};
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  const auto bell = [](double from_s, double sd_s) { return std::exp(-0.5 * from_s * from_s / (sd_s * sd_s)); };
  for (const auto& [lead, height_mv] : heights) {
    leadwise::Channel channel;
    channel.lead = lead;
    channel.samples_mv.resize(5000);
    const std::vector<double> beats_s = every(cycle_s, 0.3, 9.6);
    for (std::size_t beat = 0; beat < beats_s.size(); ++beat) {
      const double mv = height_mv[beat % 2] * (beat % 2 == 1 ? second : 1.0);
      for (std::size_t i = 0; i < channel.samples_mv.size(); ++i) {
        const double u_s = static_cast<double>(i) / 500.0 - beats_s[beat];
        channel.samples_mv[i] += mv * (bell(u_s + 0.012, 0.022) + 0.5 * bell(u_s - 0.03, 0.02) - 0.35 * bell(u_s - 0.17, 0.04));
      }
    }
    record.channels.push_back(channel);
  }
  return record;
}

}  // namespace

TEST_CASE("A broad tachycardia that alternates keeps every beat") {
  for (const double cycle_s : {0.29, 0.35})
    for (const double second : {1.0, 0.8}) {
      CAPTURE(cycle_s, second);
      const EcgRecord record = alternating_tachycardia(cycle_s, second);
      CHECK(beats_of(record).size() == leadwise::detect_qrs(record).size());
      CHECK(static_cast<double>(beats_of(record).size()) > 0.9 * 9.3 / cycle_s);
    }
}
