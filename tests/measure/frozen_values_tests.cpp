#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <iostream>

#include "beats/representative_beat.hpp"
#include "frozen_sets.hpp"
#include "leadwise/lead_field.hpp"
#include "values/lead_amplitudes.hpp"
#include "values/measured_values.hpp"

using leadwise::EcgMeasurement;
using leadwise::EcgRecord;
using leadwise::Lead;
using leadwise::LeadAmplitudes;
using leadwise::SimulatedBeat;
using leadwise::SimulatedEcg;

namespace {

constexpr double kToleranceMv = 0.025;
constexpr double kToleranceShare = 0.05;
constexpr double kAxisToleranceDeg = 3.0;
constexpr double kGradientToleranceMvMs = 3.0;

// The true marks, on the clock of the representative beat.
leadwise::WaveMarks true_marks(const SimulatedBeat& beat, double shift_s) {
  const auto moved = [shift_s](std::optional<double> time_s) {
    return time_s ? std::optional(*time_s + shift_s) : std::nullopt;
  };
  leadwise::WaveMarks marks;
  marks.p_on_s = moved(beat.p_on_s);
  marks.p_off_s = moved(beat.p_off_s);
  marks.qrs_on_s = moved(beat.qrs_on_s);
  marks.qrs_off_s = moved(beat.qrs_off_s);
  marks.t_on_s = moved(beat.t_on_s);
  marks.t_off_s = moved(beat.t_off_s);
  return marks;
}

EcgMeasurement measure_at_true_marks(const SimulatedEcg& ecg) {
  EcgMeasurement measured;
  for (const SimulatedBeat& beat : ecg.beats)
    measured.beats.push_back({beat.r_s, leadwise::BeatType::dominant});
  measured.representative = leadwise::average_beats(*leadwise::leads_at_model_rate(ecg.record), measured.beats);
  measured.representative.global = true_marks(ecg.beats.at(2), measured.representative.r_s - ecg.beats.at(2).r_s);
  measured.amplitudes = leadwise::measure_amplitudes(measured.representative);
  measured.values = leadwise::measured_values(measured);
  return measured;
}

/// Samples of a noiseless lead from one time to another.
std::vector<double> piece(const EcgRecord& record, Lead lead, double from_s, double to_s) {
  const std::vector<double>& samples = record.find(lead)->samples_mv;
  const auto first = static_cast<std::ptrdiff_t>(std::ceil(from_s * record.sampling_rate_hz));
  const auto last = static_cast<std::ptrdiff_t>(std::floor(to_s * record.sampling_rate_hz));
  return {samples.begin() + first, samples.begin() + last + 1};
}

double highest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }
double lowest(const std::vector<double>& values) { return *std::min_element(values.begin(), values.end()); }
double furthest(const std::vector<double>& values) {
  return highest(values) > -lowest(values) ? highest(values) : lowest(values);
}

double net_area(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values)
    sum += value;
  return sum;
}

double axis_deg(double i, double avf) {
  return std::atan2(2.0 * avf / std::sqrt(3.0), i) * 180.0 / 3.14159265358979323846;
}

double true_axis_deg(const EcgRecord& record, double from_s, double to_s) {
  return axis_deg(net_area(piece(record, Lead::I, from_s, to_s)), net_area(piece(record, Lead::aVF, from_s, to_s)));
}

double true_gradient_x(const EcgRecord& record, const SimulatedBeat& beat) {
  leadwise::IndependentLeads areas_mv_ms{};
  for (std::size_t k = 0; k < areas_mv_ms.size(); ++k)
    areas_mv_ms[k] = 2.0 * net_area(piece(record, leadwise::kIndependentLeads[k], beat.qrs_on_s, beat.t_off_s));
  return leadwise::dipole_from_leads(areas_mv_ms).x;
}

double net_deflection(const std::vector<double>& values) { return highest(values) + lowest(values); }

double true_qrs_axis_deg(const EcgRecord& record, const SimulatedBeat& beat) {
  return axis_deg(net_deflection(piece(record, Lead::I, beat.qrs_on_s, beat.qrs_off_s)),
                  net_deflection(piece(record, Lead::aVF, beat.qrs_on_s, beat.qrs_off_s)));
}

struct Errors {
  std::size_t count = 0;
  std::size_t beyond = 0;
  double largest = 0.0;

  void add(double error, bool within) {
    ++count;
    beyond += within ? 0U : 1U;
    largest = std::max(largest, std::fabs(error));
  }
};

std::ostream& operator<<(std::ostream& out, const Errors& errors) {
  return out << errors.count << " values, " << errors.beyond << " beyond tolerance, largest error " << errors.largest;
}

/// A wave that is not named although the truth is below what counts as a wave is right.
void add_amplitude(Errors& errors, std::optional<double> measured_mv, double true_mv) {
  const double error_mv = measured_mv.value_or(0.0) - true_mv;
  const double tolerance_mv = std::max(kToleranceMv, kToleranceShare * std::fabs(true_mv));
  errors.add(error_mv, std::fabs(error_mv) <= (measured_mv ? tolerance_mv : 0.035));
}

void add_axis(Errors& errors, const EcgMeasurement& measured, std::string_view name, double true_deg) {
  const std::optional<double> value = measured.find(name)->value;
  const double error_deg = value ? std::fabs(std::remainder(*value - true_deg, 360.0)) : 180.0;
  errors.add(error_deg, error_deg <= kAxisToleranceDeg);
}

std::optional<double> higher(std::optional<double> a, std::optional<double> b) {
  return a && b ? std::max(*a, *b) : (a ? a : b);
}

std::optional<double> lower(std::optional<double> a, std::optional<double> b) {
  return a && b ? std::min(*a, *b) : (a ? a : b);
}

struct ValueErrors {
  Errors r, q_or_s, p, t, st;
  Errors p_axis, qrs_axis, t_axis, gradient_x;
};

double true_level_mv(const EcgRecord& record, Lead lead, double time_s) {
  const double place = time_s * record.sampling_rate_hz;
  const std::vector<double>& samples = record.find(lead)->samples_mv;
  const auto before = static_cast<std::size_t>(place);
  return std::lerp(samples[before], samples[before + 1], place - std::floor(place));
}

void add_lead(ValueErrors& errors, const LeadAmplitudes& lead, const EcgRecord& clean, const SimulatedBeat& beat) {
  const std::vector<double> qrs = piece(clean, lead.lead, beat.qrs_on_s, beat.qrs_off_s);
  add_amplitude(errors.r, higher(lead.r_mv, lead.r_prime_mv), std::max(0.0, highest(qrs)));
  add_amplitude(errors.q_or_s, lower(lead.q_mv, lower(lead.s_mv, lead.s_prime_mv)), std::min(0.0, lowest(qrs)));
  add_amplitude(errors.t, lead.t_mv, furthest(piece(clean, lead.lead, beat.t_on_s, beat.t_off_s)));
  if (beat.p_on_s)
    add_amplitude(errors.p, lead.p_mv, furthest(piece(clean, lead.lead, *beat.p_on_s, *beat.p_off_s)));
  add_amplitude(errors.st, lead.j_mv, true_level_mv(clean, lead.lead, beat.qrs_off_s));
  add_amplitude(errors.st, lead.st60_mv, true_level_mv(clean, lead.lead, beat.qrs_off_s + 0.060));
  add_amplitude(errors.st, lead.st80_mv, true_level_mv(clean, lead.lead, beat.qrs_off_s + 0.080));
}

void add_axes(ValueErrors& errors, const EcgMeasurement& measured, const EcgRecord& clean, const SimulatedBeat& beat) {
  add_axis(errors.qrs_axis, measured, "qrs_axis_deg", true_qrs_axis_deg(clean, beat));
  add_axis(errors.t_axis, measured, "t_axis_deg", true_axis_deg(clean, beat.t_on_s, beat.t_off_s));
  if (beat.p_on_s)
    add_axis(errors.p_axis, measured, "p_axis_deg", true_axis_deg(clean, *beat.p_on_s, *beat.p_off_s));
  const std::optional<double> x_mv_ms = measured.find("ventricular_gradient_x_mv_ms")->value;
  const double error_mv_ms = x_mv_ms.value_or(1000.0) - true_gradient_x(clean, beat);
  errors.gradient_x.add(error_mv_ms, std::fabs(error_mv_ms) <= kGradientToleranceMvMs);
}

template <class Measure>
ValueErrors errors_of(Measure measure) {
  ValueErrors errors;
  for (std::size_t set = 0; set < kFrozenSets.size(); ++set) {
    for (int ecg = 0; ecg < kEcgsPerSet; ++ecg) {
      const FrozenEcg pair = frozen_ecg(set, ecg);
      const EcgMeasurement measured = measure(pair.noisy);
      for (const LeadAmplitudes& lead : measured.amplitudes)
        add_lead(errors, lead, pair.clean.record, pair.clean.beats.at(2));
      add_axes(errors, measured, pair.clean.record, pair.clean.beats.at(2));
    }
  }
  std::cout << "R: " << errors.r << "\nQ, S: " << errors.q_or_s << "\nP: " << errors.p << "\nT: " << errors.t
            << "\nJ, ST: " << errors.st << "\nP axis: " << errors.p_axis << "\nQRS axis: " << errors.qrs_axis
            << "\nT axis: " << errors.t_axis << "\nGradient: " << errors.gradient_x << "\n";
  return errors;
}

}  // namespace

TEST_CASE("At 20 dB, values at the true marks are those of the noiseless ECG: 5 % or 25 uV, 3 degrees, 3 mV ms") {
  const ValueErrors errors = errors_of(measure_at_true_marks);
  CHECK(errors.r.beyond <= 1);
  CHECK(errors.q_or_s.beyond == 0);
  CHECK(errors.p.beyond <= 1);  // a P wave of +50 and -52 uV in one lead
  CHECK(errors.t.beyond == 0);
  CHECK(errors.st.beyond == 0);
  // The P wave is small beside the noise that 20 dB below the whole ECG means.
  CHECK(errors.p_axis.beyond <= 2);
  CHECK(errors.p_axis.largest <= 4.0);
  CHECK(errors.qrs_axis.beyond == 0);
  CHECK(errors.t_axis.beyond == 0);
  CHECK(errors.gradient_x.beyond == 0);
}

TEST_CASE("At 20 dB, values at the marks that are found are those of the noiseless ECG", "[large]") {
  const ValueErrors errors = errors_of([](const SimulatedEcg& ecg) { return *leadwise::measure_ecg(ecg.record); });
  // Of one ECG no T wave is found; J points follow the QRS offset that is found.
  CHECK(errors.r.beyond <= 2);
  CHECK(errors.q_or_s.beyond <= 2);
  CHECK(errors.p.beyond <= 5);
  CHECK(errors.t.beyond <= 12);
  CHECK(errors.p_axis.beyond <= 2);
  CHECK(errors.qrs_axis.beyond == 0);
  CHECK(errors.t_axis.beyond <= 1);
  CHECK(errors.gradient_x.beyond <= 2);
}
