#include "values/measured_values.hpp"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "hand_made_ecg.hpp"
#include "leadwise/lead_field.hpp"
#include "values/corrected_qt.hpp"
#include "values/doubtful_p.hpp"
#include "values/frontal_axis.hpp"
#include "values/rr_intervals.hpp"
#include "values/wave_intervals.hpp"

using Catch::Approx;
using leadwise::Beat;
using leadwise::BeatType;
using leadwise::EcgMeasurement;
using leadwise::ErrorCode;
using leadwise::Lead;
using leadwise::MeasuredValue;

namespace {

void check_absent(const EcgMeasurement& measured, std::string_view name, ErrorCode code) {
  INFO(name);
  const MeasuredValue& value = value_of(measured, name);
  CHECK_FALSE(value.value);
  REQUIRE(value.reason);
  CHECK(value.reason->code == code);
}

double angle_between_deg(double a, double b) { return std::fabs(std::remainder(a - b, 360.0)); }

}  // namespace

TEST_CASE("Every value has its name once, and either a finite number or a reason") {
  HandMadeEcg lead_v1;
  lead_v1.leads[Lead::V1] = {.r = 0.2, .s = -0.9};
  for (const EcgMeasurement& measured : {measure_by_hand(healthy_ecg()), measure_by_hand(lead_v1), EcgMeasurement{}}) {
    std::set<std::string_view> names;
    for (const MeasuredValue& value : leadwise::measured_values(measured)) {
      INFO(value.name);
      CHECK(names.insert(value.name).second);
      CHECK(value.value.has_value() != value.reason.has_value());
      CHECK(std::isfinite(value.value.value_or(0.0)));
    }
    CHECK(names.size() == 25);
  }
}

TEST_CASE("At one beat a second all four corrected QT intervals equal QT") {
  for (const auto formula :
       {leadwise::qtc_bazett_ms, leadwise::qtc_fridericia_ms, leadwise::qtc_framingham_ms, leadwise::qtc_hodges_ms})
    CHECK(formula(391.0, 1.0) == Approx(391.0));
}

TEST_CASE("Corrected QT intervals at 100 a minute are those computed by hand") {
  CHECK(leadwise::qtc_bazett_ms(350.0, 0.6) == Approx(451.85).margin(0.01));
  CHECK(leadwise::qtc_fridericia_ms(350.0, 0.6) == Approx(414.97).margin(0.01));
  CHECK(leadwise::qtc_framingham_ms(350.0, 0.6) == Approx(411.6));
  CHECK(leadwise::qtc_hodges_ms(350.0, 0.6) == Approx(420.0));
}

TEST_CASE("Intervals run between the marks, with no error where all beats are alike") {
  const EcgMeasurement measured = measure_by_hand(healthy_ecg());
  CHECK(value_of(measured, "p_duration_ms").value.value() == Approx(100.0));
  CHECK(value_of(measured, "pr_ms").value.value() == Approx(160.0));
  CHECK(value_of(measured, "qrs_ms").value.value() == Approx(92.0));
  CHECK(value_of(measured, "qt_ms").value.value() == Approx(380.0));
  CHECK(value_of(measured, "qtc_bazett_ms").value.value() == Approx(380.0));
  CHECK(value_of(measured, "qt_ms").standard_error.value() == Approx(0.0).margin(1e-6));
}

TEST_CASE("Standard errors come from how far single beats differ, ectopic ones left out") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  for (std::size_t k = 0; k < 10; ++k)
    *measured.delineation.global[k].qrs_off_s += k % 2 == 0 ? 0.002 : -0.002;
  measured.beats[0].type = BeatType::ectopic;
  *measured.delineation.global[0].qrs_off_s += 0.060;
  const std::vector<MeasuredValue> values = leadwise::measured_values(measured);
  measured.values = values;
  CHECK(value_of(measured, "qrs_ms").standard_error.value() == Approx(2.108 / 3.0).margin(0.01));
}

TEST_CASE("The frontal axis of a wave along I, II and III is that lead's own") {
  for (const double axis_deg : {0.0, 60.0, 120.0, 180.0, -60.0, -120.0}) {
    HandMadeEcg ecg;
    set_frontal(ecg, axis_deg);
    CHECK(angle_between_deg(value_of(measure_by_hand(ecg), "qrs_axis_deg").value.value(), axis_deg) < 0.1);
  }
}

TEST_CASE("Where I, II or III is flat no axis is told: no heart lies so, an electrode does") {
  for (const double axis_deg : {30.0, 90.0, 150.0, -30.0, -90.0, -150.0}) {
    HandMadeEcg ecg;
    set_frontal(ecg, axis_deg);
    check_absent(measure_by_hand(ecg), "qrs_axis_deg", ErrorCode::MissingLead);
    set_frontal(ecg, axis_deg + 5.0);
    CHECK(value_of(measure_by_hand(ecg), "qrs_axis_deg").value);
  }
}

TEST_CASE("Einthoven's leads tell the axis: I alone 0, II highest 60, aVF alone 90 degrees") {
  CHECK(*leadwise::frontal_axis_deg({1.0, 0.0, 1.0, 0.0}) == Approx(0.0).margin(1e-9));
  CHECK(*leadwise::frontal_axis_deg({0.5, 0.75, 0.5, 0.75}) == Approx(60.0));
  CHECK(*leadwise::frontal_axis_deg({0.0, 0.4, 0.0, 0.4}) == Approx(90.0));
}

TEST_CASE("An isodiphasic wave has no axis") {
  CHECK(leadwise::frontal_axis_deg({0.09, 0.0, 1.0, 0.0}).error().code == ErrorCode::IndeterminateAxis);
  CHECK(leadwise::frontal_axis_deg({0.11, 0.0, 1.0, 0.0}));
  CHECK(leadwise::frontal_axis_deg({}).error().code == ErrorCode::IndeterminateAxis);
  HandMadeEcg ecg;
  ecg.leads[Lead::I] = {.r = 0.5, .s = -0.6};
  ecg.leads[Lead::II] = {.r = 0.6, .s = -0.7};
  check_absent(measure_by_hand(ecg), "qrs_axis_deg", ErrorCode::IndeterminateAxis);
}

TEST_CASE("The ventricular gradient of a dipole is the area of that dipole") {
  HandMadeEcg ecg = healthy_ecg();
  for (const Lead lead : leadwise::kIndependentLeads) {
    ecg.leads[lead] = {};
    ecg.leads[lead].t = 0.1;
  }
  const EcgMeasurement measured = measure_by_hand(ecg);
  // A bump of height 1 and width w has the area 16/35 w; only I, II and V1-V6 count, each alike.
  const double area_mv_ms = 0.1 * 16.0 / 35.0 * 216.0;
  CHECK(value_of(measured, "ventricular_gradient_x_mv_ms").value.value() == Approx(0.96 * area_mv_ms).epsilon(0.01));
  CHECK(value_of(measured, "ventricular_gradient_y_mv_ms").value.value() == Approx(0.87 * area_mv_ms).epsilon(0.01));
  CHECK(value_of(measured, "ventricular_gradient_z_mv_ms").value.value() == Approx(-0.75 * area_mv_ms).epsilon(0.01));
}

TEST_CASE("Beats of a steady rhythm give its rate and no variability") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.rr_s = 0.8;
  const EcgMeasurement measured = measure_by_hand(ecg);
  CHECK(value_of(measured, "heart_rate_bpm").value.value() == Approx(75.0));
  CHECK(value_of(measured, "rr_mean_ms").value.value() == Approx(800.0));
  CHECK(value_of(measured, "rr_sd_ms").value.value() == Approx(0.0).margin(1e-6));
  CHECK(value_of(measured, "rr_rmssd_ms").value.value() == Approx(0.0).margin(1e-6));
}

TEST_CASE("RR variability is the one computed by hand") {
  std::vector<leadwise::Beat> beats = {{0.0}, {0.8}, {1.8}, {2.6}, {3.7}};
  const leadwise::RrIntervals rr = leadwise::find_rr_intervals(beats, BeatType::dominant);
  const std::vector<MeasuredValue> values = leadwise::rr_values(rr, beats.size());
  CHECK(values[0].value.value() == Approx(64.865).margin(0.001));
  CHECK(values[2].value.value() == Approx(150.0));
  CHECK(values[3].value.value() == Approx(238.05).margin(0.01));
}

TEST_CASE("Intervals around an ectopic beat count for the rate and not for the variability") {
  std::vector<leadwise::Beat> beats = {{0.0}, {1.0}, {1.5, BeatType::ectopic}, {3.0}, {4.0}};
  const leadwise::RrIntervals rr = leadwise::find_rr_intervals(beats, BeatType::dominant);
  CHECK(rr.all_ms.size() == 4);
  CHECK(rr.normal_ms.size() == 2);
  CHECK(rr.successive_differences_ms.empty());
  CHECK(leadwise::rr_values(rr, beats.size())[3].reason->code == ErrorCode::TooFewBeats);
}

TEST_CASE("An interval across a gap of the recording counts neither for the rate nor for the variability") {
  std::vector<leadwise::Beat> beats = {{0.0}, {1.0}, {21.0, BeatType::dominant, true}, {22.0}};
  const leadwise::RrIntervals rr = leadwise::find_rr_intervals(beats, BeatType::dominant);
  const std::vector<MeasuredValue> values = leadwise::rr_values(rr, beats.size());
  CHECK(values[0].value.value() == Approx(60.0));
  CHECK(values[2].value.value() == Approx(0.0).margin(1e-9));
  CHECK(rr.successive_differences_ms.empty());
}

TEST_CASE("What may be an artefact between beats raises no rate; where nothing else is there it counts") {
  using enum BeatType;
  std::vector<Beat> beats = {{0.1, unclassified}, {1.0}, {2.0}, {2.4, unclassified}, {3.0}, {4.0}, {4.9, unclassified}};
  const auto all_ms = [&beats] { return leadwise::find_rr_intervals(beats, dominant).all_ms; };
  CHECK(all_ms().size() == 4);
  CHECK(leadwise::mean(all_ms()) == Approx(950.0));
  for (Beat& beat : beats)
    beat.type = unclassified;
  CHECK(all_ms().size() == 6);
}

TEST_CASE("In bigeminy the rate is there and variability is absent") {
  std::vector<leadwise::Beat> beats;
  for (int k = 0; k < 8; ++k)
    beats.push_back({0.6 * k, k % 2 == 0 ? BeatType::dominant : BeatType::ectopic});
  const leadwise::RrIntervals rr = leadwise::find_rr_intervals(beats, BeatType::dominant);
  const std::vector<MeasuredValue> values = leadwise::rr_values(rr, beats.size());
  CHECK(values[0].value.value() == Approx(100.0));
  CHECK(values[1].reason->code == ErrorCode::TooFewBeats);
  CHECK(leadwise::rr_for_correction_s(rr).value() == Approx(0.6));
}

TEST_CASE("Without a P wave, its values are absent with NoPWave and the others stay") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.has_p = false;
  const EcgMeasurement measured = measure_by_hand(ecg);
  for (const char* name : {"p_duration_ms", "pr_ms", "p_amplitude_mv", "p_axis_deg"})
    check_absent(measured, name, ErrorCode::NoPWave);
  CHECK(value_of(measured, "qrs_ms").value);
  CHECK(value_of(measured, "ventricular_gradient_x_mv_ms").value);
}

TEST_CASE("In atrial fibrillation the reason for no P wave names the rhythm") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.has_p = false;
  EcgMeasurement measured = measure_by_hand(ecg);
  measured.regularity = leadwise::RhythmRegularity::irregularly_irregular;
  measured.values = leadwise::measured_values(measured);
  CHECK(value_of(measured, "pr_ms").reason->message.find("irregularly irregular") != std::string::npos);
  CHECK(value_of(measured, "heart_rate_bpm").value);
}

TEST_CASE("Without a T wave, QT and all that follows from it are absent with NoTWave") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.has_t = false;
  const EcgMeasurement measured = measure_by_hand(ecg);
  for (const char* name : {"qt_ms", "qtc_bazett_ms", "qtc_hodges_ms", "t_axis_deg", "ventricular_gradient_x_mv_ms",
                           "spatial_qrs_t_angle_deg"})
    check_absent(measured, name, ErrorCode::NoTWave);
}

TEST_CASE("One beat has intervals and no rate") {
  HandMadeEcg ecg = healthy_ecg();
  ecg.beat_count = 1;
  const EcgMeasurement measured = measure_by_hand(ecg);
  check_absent(measured, "heart_rate_bpm", ErrorCode::TooFewBeats);
  check_absent(measured, "qtc_bazett_ms", ErrorCode::TooFewBeats);
  CHECK(value_of(measured, "qt_ms").value.value() == Approx(380.0));
  CHECK_FALSE(value_of(measured, "qt_ms").standard_error);
}

TEST_CASE("Without beats every value is absent with NoBeats") {
  for (const MeasuredValue& value : leadwise::measured_values({})) {
    INFO(value.name);
    REQUIRE(value.reason);
    CHECK((value.reason->code == ErrorCode::NoBeats || value.reason->code == ErrorCode::TooFewBeats));
  }
}

TEST_CASE("Missing leads are named: one lead has intervals, six leads have axes") {
  HandMadeEcg one;
  one.leads[Lead::II] = {.p = 0.1, .r = 1.0, .t = 0.3};
  const EcgMeasurement of_one = measure_by_hand(one);
  CHECK(value_of(of_one, "qrs_ms").value);
  CHECK(value_of(of_one, "p_amplitude_mv").value.value() == Approx(0.1).margin(0.01));
  check_absent(of_one, "qrs_axis_deg", ErrorCode::MissingLead);
  check_absent(of_one, "limb_qrs_amplitude_max_mv", ErrorCode::MissingLead);
  HandMadeEcg six;
  set_frontal(six, 40.0);
  const EcgMeasurement of_six = measure_by_hand(six);
  CHECK(value_of(of_six, "qrs_axis_deg").value.value() == Approx(40.0).margin(0.1));
  check_absent(of_six, "ventricular_gradient_x_mv_ms", ErrorCode::MissingLead);
  check_absent(of_six, "v1_r_peak_time_ms", ErrorCode::MissingLead);
  check_absent(of_six, "chest_qrs_amplitude_max_mv", ErrorCode::MissingLead);
  CHECK(value_of(of_six, "ventricular_gradient_x_mv_ms").reason->message.find("V1, V2") != std::string::npos);
}

TEST_CASE("Voltage is told peak to peak") {
  const EcgMeasurement measured = measure_by_hand(healthy_ecg());
  CHECK(value_of(measured, "limb_qrs_amplitude_max_mv").value.value() == Approx(1.0).margin(0.01));
  CHECK(value_of(measured, "limb_qrs_amplitude_sum_mv").value.value() == Approx(2.0).margin(0.02));
  CHECK(value_of(measured, "chest_qrs_amplitude_max_mv").value.value() == Approx(1.9).margin(0.03));
}

TEST_CASE("In an irregularly irregular rhythm PR intervals that scatter are of no P waves") {
  for (const double spread_s : {0.005, 0.08}) {
    EcgMeasurement measured = measure_by_hand(healthy_ecg());
    measured.regularity = leadwise::RhythmRegularity::irregularly_irregular;
    double sign = 1.0;
    for (leadwise::WaveMarks& beat : measured.delineation.global)
      *beat.p_on_s += spread_s * (sign = -sign);
    CHECK(leadwise::withdraw_doubtful_p(measured) == (spread_s > 0.05));
    measured.values = leadwise::measured_values(measured);
    CHECK(value_of(measured, "pr_ms").value.has_value() == (spread_s < 0.05));
  }
}

TEST_CASE("How far PR intervals scatter does not depend on how many there are") {
  for (const std::size_t beats : {10U, 100U}) {
    HandMadeEcg many = healthy_ecg();
    many.beat_count = beats;
    EcgMeasurement measured = measure_by_hand(many);
    double sign = 1.0;
    for (leadwise::WaveMarks& beat : measured.delineation.global)
      *beat.p_on_s += 0.05 * (sign = -sign);
    CHECK(leadwise::pr_scatter_ms(measured).value() >= 25.0);
  }
}

TEST_CASE("P waves without a summit in hardly any lead are not told, small ones are") {
  for (const bool runs_down : {false, true}) {
    EcgMeasurement measured = measure_by_hand(healthy_ecg());
    for (std::size_t i = 2; runs_down && i < measured.amplitudes.size(); ++i)
      measured.amplitudes[i].p_mv.reset();
    CHECK(leadwise::withdraw_doubtful_p(measured) == runs_down);
    measured.values = leadwise::measured_values(measured);
    CHECK(value_of(measured, "pr_ms").value.has_value() == !runs_down);
    if (runs_down)
      check_absent(measured, "p_duration_ms", ErrorCode::NoPWave);
  }
}

TEST_CASE("No QT where its end may be a U or P wave's: the leads disagree, or it fills two thirds of a slow heart's interval") {
  EcgMeasurement measured = measure_by_hand(healthy_ecg());
  for (leadwise::WaveMarks& lead : measured.representative.lead_marks)
    lead.t_off_s = *measured.representative.global.t_off_s - 0.08;
  measured.values = leadwise::measured_values(measured);
  CHECK(value_of(measured, "qt_ms").value);
  *measured.representative.global.t_off_s += 0.04;
  measured.values = leadwise::measured_values(measured);
  for (const char* name : {"qt_ms", "qtc_fridericia_ms", "t_axis_deg", "ventricular_gradient_x_mv_ms"})
    check_absent(measured, name, ErrorCode::NoTWave);

  HandMadeEcg late = healthy_ecg();
  late.qt_ms = 560.0;
  late.rr_s = 0.84;
  // A P wave that is told behind its end shows that QT is long.
  CHECK(value_of(measure_by_hand(late), "qt_ms").value);
  late.has_p = false;
  check_absent(measure_by_hand(late), "qt_ms", ErrorCode::NoTWave);
  late.rr_s = 0.90;
  CHECK(value_of(measure_by_hand(late), "qt_ms").value);
  late.qt_ms = 430.0;
  late.rr_s = 0.60;
  CHECK(value_of(measure_by_hand(late), "qt_ms").value);
}
