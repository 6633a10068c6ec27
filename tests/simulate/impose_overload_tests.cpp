#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "ecg_measures.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/simulator.hpp"

using Catch::Approx;
using leadwise::Channel;
using leadwise::EcgRecord;
using leadwise::ErrorCode;
using leadwise::impose_overload;
using leadwise::Imposition;
using leadwise::ImpositionSettings;
using leadwise::kTwelveLeads;
using leadwise::Lead;
using leadwise::simulate_ecg;
using leadwise::SimulatedBeat;
using leadwise::SimulatedEcg;
using leadwise::SimulationBasis;
using leadwise::SimulationSettings;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

SimulatedEcg healthy(std::uint64_t seed = 1) { return *simulate_ecg(SimulationSettings{}, seed); }

EcgRecord only(const EcgRecord& record, const std::vector<Lead>& leads) {
  EcgRecord part = record;
  std::erase_if(part.channels, [&](const Channel& channel) {
    return std::find(leads.begin(), leads.end(), *channel.lead) == leads.end();
  });
  return part;
}

EcgRecord difference(const EcgRecord& after, const EcgRecord& before) {
  EcgRecord result = after;
  for (std::size_t c = 0; c < result.channels.size(); ++c) {
    for (std::size_t i = 0; i < result.sample_count(); ++i) {
      result.channels[c].samples_mv[i] -= before.channels[c].samples_mv[i];
    }
  }
  return result;
}

double energy(const EcgRecord& record) {
  double sum = 0.0;
  for (const Channel& channel : record.channels) {
    for (const double value : channel.samples_mv) {
      sum += value * value;
    }
  }
  return sum;
}

EcgRecord added(const EcgRecord& record, Imposition kind, double severity, std::uint64_t seed) {
  return difference(*impose_overload(record, {kind, severity}, seed), record);
}

}  // namespace

TEST_CASE("Severity 0 gives the record back bit for bit, for the overload and for the sham") {
  EcgRecord record = healthy().record;
  record.channels[3].samples_mv[17] = -0.0;
  for (const Imposition kind : {Imposition::overload, Imposition::sham}) {
    const auto imposed = impose_overload(record, {kind, 0.0}, 7);
    REQUIRE(imposed);
    CHECK(hash_of(*imposed) == hash_of(record));
  }
}

TEST_CASE("An imposed overload turns the axis right, raises R in V1 and inverts T in V2") {
  const SimulatedEcg ecg = healthy();
  const SimulatedBeat& beat = whole_beat(ecg);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto imposed = impose_overload(ecg.record, {Imposition::overload, 1.0}, seed);
    REQUIRE(imposed);
    CAPTURE(seed);
    CHECK(qrs_axis_deg(*imposed, beat) > 85.0);
    CHECK(highest(*imposed, Lead::V1, beat.qrs_on_s, beat.qrs_off_s) >
          highest(ecg.record, Lead::V1, beat.qrs_on_s, beat.qrs_off_s) + 0.3);
    CHECK(area(*imposed, Lead::V2, beat.t_on_s, beat.t_off_s) < 0.0);
    CHECK(highest(*imposed, Lead::II, *beat.p_on_s, *beat.p_off_s) >
          highest(ecg.record, Lead::II, *beat.p_on_s, *beat.p_off_s) + 0.05);
  }
}

TEST_CASE("What is added grows in proportion to severity") {
  const EcgRecord record = healthy().record;
  const double half = energy(added(record, Imposition::overload, 0.5, 3));
  CHECK(energy(added(record, Imposition::overload, 1.0, 3)) == Approx(4.0 * half));
}

TEST_CASE("What is added follows the ECG's own size") {
  const EcgRecord record = healthy().record;
  EcgRecord large = record;
  for (Channel& channel : large.channels) {
    for (double& value : channel.samples_mv) {
      value *= 1.5;
    }
  }
  const double ratio =
      energy(added(large, Imposition::overload, 1.0, 3)) / energy(added(record, Imposition::overload, 1.0, 3));
  CHECK(ratio == Approx(2.25).epsilon(0.05));
}

TEST_CASE("A sham adds the energy of the overload, in another direction") {
  const EcgRecord record = healthy().record;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const EcgRecord overload = added(record, Imposition::overload, 1.0, seed);
    const EcgRecord sham = added(record, Imposition::sham, 1.0, seed);
    // Equal wave by wave; where P or ST-T overlaps the QRS complex the sum may differ a little.
    CHECK(energy(sham) == Approx(energy(overload)).epsilon(0.02));
    CHECK(energy(difference(sham, overload)) > 0.5 * energy(overload));
  }
}

TEST_CASE("What is added is smooth, obeys Einthoven's law and lies only around beats") {
  const SimulatedEcg ecg = healthy();
  const EcgRecord extra = added(ecg.record, Imposition::overload, 1.0, 4);
  const double rate_hz = extra.sampling_rate_hz;
  for (std::size_t i = 1; i + 1 < extra.sample_count(); ++i) {
    const auto at = [&](Lead lead, std::size_t k) { return extra.find(lead)->samples_mv[k]; };
    REQUIRE(std::fabs(at(Lead::II, i) - at(Lead::I, i) - at(Lead::III, i)) < 1e-12);
    // No kink: the curvature of a millivolt that rises within a QRS complex, not a jump.
    REQUIRE(std::fabs(at(Lead::V1, i + 1) - 2.0 * at(Lead::V1, i) + at(Lead::V1, i - 1)) * rate_hz * rate_hz < 2e4);
  }
  for (std::size_t b = 1; b + 1 < ecg.beats.size(); ++b) {
    const double quiet_from_s = ecg.beats[b].t_off_s + 0.06;
    const double quiet_to_s = *ecg.beats[b + 1].p_on_s - 0.03;
    CHECK(highest(extra, Lead::V1, quiet_from_s, quiet_to_s) == 0.0);
    CHECK(lowest(extra, Lead::V1, quiet_from_s, quiet_to_s) == 0.0);
  }
}

TEST_CASE("Beats cut off by the record's ends receive their part") {
  const SimulatedEcg ecg = healthy();
  EcgRecord cut = ecg.record;
  // From the middle of a T wave to the middle of a T wave.
  const double from_s = 0.5 * (ecg.beats[1].t_on_s + ecg.beats[1].t_off_s);
  const auto first = static_cast<std::ptrdiff_t>(from_s * cut.sampling_rate_hz);
  for (Channel& channel : cut.channels) {
    channel.samples_mv.erase(channel.samples_mv.begin(), channel.samples_mv.begin() + first);
  }
  const EcgRecord extra = added(cut, Imposition::overload, 1.0, 4);
  CHECK(lowest(extra, Lead::V1, 0.0, 0.02) < -0.1);
}

TEST_CASE("The seed decides what is added, and nothing else does") {
  const EcgRecord record = healthy().record;
  const auto imposed = [&](std::uint64_t seed) {
    return hash_of(*impose_overload(record, {Imposition::overload, 0.5}, seed));
  };
  CHECK(imposed(1) == imposed(1));
  CHECK(imposed(1) != imposed(2));
}

TEST_CASE("An imposed ECG comes out bit for bit on every platform") {
  CHECK(hash_of(*impose_overload(healthy(9).record, {Imposition::overload, 0.8}, 11)) == 0xd7a8d49208569307);
  CHECK(hash_of(*impose_overload(healthy(9).record, {Imposition::sham, 0.8}, 11)) == 0xb8a7f7fe3e2b4d19);
}

TEST_CASE("A record of limb leads only receives the limb leads' part") {
  const SimulatedEcg ecg = healthy();
  const EcgRecord limb = only(ecg.record, {Lead::I, Lead::II, Lead::III, Lead::aVR, Lead::aVL, Lead::aVF});
  const auto imposed = impose_overload(limb, {Imposition::overload, 1.0}, 5);
  REQUIRE(imposed);
  REQUIRE(imposed->channels.size() == 6);
  CHECK(qrs_axis_deg(*imposed, whole_beat(ecg)) > 85.0);
  // Its own size is estimated in the frontal plane: within a factor of what all leads show.
  const double alone = energy(difference(*imposed, limb));
  const double within = energy(only(added(ecg.record, Imposition::overload, 1.0, 5),
                                    {Lead::I, Lead::II, Lead::III, Lead::aVR, Lead::aVL, Lead::aVF}));
  CHECK(std::sqrt(alone / within) == Approx(1.0).margin(0.4));
}

TEST_CASE("Leads that the record lacks stay lacking, and what is no lead is left alone") {
  EcgRecord record = only(healthy().record, {Lead::I, Lead::II, Lead::V2, Lead::V5});
  record.channels.push_back({"pressure", std::nullopt, 0.001, 0.0, record.channels[0].samples_mv});
  const auto imposed = impose_overload(record, {Imposition::overload, 1.0}, 5);
  REQUIRE(imposed);
  REQUIRE(imposed->channels.size() == 5);
  CHECK(imposed->channels[4].samples_mv == record.channels[4].samples_mv);
  CHECK(imposed->channels[2].samples_mv != record.channels[2].samples_mv);
}

TEST_CASE("Missing samples stay missing and spoil nothing else") {
  EcgRecord record = healthy().record;
  for (Channel& channel : record.channels) {
    for (std::size_t i = 1200; i < 1500; ++i) {
      channel.samples_mv[i] = kNaN;
    }
  }
  const auto imposed = impose_overload(record, {Imposition::overload, 1.0}, 5);
  REQUIRE(imposed);
  for (const Channel& channel : imposed->channels) {
    for (std::size_t i = 0; i < channel.samples_mv.size(); ++i) {
      REQUIRE(std::isnan(channel.samples_mv[i]) == (i >= 1200 && i < 1500));
    }
  }
}

TEST_CASE("An AF record without P waves receives none") {
  SimulationSettings settings;
  settings.p_duration_ms = 0.0;
  const SimulatedEcg ecg = *simulate_ecg(settings, 2);
  const EcgRecord extra = added(ecg.record, Imposition::overload, 1.0, 6);
  for (const SimulatedBeat& beat : ecg.beats) {
    if (beat.qrs_on_s > 0.3) {
      CHECK(highest(extra, Lead::II, beat.qrs_on_s - 0.2, beat.qrs_on_s - 0.03) == 0.0);
    }
  }
}

TEST_CASE("What cannot be imposed on is refused by cause") {
  const EcgRecord record = healthy().record;
  const auto code = [](const EcgRecord& ecg, double severity) {
    const auto imposed = impose_overload(ecg, {Imposition::overload, severity}, 1);
    return imposed ? std::optional<ErrorCode>{} : imposed.error().code;
  };
  CHECK(code(record, -0.1) == ErrorCode::InvalidArgument);
  CHECK(code(record, 1.5) == ErrorCode::InvalidArgument);
  CHECK(code(record, kNaN) == ErrorCode::InvalidArgument);
  CHECK(code(only(record, {Lead::II}), 0.5) == ErrorCode::UnsupportedLeadSet);
  CHECK(code(only(record, {Lead::V1, Lead::V2, Lead::V3}), 0.0) == ErrorCode::UnsupportedLeadSet);
  CHECK(code(EcgRecord{}, 0.5) != std::nullopt);
  EcgRecord silent = record;
  EcgRecord missing = record;
  for (std::size_t c = 0; c < record.channels.size(); ++c) {
    silent.channels[c].samples_mv.assign(5000, 0.0);
    missing.channels[c].samples_mv.assign(5000, kNaN);
  }
  CHECK(code(silent, 0.5) == ErrorCode::NoBeats);
  CHECK(code(missing, 0.5) == ErrorCode::NoBeats);
  EcgRecord slow = record;
  slow.sampling_rate_hz = 20.0;
  CHECK(code(slow, 0.5) == ErrorCode::InvalidSamplingRate);
  EcgRecord without_i = record;
  without_i.channels[0].samples_mv.assign(5000, kNaN);
  CHECK(code(without_i, 0.5) == ErrorCode::UnsupportedLeadSet);
}

TEST_CASE("A simulated record says so and names nobody") {
  EcgRecord record;
  record.patient.name = "Jane Doe";
  record.patient.id = "4711";
  record.patient.birth_date = "1950-01-02";
  record.patient.age_years = 61.0;
  record.acquisition_time = "2020-01-01T10:00:00";
  record.device.serial_number = "SN-99";
  record.comments = {"referred by Dr Roe"};
  const EcgRecord marked = leadwise::marked_as_simulated(record, SimulationBasis::real_ecg, {Imposition::sham, 0.5});
  REQUIRE(marked.comments.size() == 1);
  CHECK(marked.comments[0] ==
        "Simulated by Leadwise: sham vectors of severity 0.5 imposed on a real ECG. Research use only.");
  CHECK_FALSE(marked.patient.name);
  CHECK_FALSE(marked.patient.id);
  CHECK_FALSE(marked.patient.birth_date);
  CHECK_FALSE(marked.acquisition_time);
  CHECK_FALSE(marked.device.serial_number);
  CHECK(marked.patient.age_years == 61.0);
}
