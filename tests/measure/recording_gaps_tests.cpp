#include "beats/recording_gaps.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "beats/representative_beat.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/signal.hpp"
#include "leadwise/simulator.hpp"

using leadwise::Beat;
using leadwise::EcgMeasurement;
using leadwise::EcgRecord;
using leadwise::Lead;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// Two leads that never rest, and in so many of them one value from 2 s on for `count` samples; beats at 1 and 9 s.
bool hides_beats(double value_mv, std::size_t count, std::size_t leads = 2) {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  for (const Lead lead : {Lead::I, Lead::II}) {
    leadwise::Channel channel;
    channel.lead = lead;
    for (int i = 0; i < 5000; ++i)
      channel.samples_mv.push_back(0.001 * i);
    record.channels.push_back(channel);
  }
  for (std::size_t i = 0; i < leads; ++i)
    std::fill_n(record.channels[i].samples_mv.begin() + 1000, count, value_mv);
  std::vector<Beat> beats = {{1.0}, {9.0}};
  leadwise::mark_recording_gaps(record, beats);
  return beats[1].follows_gap;
}

EcgMeasurement measurement_of(const EcgRecord& record) {
  auto measurement = leadwise::measure_ecg(record);
  REQUIRE(measurement);
  return *std::move(measurement);
}

double value_in(const EcgMeasurement& measurement, std::string_view name) {
  const leadwise::MeasuredValue* found = measurement.find(name);
  REQUIRE(found != nullptr);
  return found->value.value();
}

void check_alike(const EcgMeasurement& a, const EcgMeasurement& b, std::string_view name, double tolerance) {
  INFO(name);
  CHECK(std::fabs(value_in(a, name) - value_in(b, name)) < tolerance);
}

leadwise::LeadAmplitudes amplitudes_with(const EcgMeasurement& measurement, Lead lead) {
  for (const leadwise::LeadAmplitudes& amplitudes : measurement.amplitudes) {
    if (amplitudes.lead == lead)
      return amplitudes;
  }
  FAIL("the lead was not measured");
  return {};
}

}  // namespace

TEST_CASE("Missing samples are a gap when they could hide a QRS complex, one value when it stays for two seconds") {
  CHECK_FALSE(hides_beats(kNothing, 44));
  CHECK(hides_beats(kNothing, 47));
  CHECK_FALSE(hides_beats(-1.0, 990));
  CHECK(hides_beats(-1.0, 1010));
}

TEST_CASE("Limb leads that end before chest leads do make one average beat, of which no lead is a flat line") {
  leadwise::SimulationSettings settings;
  settings.duration_s = 20.0;
  const EcgRecord whole = leadwise::simulate_ecg(settings, 1)->record;
  const EcgMeasurement undisturbed = measurement_of(whole);
  for (const double value_mv : {kNothing, 0.0}) {
    EcgRecord record = whole;
    for (leadwise::Channel& channel : record.channels) {
      const bool limb = *channel.lead <= Lead::aVF;
      std::fill_n(channel.samples_mv.begin() + (limb ? 5500 : 0), 4500, value_mv);
    }
    const EcgMeasurement parts = measurement_of(record);
    CHECK(std::all_of(parts.beats.begin(), parts.beats.end(),
                      [](const Beat& beat) { return beat.type != leadwise::BeatType::ectopic; }));
    for (const char* name : {"chest_qrs_amplitude_max_mv", "limb_qrs_amplitude_max_mv"})
      check_alike(parts, undisturbed, name, 0.1);
    check_alike(parts, undisturbed, "ventricular_gradient_x_mv_ms", 8.0);
    check_alike(parts, undisturbed, "qrs_ms", 8.0);
  }
}

TEST_CASE("A lead that is off during all averaged beats is not in the average beat") {
  leadwise::SimulationSettings settings;
  const EcgRecord whole = leadwise::simulate_ecg(settings, 1)->record;
  leadwise::LeadSamples leads = *leadwise::leads_at_model_rate(whole);
  std::vector<Beat> beats;
  for (const double time_s : leadwise::detect_qrs(whole))
    beats.push_back({time_s});
  std::vector<leadwise::RecordingGaps> gaps(leads.leads.size());
  gaps[*leads.position(Lead::V1)] = {{0, static_cast<std::ptrdiff_t>(leads.sample_count)}};
  const leadwise::RepresentativeBeat beat = leadwise::average_beats(leads, beats, gaps);
  CHECK_FALSE(beat.leads.position(Lead::V1));
  CHECK(beat.leads.leads.size() == leads.leads.size() - 1);
  CHECK(beat.leads.values.size() == beat.leads.leads.size() * beat.leads.sample_count);
  CHECK(beat.lead_marks.size() == beat.leads.leads.size());
}

TEST_CASE("Where one lead goes on there is no gap") {
  CHECK_FALSE(hides_beats(kNothing, 2000, 1));
  CHECK_FALSE(hides_beats(-1.0, 2000, 1));
}

TEST_CASE("Twenty seconds that were not recorded leave rate, regularity and corrected QT intervals as they are") {
  leadwise::SimulationSettings settings;
  settings.duration_s = 60.0;
  const EcgRecord whole = leadwise::simulate_ecg(settings, 1)->record;
  const EcgMeasurement undisturbed = measurement_of(whole);
  for (const double value_mv : {kNothing, 0.0}) {
    EcgRecord record = whole;
    for (leadwise::Channel& channel : record.channels)
      std::fill_n(channel.samples_mv.begin() + 10000, 10000, value_mv);
    const EcgMeasurement with_gap = measurement_of(record);
    check_alike(with_gap, undisturbed, "heart_rate_bpm", 1.0);
    check_alike(with_gap, undisturbed, "rr_sd_ms", 10.0);
    check_alike(with_gap, undisturbed, "qtc_bazett_ms", 10.0);
    CHECK(with_gap.regularity == undisturbed.regularity);
  }
}

TEST_CASE("A lead that was off for nearly half of the time keeps its amplitudes, and so do leads that follow from it") {
  leadwise::SimulationSettings settings;
  settings.duration_s = 20.0;
  settings.wander_mv = 0.0;
  EcgRecord whole = leadwise::simulate_ecg(settings, 1)->record;
  std::erase_if(whole.channels, [](const leadwise::Channel& channel) { return channel.lead == Lead::III; });
  const EcgMeasurement undisturbed = measurement_of(whole);
  for (const double value_mv : {kNothing, 0.0}) {
    EcgRecord record = whole;
    for (leadwise::Channel& channel : record.channels) {
      if (channel.lead == Lead::I || channel.lead == Lead::V2)
        std::fill_n(channel.samples_mv.begin(), 4500, value_mv);
    }
    const EcgMeasurement with_gap = measurement_of(record);
    for (const Lead lead : {Lead::I, Lead::III, Lead::V2}) {
      INFO(leadwise::lead_name(lead) << " filled with " << value_mv);
      const auto change_mv = [&](std::optional<double> leadwise::LeadAmplitudes::*wave) {
        return std::fabs((amplitudes_with(with_gap, lead).*wave).value_or(0.0) -
                         (amplitudes_with(undisturbed, lead).*wave).value_or(0.0));
      };
      CHECK(change_mv(&leadwise::LeadAmplitudes::r_mv) < 0.05);
      CHECK(change_mv(&leadwise::LeadAmplitudes::s_mv) < 0.05);
    }
  }
}
