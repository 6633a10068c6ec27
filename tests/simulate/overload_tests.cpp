#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "ecg_measures.hpp"
#include "leadwise/lead_field.hpp"
#include "leadwise/simulator.hpp"
#include "overload_dipole.hpp"

using Catch::Approx;
using leadwise::BeatWaves;
using leadwise::DipoleWaves;
using leadwise::Lead;
using leadwise::Random;
using leadwise::simulate_ecg;
using leadwise::SimulatedBeat;
using leadwise::SimulatedEcg;
using leadwise::SimulationSettings;

namespace {

SimulatedEcg overloaded(double severity, std::uint64_t seed) {
  SimulationSettings settings = quiet_settings();
  settings.overload_severity = severity;
  return *simulate_ecg(settings, seed);
}

double t_peak(const SimulatedEcg& ecg, Lead lead) {
  const SimulatedBeat& beat = whole_beat(ecg);
  const double high = highest(ecg.record, lead, beat.t_on_s, beat.t_off_s);
  const double low = lowest(ecg.record, lead, beat.t_on_s, beat.t_off_s);
  return high > -low ? high : low;
}

double qrs_high(const SimulatedEcg& ecg, Lead lead) {
  const SimulatedBeat& beat = whole_beat(ecg);
  return highest(ecg.record, lead, beat.qrs_on_s, beat.qrs_off_s);
}

double qrs_depth(const SimulatedEcg& ecg, Lead lead) {
  const SimulatedBeat& beat = whole_beat(ecg);
  return -lowest(ecg.record, lead, beat.qrs_on_s, beat.qrs_off_s);
}

double angle_deg(const leadwise::Vector3& a, const leadwise::Vector3& b) {
  return std::acos(dot(unit(a), unit(b))) * 180.0 / 3.14159265358979;
}

void check_turned(const DipoleWaves& sham, const DipoleWaves& overload) {
  REQUIRE(sham.size() == overload.size());
  for (std::size_t i = 0; i < sham.size(); ++i) {
    CHECK(angle_deg(sham[i].moment, overload[i].moment) >= 59.999);
    CHECK(sham[i].centre_s == overload[i].centre_s);
    CHECK(sham[i].rise_s == overload[i].rise_s);
    CHECK(sham[i].fall_s == overload[i].fall_s);
  }
  CHECK(twelve_lead_energy(sham) == Approx(twelve_lead_energy(overload)).epsilon(1e-9));
}

}  // namespace

TEST_CASE("Severe overload shows the textbook's signs") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const SimulatedEcg ecg = overloaded(1.0, seed);
    const SimulatedBeat& beat = whole_beat(ecg);
    CAPTURE(seed);
    const double axis = qrs_axis_deg(ecg.record, beat);
    CHECK(axis > 90.0);
    CHECK(axis < 150.0);
    CHECK(qrs_high(ecg, Lead::V1) > qrs_depth(ecg, Lead::V1));
    CHECK(qrs_depth(ecg, Lead::V6) > 0.7);
    CHECK(qrs_depth(ecg, Lead::I) > qrs_high(ecg, Lead::I));
    CHECK(t_peak(ecg, Lead::V1) < -0.1);
    CHECK(t_peak(ecg, Lead::V2) < 0.0);
    CHECK(t_peak(ecg, Lead::aVF) < 0.0);
    CHECK(t_peak(ecg, Lead::V6) > 0.0);
    CHECK(highest(ecg.record, Lead::II, *beat.p_on_s, *beat.p_off_s) > 0.2);
  }
}

TEST_CASE("Axis, R in V1, S in V6 and T in V2 move steadily with severity") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SimulatedEcg before = overloaded(0.0, seed);
    for (int step = 1; step <= 5; ++step) {
      const SimulatedEcg now = overloaded(0.2 * step, seed);
      CAPTURE(seed, step);
      CHECK(qrs_axis_deg(now.record, whole_beat(now)) > qrs_axis_deg(before.record, whole_beat(before)));
      CHECK(qrs_high(now, Lead::V1) - qrs_depth(now, Lead::V1) >
            qrs_high(before, Lead::V1) - qrs_depth(before, Lead::V1));
      CHECK(qrs_depth(now, Lead::V6) > qrs_depth(before, Lead::V6));
      const SimulatedBeat& beat = whole_beat(now);
      CHECK(area(now.record, Lead::V2, beat.t_on_s, beat.t_off_s) <
            area(before.record, Lead::V2, whole_beat(before).t_on_s, whole_beat(before).t_off_s));
      before = now;
    }
  }
}

TEST_CASE("Overload points right, forward and down in QRS, the opposite way in T, down and forward in P") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Random random(seed);
    const BeatWaves waves = leadwise::draw_overload(random);
    CHECK(waves.qrs.front().moment.x < 0.0);
    CHECK(waves.qrs.front().moment.y > 0.0);
    CHECK(waves.qrs.front().moment.z < 0.0);
    CHECK(waves.t.back().moment.y < 0.0);
    CHECK(waves.t.back().moment.z > 0.0);
    CHECK(waves.p.front().moment.y > 0.0);
    // Late: both QRS waves peak in the second half of the complex.
    CHECK(waves.qrs.front().centre_s > 0.45);
    CHECK(waves.qrs.back().centre_s > waves.qrs.front().centre_s);
  }
}

TEST_CASE("A sham has the overload's timing and energy, at least 60 degrees away") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    const BeatWaves overload = leadwise::draw_overload(random);
    const BeatWaves sham = leadwise::draw_sham(overload, random);
    check_turned(sham.p, overload.p);
    check_turned(sham.qrs, overload.qrs);
    check_turned(sham.t, overload.t);
  }
}

TEST_CASE("The lead field is the published one and keeps Einthoven's law") {
  const leadwise::Vector3 dipole{0.7, -0.4, 0.9};
  const auto voltage = [&](Lead lead) { return dot(leadwise::lead_vector(lead), dipole); };
  CHECK(voltage(Lead::I) == Approx(0.632 * 0.7 + 0.235 * 0.4 + 0.059 * 0.9));
  CHECK(voltage(Lead::V6) == Approx(0.831 * 0.7 - 0.076 * 0.4 + 0.230 * 0.9));
  CHECK(voltage(Lead::II) == Approx(voltage(Lead::I) + voltage(Lead::III)));
  CHECK(voltage(Lead::aVR) + voltage(Lead::aVL) + voltage(Lead::aVF) == Approx(0.0).margin(1e-15));
  const leadwise::Vector3 frontal = leadwise::dipole_from_frontal(voltage(Lead::I), voltage(Lead::aVF), dipole.z);
  CHECK(frontal.x == Approx(dipole.x));
  CHECK(frontal.y == Approx(dipole.y));
}

TEST_CASE("Kors' matrix undoes Dower's within what two different torsos allow") {
  for (const leadwise::Vector3& dipole :
       {leadwise::Vector3{1.0, 0.0, 0.0}, leadwise::Vector3{0.0, 1.0, 0.0}, leadwise::Vector3{0.0, 0.0, 1.0}}) {
    leadwise::IndependentLeads leads{};
    for (std::size_t k = 0; k < leads.size(); ++k) {
      leads[k] = dot(leadwise::lead_vector(leadwise::kIndependentLeads[k]), dipole);
    }
    CHECK(norm(leadwise::dipole_from_leads(leads) + -1.0 * dipole) < 0.4);
  }
}
