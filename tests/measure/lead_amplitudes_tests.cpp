#include "values/lead_amplitudes.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "hand_made_ecg.hpp"
#include "leadwise/random.hpp"

using Catch::Approx;
using leadwise::EcgMeasurement;
using leadwise::Lead;
using leadwise::LeadAmplitudes;

namespace {

LeadAmplitudes amplitudes_of_v1(const LeadShape& shape, double qrs_ms = 92.0) {
  HandMadeEcg ecg;
  ecg.leads[Lead::V1] = shape;
  ecg.qrs_ms = qrs_ms;
  return amplitudes_in(measure_by_hand(ecg), Lead::V1);
}

void check_near(const std::optional<double>& value, double expected) {
  REQUIRE(value);
  CHECK(*value == Approx(expected).margin(0.012));
}

}  // namespace

TEST_CASE("Waves of the QRS complex are named by order and sign") {
  const LeadAmplitudes all = amplitudes_of_v1({.q = -0.2, .r = 0.9, .s = -0.5, .r_prime = 0.4});
  check_near(all.q_mv, -0.2);
  check_near(all.r_mv, 0.9);
  check_near(all.s_mv, -0.5);
  check_near(all.r_prime_mv, 0.4);
  CHECK_FALSE(all.s_prime_mv);
  CHECK(all.r_to_s.value() == Approx(1.8).margin(0.05));
}

TEST_CASE("The R peak time counts to the last R peak") {
  CHECK(amplitudes_of_v1({.r = 0.9}, 100.0).r_peak_time_ms.value() == Approx(35.0).margin(2.0));
  CHECK(amplitudes_of_v1({.r = 0.3, .s = -0.5, .r_prime = 0.4}, 100.0).r_peak_time_ms.value() ==
        Approx(87.5).margin(2.0));
}

TEST_CASE("The last R peak of a notched R is its last summit, though the first one is taller") {
  for (const double notch_mv : {0.5, -0.02}) {
    EcgMeasurement measured = measure_by_hand({.leads = {{Lead::V5, {}}}, .qrs_ms = 140.0});
    const auto row = measured.representative.leads.row(0);
    for (std::size_t n = 0; n < row.size(); ++n) {
      const double time_s = static_cast<double>(n) / leadwise::kModelRateHz - kHandMadeQrsOnS;
      row[n] = 1.0 * bump(time_s, 0.01, 0.07) + 0.8 * bump(time_s, 0.06, 0.13);
      if (time_s > 0.05 && time_s < 0.08)
        row[n] = std::max(row[n] - 1.0 * bump(time_s, 0.05, 0.08), std::min(row[n], notch_mv));
    }
    const LeadAmplitudes v5 = leadwise::measure_amplitudes(measured.representative).front();
    check_near(v5.r_mv, 1.0);
    CHECK_FALSE(v5.r_prime_mv);
    CHECK(v5.r_peak_time_ms.value() == Approx(95.0).margin(3.0));
  }
}

TEST_CASE("A deflection below 30 uV is no wave") {
  CHECK_FALSE(amplitudes_of_v1({.q = -0.028, .r = 0.9}).q_mv);
  CHECK(amplitudes_of_v1({.q = -0.045, .r = 0.9}).q_mv);
}

TEST_CASE("A complex of one negative wave is Q and S at once and has no R") {
  const LeadAmplitudes qs = amplitudes_of_v1({.s = -1.0});
  check_near(qs.q_mv, -1.0);
  check_near(qs.s_mv, -1.0);
  CHECK_FALSE(qs.r_mv);
  CHECK(qs.r_to_s == 0.0);
  CHECK_FALSE(qs.r_peak_time_ms);
}

TEST_CASE("Without an S wave there is no ratio") { CHECK_FALSE(amplitudes_of_v1({.r = 1.0}).r_to_s); }

TEST_CASE("A raised ST segment is no R wave") {
  const LeadAmplitudes raised = amplitudes_of_v1({.s = -1.0, .st = 0.2});
  CHECK_FALSE(raised.r_mv);
  check_near(raised.st60_mv, 0.2);
}

TEST_CASE("P, T and ST levels are read from the level before the QRS complex") {
  const LeadAmplitudes waves = amplitudes_of_v1({.p = -0.11, .r = 0.5, .st = -0.08, .t = -0.3});
  check_near(waves.p_mv, -0.11);
  check_near(waves.t_mv, -0.3);
  check_near(waves.st60_mv, -0.08);
}

TEST_CASE("An offset of the whole beat changes no amplitude") {
  HandMadeEcg ecg;
  ecg.leads[Lead::V1] = {.p = 0.1, .r = 0.5, .s = -0.4, .t = 0.2};
  leadwise::RepresentativeBeat beat = hand_made_beat(ecg);
  for (double& value : beat.leads.values)
    value += 0.3;
  const LeadAmplitudes shifted = leadwise::measure_amplitudes(beat).front();
  check_near(shifted.p_mv, 0.1);
  check_near(shifted.r_mv, 0.5);
  check_near(shifted.s_mv, -0.4);
  check_near(shifted.t_mv, 0.2);
}

TEST_CASE("Broadband noise raises what a deflection must reach") {
  HandMadeEcg ecg;
  ecg.leads[Lead::V1] = {.r = 1.0};
  ecg.qrs_ms = 120.0;
  leadwise::Random random(7);
  int invented = 0;
  for (int trial = 0; trial < 100; ++trial) {
    leadwise::RepresentativeBeat beat = hand_made_beat(ecg);
    for (double& value : beat.leads.values)
      value += 0.05 * random.normal();
    const LeadAmplitudes noisy = leadwise::measure_amplitudes(beat).front();
    CHECK(noisy.r_mv.value() == Approx(1.0).margin(0.2));
    invented += noisy.q_mv || noisy.s_mv || noisy.r_prime_mv ? 1 : 0;
  }
  CHECK(invented <= 1);
}

TEST_CASE("Without marks nothing is measured, with marks outside of the beat neither") {
  HandMadeEcg ecg;
  ecg.leads[Lead::V1] = {.p = 0.1, .r = 0.5, .t = 0.2};
  leadwise::RepresentativeBeat beat = hand_made_beat(ecg);
  beat.global = {};
  const LeadAmplitudes none = leadwise::measure_amplitudes(beat).front();
  CHECK_FALSE(none.p_mv);
  CHECK_FALSE(none.r_mv);
  CHECK_FALSE(none.j_mv);
  CHECK_FALSE(none.t_mv);
  beat.global = hand_made_marks(ecg, 5.0);
  CHECK_FALSE(leadwise::measure_amplitudes(beat).front().r_mv);
  CHECK(leadwise::measure_amplitudes({}).empty());
}
