#include "delineation/delineate_beats.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "composed_records.hpp"
#include "error_summary.hpp"
#include "frozen_sets.hpp"
#include "leadwise/measurement.hpp"
#include "real_records.hpp"

using leadwise::Delineation;
using leadwise::EcgMeasurement;
using leadwise::EcgRecord;
using leadwise::Lead;
using leadwise::LeadDelineation;
using leadwise::WaveMarks;

namespace {

using Mark = std::optional<double> WaveMarks::*;

// A wave (1 + cos) / 2 around a time, the same in all leads.
void add_bump(EcgRecord& record, double centre_s, double half_width_s, double height_mv) {
  for (leadwise::Channel& channel : record.channels) {
    for (std::size_t i = 0; i < channel.samples_mv.size(); ++i) {
      const double u = (static_cast<double>(i) / record.sampling_rate_hz - centre_s) / half_width_s;
      if (std::fabs(u) < 1.0)
        channel.samples_mv[i] += height_mv * 0.5 * (1.0 + std::cos(u * 3.14159265358979));
    }
  }
}

// In how many leads the beat has the mark.
std::ptrdiff_t leads_with(const Delineation& marks, std::size_t beat, Mark mark) {
  return std::count_if(marks.leads.begin(), marks.leads.end(),
                       [&](const LeadDelineation& lead) { return (lead.beats[beat].*mark).has_value(); });
}

bool in_all_leads(const Delineation& marks, std::size_t beat, Mark mark) {
  return leads_with(marks, beat, mark) == static_cast<std::ptrdiff_t>(marks.leads.size());
}

bool all_sane(const EcgMeasurement& measured, double duration_s) {
  const auto sane = [&](const WaveMarks& marks) { return marks_are_sane(marks, duration_s); };
  return std::all_of(measured.delineation.global.begin(), measured.delineation.global.end(), sane) &&
         std::all_of(
             measured.delineation.leads.begin(), measured.delineation.leads.end(),
             [&](const LeadDelineation& lead) { return std::all_of(lead.beats.begin(), lead.beats.end(), sane); });
}

EcgMeasurement measured(const EcgRecord& record) {
  EcgMeasurement result = *leadwise::measure_ecg(record);
  CHECK(result.delineation.global.size() == result.beats.size());
  CHECK(all_sane(result, record.duration_s()));
  return result;
}

leadwise::SimulatedEcg simulated(double heart_rate_bpm, double qt_ms) {
  leadwise::SimulationSettings settings;
  settings.heart_rate_bpm = heart_rate_bpm;
  settings.qt_ms = qt_ms;
  return *leadwise::simulate_ecg(settings, 5);
}

// Beats with P, QRS and T in all leads, of those that do not touch the record's ends.
std::size_t complete_beats(const EcgMeasurement& measured, double duration_s) {
  std::size_t count = 0;
  for (std::size_t b = 0; b < measured.beats.size(); ++b) {
    const bool whole = measured.beats[b].r_s > 0.4 && measured.beats[b].r_s < duration_s - 0.6;
    const Delineation& marks = measured.delineation;
    if (whole && in_all_leads(marks, b, &WaveMarks::p_peak_s) && in_all_leads(marks, b, &WaveMarks::r_peak_s) &&
        in_all_leads(marks, b, &WaveMarks::t_peak_s))
      ++count;
  }
  return count;
}

std::size_t whole_beats(const EcgMeasurement& measured, double duration_s) {
  return static_cast<std::size_t>(
      std::count_if(measured.beats.begin(), measured.beats.end(),
                    [&](const leadwise::Beat& beat) { return beat.r_s > 0.4 && beat.r_s < duration_s - 0.6; }));
}

std::size_t beats_with_p(const EcgMeasurement& measured) {
  return static_cast<std::size_t>(std::count_if(measured.delineation.global.begin(), measured.delineation.global.end(),
                                                [](const WaveMarks& marks) { return marks.p_on_s.has_value(); }));
}

}  // namespace

TEST_CASE("In every whole beat of the frozen simulated sets every wave is found, and none in the sets without P waves",
          "[large]") {
  for (std::size_t set = 0; set < kFrozenSets.size(); ++set) {
    INFO("set " << set + 1);
    for (int ecg = 0; ecg < kEcgsPerSet; ++ecg) {
      const EcgRecord record = frozen_ecg(set, ecg).noisy.record;
      const EcgMeasurement found = measured(record);
      if (kFrozenSets[set].p_amplitude_mv > 0.0)
        CHECK(complete_beats(found, record.duration_s()) == whole_beats(found, record.duration_s()));
      else
        CHECK(beats_with_p(found) == 0);
    }
  }
}

TEST_CASE("Marks of simulated beats lie where the simulator's waves begin and end") {
  const leadwise::SimulatedEcg ecg = simulated(70.0, 390.0);
  const EcgMeasurement found = measured(ecg.record);
  ErrorSummary p_on_ms, p_off_ms, qrs_on_ms, qrs_off_ms, t_off_ms;
  for (std::size_t b = 1; b + 1 < ecg.beats.size(); ++b) {
    const WaveMarks& marks = found.delineation.global[b];
    const leadwise::SimulatedBeat& truth = ecg.beats[b];
    p_on_ms.add(interval_ms(truth.p_on_s, marks.p_on_s), 0.0);
    p_off_ms.add(interval_ms(truth.p_off_s, marks.p_off_s), 0.0);
    qrs_on_ms.add(interval_ms(truth.qrs_on_s, marks.qrs_on_s), 0.0);
    qrs_off_ms.add(interval_ms(truth.qrs_off_s, marks.qrs_off_s), 0.0);
    t_off_ms.add(interval_ms(truth.t_off_s, marks.t_off_s), 0.0);
  }
  CHECK(p_on_ms.count() == ecg.beats.size() - 2);
  CHECK(std::fabs(p_on_ms.worst()) <= 25.0);
  CHECK(std::fabs(p_off_ms.worst()) <= 25.0);
  CHECK(std::fabs(qrs_on_ms.worst()) <= 12.0);
  CHECK(std::fabs(qrs_off_ms.worst()) <= 16.0);
  CHECK(std::fabs(t_off_ms.worst()) <= 30.0);
}

TEST_CASE("Slow and fast rhythms are delineated beat by beat") {
  const leadwise::SimulatedEcg slow = simulated(25.0, 520.0);
  const EcgMeasurement found = measured(slow.record);
  CHECK(whole_beats(found, 10.0) >= 3);
  CHECK(complete_beats(found, 10.0) == whole_beats(found, 10.0));
  leadwise::SimulationSettings fast;
  fast.heart_rate_bpm = 220.0;
  fast.rr_irregularity = 0.0;
  fast.p_duration_ms = 0.0;
  fast.p_amplitude_mv = 0.0;
  fast.qrs_ms = 70.0;
  fast.qt_ms = 220.0;
  const EcgMeasurement racing = measured(leadwise::simulate_ecg(fast, 5)->record);
  CHECK(whole_beats(racing, 10.0) >= 30);
  CHECK(beats_with_p(racing) == 0);
}

TEST_CASE("Ventricular bigeminy: P waves before the sinus beats and none before the others") {
  const EcgRecord record = compose_record(12.0, {0.8, 2.6, 4.4, 6.2, 8.0, 9.8}, {1.4, 3.2, 5.0, 6.8, 8.6, 10.4}, 0.01);
  const EcgMeasurement found = measured(record);
  REQUIRE(found.beats.size() == 12);
  for (std::size_t b = 0; b < 12; ++b) {
    INFO("beat " << b);
    CHECK(found.delineation.global[b].p_on_s.has_value() == (b % 2 == 0));
    CHECK(found.delineation.global[b].t_off_s.has_value());
  }
}

TEST_CASE("P waves on the end of T are found at 125 a minute, and T keeps its own") {
  leadwise::SimulationSettings settings;
  settings.heart_rate_bpm = 135.0;
  settings.rr_irregularity = 0.01;
  settings.p_duration_ms = 85.0;
  settings.pr_ms = 130.0;
  settings.qrs_ms = 80.0;
  settings.qt_ms = 300.0;
  const EcgMeasurement found = measured(leadwise::simulate_ecg(settings, 9)->record);
  CHECK(complete_beats(found, 10.0) == whole_beats(found, 10.0));
}

TEST_CASE("A P wave that looks like the T wave before it is no flutter: no third wave follows") {
  leadwise::SimulationSettings settings;
  settings.heart_rate_bpm = 80.0;
  settings.rr_irregularity = 0.01;
  settings.p_duration_ms = settings.p_amplitude_mv = settings.t_amplitude_mv = 0.0;
  leadwise::SimulatedEcg ecg = *leadwise::simulate_ecg(settings, 5);
  for (const leadwise::SimulatedBeat& beat : ecg.beats) {
    add_bump(ecg.record, beat.r_s + 0.300, 0.060, 0.2);
    add_bump(ecg.record, beat.r_s - 0.190, 0.060, 0.2);
  }
  const EcgMeasurement result = measured(ecg.record);
  for (std::size_t b = 1; b + 1 < result.beats.size(); ++b) {
    CAPTURE(b);
    CHECK(in_all_leads(result.delineation, b, &WaveMarks::p_on_s));
  }
}

TEST_CASE("One lead alone is delineated, and a flat lead beside others stays without marks") {
  EcgRecord record = simulated(70.0, 390.0).record;
  for (double& value : record.channels[9].samples_mv)
    value = 0.25;
  const EcgMeasurement twelve = measured(record);
  for (const LeadDelineation& lead : twelve.delineation.leads) {
    const bool is_flat = lead.lead == *record.channels[9].lead;
    for (std::size_t b = 1; b + 1 < lead.beats.size(); ++b) {
      CHECK(lead.beats[b].qrs_on_s.has_value() == !is_flat);
      CHECK(lead.beats[b].p_on_s.has_value() == !is_flat);
    }
  }
  record.channels.resize(2);
  record.channels.erase(record.channels.begin());
  const EcgMeasurement one = measured(record);
  REQUIRE(one.delineation.leads.size() == 1);
  CHECK(complete_beats(one, 10.0) == whole_beats(one, 10.0));
}

TEST_CASE("Beats put into noise or into nothing get sane marks, and no P waves") {
  leadwise::LeadSamples leads;
  leads.leads = {Lead::I, Lead::II};
  leads.sample_count = 3000;
  leadwise::Random random(11);
  for (std::size_t i = 0; i < 2 * leads.sample_count; ++i)
    leads.values.push_back(0.05 * random.normal());
  std::vector<leadwise::Beat> beats;
  for (const double time_s : {0.0, 0.003, 1.0, 1.01, 2.2, 3.4, 5.9, 5.998, 7.5})
    beats.push_back({time_s, leadwise::BeatType::dominant});
  EcgMeasurement noise;
  noise.delineation = leadwise::delineate_beats(leads, beats);
  CHECK(all_sane(noise, 6.0));
  CHECK(beats_with_p(noise) == 0);
  std::fill(leads.values.begin(), leads.values.end(), 0.0);
  noise.delineation = leadwise::delineate_beats(leads, beats);
  for (const WaveMarks& marks : noise.delineation.global)
    CHECK_FALSE((marks.p_on_s || marks.qrs_on_s || marks.t_off_s));
  CHECK(leadwise::delineate_beats({}, beats).global.size() == beats.size());
  CHECK(leadwise::delineate_beats(leads, {}).global.empty());
  leads.sample_count = 3;
  leads.values.resize(6);
  CHECK(leadwise::delineate_beats(leads, beats).global.size() == beats.size());
}
