#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include "beats/pacing_spikes.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"
#include "quality/mains_amplitude.hpp"
#include "quality/qrs_size.hpp"
#include "quality/signal_quality.hpp"

using Catch::Matchers::WithinRel;
using leadwise::EcgRecord;
using leadwise::Error;
using leadwise::ErrorCode;
using leadwise::Lead;
using leadwise::SignalQuality;
using leadwise::Usability;

namespace {

using Samples = std::vector<double>;
using Damage = std::function<void(Samples&)>;

EcgRecord clean_record() { return leadwise::simulate_ecg({}, 11)->record; }

SignalQuality quality_of(const EcgRecord& record) {
  const auto leads = leadwise::leads_at_model_rate(record);
  REQUIRE(leads);
  return leadwise::assess_quality(record, *leads, leadwise::detect_qrs(record), leadwise::find_pacing_spikes(record));
}

Samples& samples_of(EcgRecord& record, Lead lead) {
  return const_cast<leadwise::Channel*>(record.find(lead))->samples_mv;
}

SignalQuality quality_with(Lead lead, const Damage& damage) {
  EcgRecord record = clean_record();
  damage(samples_of(record, lead));
  return quality_of(record);
}

std::optional<Error> reason_of(const SignalQuality& quality, Lead lead) {
  for (const leadwise::LeadQuality& judged : quality.leads) {
    if (judged.lead == lead)
      return judged.reason;
  }
  FAIL("the lead was not judged");
  return std::nullopt;
}

const Error* warning_of(const SignalQuality& quality, ErrorCode code) {
  const auto found = std::find_if(quality.warnings.begin(), quality.warnings.end(),
                                  [code](const Error& warning) { return warning.code == code; });
  return found == quality.warnings.end() ? nullptr : &*found;
}

/// Lead V3 is unusable for this reason, and no other lead is.
void check_v3_alone_is_unusable(const SignalQuality& quality, ErrorCode code) {
  CHECK(quality.usability == Usability::usable_with_leads);
  CHECK_FALSE(quality.reason);
  for (const leadwise::LeadQuality& judged : quality.leads) {
    INFO(leadwise::lead_name(judged.lead));
    CHECK(judged.reason.has_value() == (judged.lead == Lead::V3));
  }
  const auto reason = reason_of(quality, Lead::V3);
  REQUIRE(reason);
  CHECK(reason->code == code);
  CHECK(reason->message.find("V3") != std::string::npos);
}

Damage sine(double amplitude_mv, double frequency_hz) {
  return [=](Samples& samples) {
    for (std::size_t i = 0; i < samples.size(); ++i)
      samples[i] += amplitude_mv * std::sin(2.0 * std::numbers::pi * frequency_hz * static_cast<double>(i) / 500.0);
  };
}

Damage white_noise(double rms_mv) {
  return [=](Samples& samples) {
    leadwise::Random random(5);
    for (double& value : samples)
      value += rms_mv * random.normal();
  };
}

/// 0: nothing said, 1: doubt, 2: unusable.
int severity(const SignalQuality& quality, Lead lead, ErrorCode code) {
  const auto reason = reason_of(quality, lead);
  if (reason)
    return reason->code == code ? 2 : 0;
  return warning_of(quality, code) != nullptr ? 1 : 0;
}

std::vector<int> severities(const std::vector<double>& levels, ErrorCode code,
                            const std::function<Damage(double)>& damage) {
  std::vector<int> found;
  for (const double level : levels)
    found.push_back(severity(quality_with(Lead::V3, damage(level)), Lead::V3, code));
  return found;
}

}  // namespace

TEST_CASE("A clean ECG is usable, and nothing is said against it") {
  const SignalQuality quality = quality_of(clean_record());
  CHECK(quality.usability == Usability::usable);
  CHECK_FALSE(quality.reason);
  CHECK(quality.leads.size() == 12);
  CHECK(quality.warnings.empty());
}

TEST_CASE("A lead whose electrode is off is unusable, and the others serve") {
  check_v3_alone_is_unusable(quality_with(Lead::V3, [](Samples& s) { std::fill(s.begin(), s.end(), 0.1); }),
                             ErrorCode::ConstantLead);
  check_v3_alone_is_unusable(quality_with(Lead::V3, [](Samples& s) { std::fill_n(s.begin() + 900, 1200, 0.1); }),
                             ErrorCode::ConstantLead);
}

TEST_CASE("A lead that misses more than half a second is unusable") {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  check_v3_alone_is_unusable(quality_with(Lead::V3, [=](Samples& s) { std::fill_n(s.begin() + 900, 300, missing); }),
                             ErrorCode::MissingSamples);
}

TEST_CASE("A lead whose complexes are cut off at a level is clipped; one that is merely large is not") {
  const auto cut_at = [](double level_mv) {
    return [=](Samples& samples) {
      for (double& value : samples)
        value = std::clamp(value, -level_mv, level_mv);
    };
  };
  const SignalQuality quality = quality_with(Lead::V3, cut_at(0.4));
  check_v3_alone_is_unusable(quality, ErrorCode::ClippedSignal);
  CHECK_FALSE(reason_of(quality_with(Lead::V3, cut_at(10.0)), Lead::V3));
}

TEST_CASE("What is cut off now and then refuses no long recording, and cut off within ten seconds it is doubted") {
  const auto cut_at = [](const std::vector<std::size_t>& places) {
    EcgRecord record = leadwise::simulate_ecg({.duration_s = 120.0}, 11)->record;
    for (const std::size_t first : places)
      std::fill_n(samples_of(record, Lead::V3).begin() + static_cast<std::ptrdiff_t>(first), 50, 5.0);
    return quality_of(record);
  };
  const SignalQuality apart = cut_at({1000, 21000, 41000});
  CHECK(apart.usability == Usability::usable);
  CHECK(warning_of(apart, ErrorCode::ClippedSignal) == nullptr);
  for (const double duration_s : {14.0, 19.0}) {
    EcgRecord record = leadwise::simulate_ecg({.duration_s = duration_s}, 11)->record;
    for (const std::ptrdiff_t first : {1000, 2000, 6000})
      std::fill_n(samples_of(record, Lead::V3).begin() + first, 50, 5.0);
    CHECK((quality_of(record).usability == Usability::usable) == (duration_s > 15.0));
  }
  const SignalQuality together = cut_at({1000, 2000, 3000});
  CHECK(together.usability == Usability::usable);
  CHECK(warning_of(together, ErrorCode::ClippedSignal) != nullptr);
  std::vector<std::size_t> everywhere;
  for (std::size_t first = 500; first < 59500; first += 1000)
    everywhere.push_back(first);
  check_v3_alone_is_unusable(cut_at(everywhere), ErrorCode::ClippedSignal);
}

TEST_CASE("Smooth tops of a noiseless ECG are not clipped at any resolution; the same cut off are") {
  leadwise::SimulationSettings settings;
  settings.noise_mv = settings.mains_mv = settings.wander_mv = settings.rr_irregularity = 0.0;
  settings.overload_severity = 1.0;
  settings.qrs_ms = 120.0;
  for (const double resolution_mv : {0.001, 0.005, 0.01, 0.02}) {
    for (const bool cut : {false, true}) {
      EcgRecord record = leadwise::simulate_ecg(settings, 3)->record;
      for (leadwise::Channel& channel : record.channels) {
        const double top_mv = *std::max_element(channel.samples_mv.begin(), channel.samples_mv.end());
        for (double& value : channel.samples_mv)
          value = std::round(std::min(value, cut ? 0.7 * top_mv : top_mv) / resolution_mv) * resolution_mv;
      }
      INFO("resolution " << resolution_mv << (cut ? ", cut off" : ""));
      for (const leadwise::LeadQuality& judged : quality_of(record).leads) {
        INFO(leadwise::lead_name(judged.lead));
        const auto& samples = samples_of(record, judged.lead);
        // A level close to the mean is not judged, and a shallow hill cut off looks like a flat one.
        const bool steep = *std::max_element(samples.begin(), samples.end()) > 0.6;
        if (steep || !cut)
          CHECK((judged.reason && judged.reason->code == ErrorCode::ClippedSignal) == cut);
      }
    }
  }
}

TEST_CASE("A chest lead of noise without complexes is unusable, a small limb lead is not") {
  const auto noise = [](Samples& samples) {
    leadwise::Random random(3);
    for (double& value : samples)
      value = 0.003 * random.normal();
  };
  check_v3_alone_is_unusable(quality_with(Lead::V3, noise), ErrorCode::ImplausibleScale);
  CHECK_FALSE(reason_of(quality_with(Lead::III, noise), Lead::III));
}

TEST_CASE("A lead in volts or in microvolts has no plausible scale") {
  check_v3_alone_is_unusable(quality_with(Lead::V3,
                                          [](Samples& samples) {
                                            for (double& value : samples)
                                              value *= 1000.0;
                                          }),
                             ErrorCode::ImplausibleScale);
  EcgRecord record = clean_record();
  for (leadwise::Channel& channel : record.channels) {
    for (double& value : channel.samples_mv)
      value *= 0.001;
  }
  const SignalQuality quality = quality_of(record);
  CHECK(quality.usability == Usability::unusable);
  REQUIRE(quality.reason);
  CHECK(quality.reason->code == ErrorCode::ImplausibleScale);
}

TEST_CASE("A unit that is wrong by a factor of ten is warned of, whichever way") {
  const auto scaled = [](double factor) {
    EcgRecord record = clean_record();
    for (leadwise::Channel& channel : record.channels)
      for (double& value : channel.samples_mv)
        value *= factor;
    return record;
  };
  CHECK(warning_of(quality_of(scaled(1.0)), ErrorCode::UnusualScale) == nullptr);
  CHECK(warning_of(quality_of(scaled(7.0)), ErrorCode::UnusualScale) != nullptr);
  EcgRecord small = scaled(0.1);
  CHECK(warning_of(quality_of(small), ErrorCode::UnusualScale) != nullptr);
  // What the other leads show nobody knows.
  std::erase_if(small.channels, [](const leadwise::Channel& channel) { return channel.lead == Lead::V2; });
  std::erase_if(small.channels, [](const leadwise::Channel& channel) { return leadwise::is_limb_lead(*channel.lead); });
  CHECK(warning_of(quality_of(small), ErrorCode::UnusualScale) == nullptr);
}

TEST_CASE("A unit that is wrong by a factor of ten is warned of in the limb leads alone") {
  const auto limb_leads = [](double factor, Lead last) {
    EcgRecord record = clean_record();
    std::erase_if(record.channels, [last](const leadwise::Channel& channel) { return channel.lead > last; });
    for (leadwise::Channel& channel : record.channels)
      for (double& value : channel.samples_mv)
        value *= factor;
    return quality_of(record);
  };
  for (const Lead last : {Lead::II, Lead::aVF}) {
    CHECK(warning_of(limb_leads(1.0, last), ErrorCode::UnusualScale) == nullptr);
    CHECK(warning_of(limb_leads(0.08, last), ErrorCode::UnusualScale) != nullptr);
  }
  CHECK(warning_of(limb_leads(0.08, Lead::I), ErrorCode::UnusualScale) == nullptr);
}

TEST_CASE("Leads that the file says were computed from others are warned of, recorded ones are not") {
  const auto placed = [](const char* words) {
    EcgRecord record = clean_record();
    record.electrode_placement = words;
    return warning_of(quality_of(record), ErrorCode::DerivedLeads) != nullptr;
  };
  for (const char* computed : {"12-lead derived from Frank XYZ", "12-lead derived from non-standard leads, Frank XYZ",
                               "EASI", "12-lead from EASI leads (ES, AS, AI) by Dower/EASI transformation",
                               "12-lead derived: 12-lead from Limb Leads"}) {
    CAPTURE(computed);
    CHECK(placed(computed));
  }
  for (const char* recorded : {"standard 12-lead", "Mason-Likar", "standard 12-lead, XYZ derived from 12-lead",
                               "XYZ leads derived from standard 12-lead"}) {
    CAPTURE(recorded);
    CHECK_FALSE(placed(recorded));
  }
  CHECK(warning_of(quality_of(clean_record()), ErrorCode::DerivedLeads) == nullptr);
}

TEST_CASE("A chest lead that repeats another one's samples is warned of, naming both") {
  EcgRecord record = clean_record();
  samples_of(record, Lead::V1) = samples_of(record, Lead::V2);
  const SignalQuality quality = quality_of(record);
  const Error* warning = warning_of(quality, ErrorCode::DerivedLeads);
  REQUIRE(warning != nullptr);
  CHECK(warning->message.find("V1 and V2") != std::string::npos);
  CHECK(quality.usability == Usability::usable);
}

TEST_CASE("A lead I in the place of II contradicts no other recorded lead, and is warned of") {
  EcgRecord record = clean_record();
  samples_of(record, Lead::II) = samples_of(record, Lead::I);
  std::erase_if(record.channels, [](const leadwise::Channel& channel) {
    return leadwise::is_limb_lead(*channel.lead) && channel.lead != Lead::I && channel.lead != Lead::II;
  });
  const SignalQuality quality = quality_of(record);
  CHECK(warning_of(quality, ErrorCode::LimbLeadsContradict) == nullptr);
  CHECK(warning_of(quality, ErrorCode::DerivedLeads) != nullptr);
}

TEST_CASE("The mains' amplitude is measured within 10 %, at either frequency, slightly detuned too") {
  for (const double frequency_hz : {49.9, 50.0, 60.0, 60.1}) {
    EcgRecord record = clean_record();
    Samples& samples = samples_of(record, Lead::V3);
    sine(0.1, frequency_hz)(samples);
    const leadwise::MainsAmplitude mains = leadwise::measure_mains(samples);
    CHECK(mains.frequency_hz == (frequency_hz < 55.0 ? 50.0 : 60.0));
    CHECK_THAT(mains.amplitude_mv, WithinRel(0.1, 0.1));
  }
}

TEST_CASE("Rising mains hum is let pass, then doubted, then refused") {
  const auto hum = [](double level) { return sine(level, 50.0); };
  CHECK(severities({0.0, 0.01, 0.03, 0.05, 0.1, 0.5, 2.0}, ErrorCode::MainsInterference, hum) ==
        std::vector<int>{0, 0, 0, 1, 1, 2, 2});
}

TEST_CASE("Rising noise is let pass, then doubted, then refused") {
  CHECK(severities({0.0, 0.01, 0.02, 0.05, 0.1, 0.5, 2.0}, ErrorCode::MuscleNoise, white_noise) ==
        std::vector<int>{0, 0, 0, 1, 1, 2, 2});
}

TEST_CASE("A rising wander of the baseline is let pass, then doubted, then refused") {
  const auto wander = [](double level) { return sine(level, 0.23); };
  CHECK(severities({0.0, 0.05, 0.15, 0.4, 1.0, 3.0, 6.0}, ErrorCode::BaselineWander, wander) ==
        std::vector<int>{0, 0, 0, 1, 1, 2, 2});
}

namespace {

/// V3 shows its own complexes, so large, and what is added.
SignalQuality with_small_v3(double size, const Damage& added) {
  return quality_with(Lead::V3, [&](Samples& samples) {
    for (double& value : samples)
      value *= size;
    added(samples);
  });
}

}  // namespace

TEST_CASE("A chest lead of nothing but weak noise or hum is unusable: its electrode may be off") {
  for (const double rms_mv : {0.007, 0.02, 0.03})
    check_v3_alone_is_unusable(with_small_v3(0.0, white_noise(rms_mv)), ErrorCode::ImplausibleScale);
  for (const double frequency_hz : {50.0, 60.0}) {
    for (const double amplitude_mv : {0.015, 0.025, 0.04})
      check_v3_alone_is_unusable(with_small_v3(0.0, sine(amplitude_mv, frequency_hz)), ErrorCode::ImplausibleScale);
  }
  CHECK(reason_of(with_small_v3(0.0, white_noise(0.02)), Lead::V3)->message.find("given its noise") !=
        std::string::npos);
  check_v3_alone_is_unusable(with_small_v3(0.0, white_noise(0.15)), ErrorCode::MuscleNoise);
}

TEST_CASE("A chest lead that drifts and shows no complexes is unusable, at any rate of the drift") {
  for (const double frequency_hz : {0.1, 0.25, 0.5}) {
    check_v3_alone_is_unusable(with_small_v3(0.0,
                                             [=](Samples& samples) {
                                               sine(0.2 / frequency_hz * 0.25, frequency_hz)(samples);
                                               white_noise(0.003)(samples);
                                             }),
                               ErrorCode::ImplausibleScale);
  }
}

TEST_CASE("Small complexes that noise or hum covers and the beats repeat leave a chest lead usable") {
  const double full_mv =
      leadwise::measure_qrs_size(clean_record().find(Lead::V3)->samples_mv, leadwise::detect_qrs(clean_record()));
  CHECK(with_small_v3(0.1 / full_mv, white_noise(0.02)).usability == Usability::usable);
  CHECK(with_small_v3(0.15 / full_mv, sine(0.03, 50.0)).usability == Usability::usable);
  CHECK(with_small_v3(0.06 / full_mv, white_noise(0.002)).usability == Usability::usable);
}

TEST_CASE("Hum of any frequency that a recording holds is doubted, refused, and no QRS complexes") {
  for (const double frequency_hz : {80.0, 100.0, 120.0, 150.0, 166.7, 200.0}) {
    INFO(frequency_hz);
    check_v3_alone_is_unusable(with_small_v3(0.0, sine(0.04, frequency_hz)), ErrorCode::ImplausibleScale);
    CHECK(warning_of(quality_with(Lead::V3, sine(0.15, frequency_hz)), ErrorCode::MuscleNoise) != nullptr);
    check_v3_alone_is_unusable(quality_with(Lead::V3, sine(1.0, frequency_hz)), ErrorCode::MuscleNoise);
  }
}

TEST_CASE("A doubt names the leads, the worst figure and the limit") {
  const SignalQuality quality = quality_with(Lead::V3, sine(0.1, 60.0));
  const Error* warning = warning_of(quality, ErrorCode::MainsInterference);
  REQUIRE(warning != nullptr);
  CHECK(warning->message == "mains hum of up to 0.1 mV in V3; above 0.04 mV small waves are not reliable");
}

TEST_CASE("A burst of noise in one place is doubted and refuses nothing") {
  const SignalQuality quality = quality_with(Lead::V3, [](Samples& samples) {
    leadwise::Random random(5);
    for (std::size_t i = 2000; i < 2400; ++i)
      samples[i] += 0.3 * random.normal();
  });
  CHECK(quality.usability == Usability::usable);
  REQUIRE(warning_of(quality, ErrorCode::MuscleNoise) != nullptr);
  CHECK(warning_of(quality, ErrorCode::MuscleNoise)->message.find("bursts of noise") == 0);
}

TEST_CASE("A record without beats, of two beats, or of flat leads alone is not usable, with its reason") {
  const auto reason_code = [](const EcgRecord& record) {
    const SignalQuality quality = quality_of(record);
    CHECK(quality.usability == Usability::unusable);
    REQUIRE(quality.reason);
    return quality.reason->code;
  };
  EcgRecord two_beats = clean_record();
  for (leadwise::Channel& channel : two_beats.channels)
    channel.samples_mv.resize(800);
  CHECK(reason_code(two_beats) == ErrorCode::TooFewBeats);
  EcgRecord flat = clean_record();
  EcgRecord no_beats = clean_record();
  for (leadwise::Channel& channel : flat.channels)
    std::fill(channel.samples_mv.begin(), channel.samples_mv.end(), 0.0);
  for (leadwise::Channel& channel : no_beats.channels) {
    std::fill(channel.samples_mv.begin(), channel.samples_mv.end(), 0.0);
    sine(0.2, 0.3)(channel.samples_mv);
  }
  CHECK(reason_code(flat) == ErrorCode::ConstantLead);
  const ErrorCode without_beats = reason_code(no_beats);
  CHECK((without_beats == ErrorCode::NoBeats || without_beats == ErrorCode::TooFewBeats));
}

TEST_CASE("Channels without a standard name give beats and no usable lead, and the reason says so") {
  EcgRecord record = clean_record();
  for (leadwise::Channel& channel : record.channels) {
    channel.lead = std::nullopt;
    channel.label = "ECG";
  }
  const auto measured = leadwise::measure_ecg(record);
  REQUIRE(measured);
  CHECK(measured->beats.size() > 8);
  CHECK(measured->quality.usability == Usability::unusable);
  CHECK(measured->quality.leads.empty());
  REQUIRE(measured->quality.reason);
  CHECK(measured->quality.reason->code == ErrorCode::MissingLead);
  CHECK(measured->quality.reason->message.find("rate") != std::string::npos);
  CHECK(measured->find("qrs_ms")->reason.value().code == ErrorCode::MissingLead);
}

TEST_CASE("Where no beat is found or no lead is usable, that is the reason of every sign: nobody is called paced") {
  EcgRecord flat = clean_record();
  EcgRecord hum = clean_record();
  for (leadwise::Channel& channel : flat.channels)
    std::fill(channel.samples_mv.begin(), channel.samples_mv.end(), 0.0);
  for (leadwise::Channel& channel : hum.channels)
    sine(1.0, 50.0)(channel.samples_mv);
  for (const EcgRecord& record : {flat, hum}) {
    const auto measured = leadwise::measure_ecg(record);
    REQUIRE(measured);
    const ErrorCode expected = measured->beats.empty() ? ErrorCode::NoBeats : ErrorCode::MissingLead;
    for (const leadwise::Criterion& criterion : measured->criteria) {
      INFO(criterion.name);
      CHECK(criterion.reason.value().code == expected);
    }
  }
}

TEST_CASE("One lead alone is usable") {
  EcgRecord record = clean_record();
  std::erase_if(record.channels, [](const leadwise::Channel& channel) { return channel.lead != Lead::II; });
  const SignalQuality quality = quality_of(record);
  CHECK(quality.usability == Usability::usable);
  CHECK(quality.leads.size() == 1);
}

TEST_CASE("Limb leads that contradict each other, and pacing spikes, are warned of and silence nothing") {
  EcgRecord record = clean_record();
  for (double& value : samples_of(record, Lead::III))
    value *= -1.5;
  const SignalQuality contradicting = quality_of(record);
  CHECK(warning_of(contradicting, ErrorCode::LimbLeadsContradict) != nullptr);
  CHECK(contradicting.usability == Usability::usable);

  EcgRecord paced = clean_record();
  for (const double beat_s : leadwise::detect_qrs(paced)) {
    for (leadwise::Channel& channel : paced.channels) {
      const double place = (beat_s - 0.08) * 500.0;
      if (place > 0.0)
        channel.samples_mv[static_cast<std::size_t>(place)] += 2.0;
    }
  }
  const SignalQuality quality = quality_of(paced);
  CHECK(warning_of(quality, ErrorCode::PacingSpikes) != nullptr);
  CHECK(quality.usability == Usability::usable);
}

TEST_CASE("What followed from an unusable lead goes with it, and a limb lead that usable ones give comes back") {
  EcgRecord with_flat_ii = clean_record();
  std::fill(samples_of(with_flat_ii, Lead::II).begin(), samples_of(with_flat_ii, Lead::II).end(), 0.0);
  const auto rederived = leadwise::measure_ecg(with_flat_ii);
  REQUIRE(rederived);
  CHECK(reason_of(rederived->quality, Lead::II));
  CHECK(rederived->representative.leads.position(Lead::II));
  const auto clean = leadwise::measure_ecg(clean_record());
  const auto row = [](const leadwise::EcgMeasurement& measured) {
    return measured.representative.leads.row(*measured.representative.leads.position(Lead::II));
  };
  const auto largest = [](std::span<const double> values) { return *std::max_element(values.begin(), values.end()); };
  CHECK_THAT(largest(row(*rederived)), WithinRel(largest(row(*clean)), 0.02));

  EcgRecord two_leads = clean_record();
  std::erase_if(two_leads.channels, [](const auto& channel) { return channel.lead > Lead::II; });
  std::fill(samples_of(two_leads, Lead::I).begin(), samples_of(two_leads, Lead::I).end(), 0.0);
  const auto lone = leadwise::measure_ecg(two_leads);
  REQUIRE(lone);
  CHECK(lone->representative.leads.leads == std::vector<Lead>{Lead::II});
}

namespace {

/// The record with another lead I, from which the device went on to compute the limb leads.
EcgRecord with_lead_i(EcgRecord record, const Damage& damage) {
  damage(samples_of(record, Lead::I));
  std::erase_if(record.channels, [](const leadwise::Channel& channel) {
    return leadwise::is_limb_lead(*channel.lead) && channel.lead > Lead::II;
  });
  for (const Lead lead : {Lead::III, Lead::aVR, Lead::aVL, Lead::aVF}) {
    leadwise::Channel computed;
    computed.lead = lead;
    computed.label = leadwise::lead_name(lead);
    computed.samples_mv = *leadwise::derive_lead(record, lead);
    record.channels.push_back(computed);
  }
  return record;
}

EcgRecord right_axis_record(double duration_s = 10.0) {
  leadwise::SimulationSettings settings;
  settings.frontal_axis_deg = 120.0;
  settings.duration_s = duration_s;
  return leadwise::simulate_ecg(settings, 11)->record;
}

void check_axis_is_not_told(const EcgRecord& record) {
  const auto measured = leadwise::measure_ecg(record, {50.0, 98.0, 1});
  REQUIRE(measured);
  CHECK_FALSE(measured->find("qrs_axis_deg")->value);
  CHECK_FALSE(measured->find("ventricular_gradient_x_mv_ms")->value);
  for (const leadwise::Criterion& criterion : measured->criteria) {
    INFO(criterion.name);
    if (criterion.name == "right_axis_deviation" || criterion.name == "kovacs_2016_low_likelihood" ||
        criterion.name == "s1s2s3")
      CHECK(criterion.status == leadwise::CriterionStatus::not_computable);
  }
}

}  // namespace

TEST_CASE("An axis is not told from limb leads that were computed from a lead I which is refused") {
  CHECK(*leadwise::measure_ecg(right_axis_record())->find("qrs_axis_deg")->value > 100.0);
  for (const double level_mv : {0.0, 1.2})
    check_axis_is_not_told(
        with_lead_i(right_axis_record(), [=](Samples& i) { std::fill(i.begin(), i.end(), level_mv); }));
  check_axis_is_not_told(with_lead_i(right_axis_record(), [](Samples& i) { std::fill_n(i.begin() + 1000, 2300, 0.0); }));
  check_axis_is_not_told(with_lead_i(right_axis_record(), [](Samples& i) {
    leadwise::Random random(5);
    for (double& value : i)
      value = 0.5 * random.normal();
  }));
}

TEST_CASE("A lead I that is all but flat tells no axis") {
  check_axis_is_not_told(with_lead_i(right_axis_record(), [](Samples& i) {
    leadwise::Random random(5);
    for (double& value : i)
      value = 0.01 * random.normal();
  }));
}

TEST_CASE("Beats during which lead I was off do not move the axis of a long recording") {
  const EcgRecord off_for_a_while =
      with_lead_i(right_axis_record(40.0), [](Samples& i) { std::fill_n(i.begin() + 1000, 9000, 0.0); });
  const auto whole = leadwise::measure_ecg(right_axis_record(40.0)), part = leadwise::measure_ecg(off_for_a_while);
  CHECK_FALSE(reason_of(part->quality, Lead::I));
  CHECK(std::fabs(*whole->find("qrs_axis_deg")->value - *part->find("qrs_axis_deg")->value) < 1.0);
}
