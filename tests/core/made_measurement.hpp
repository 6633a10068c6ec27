#pragma once

#include "leadwise/measurement.hpp"

namespace leadwise::testing {

/// A measurement of two beats in two leads, written by hand: one value of each kind, and one of each kind absent.
inline EcgMeasurement made_measurement() {
  EcgMeasurement made;
  made.beats = {{0.81234, BeatType::dominant}, {1.60003, BeatType::ectopic}};
  WaveMarks marks;
  marks.qrs_on_s = 0.77001;
  marks.r_peak_s = 0.81234;
  marks.qrs_off_s = 0.85996;
  made.delineation.global = {marks, WaveMarks{}};
  made.delineation.leads = {{Lead::II, {marks, WaveMarks{}}}, {Lead::V1, {WaveMarks{}, WaveMarks{}}}};
  made.representative.leads.leads = {Lead::II, Lead::V1};
  made.representative.beat_count = 1;
  made.representative.r_s = 0.4;
  made.representative.global = marks;
  made.representative.lead_marks = {marks, WaveMarks{}};
  made.regularity = RhythmRegularity::irregularly_irregular;
  made.values = {{"heart_rate_bpm", 71.234, 0.25, std::nullopt},
                 {"pr_ms", std::nullopt, std::nullopt, Error{ErrorCode::NoPWave, "no P wave"}},
                 {"qrs_ms", 92.04, std::nullopt, std::nullopt},
                 {"ventricular_gradient_x_mv_ms", 24.123, std::nullopt, std::nullopt}};
  LeadAmplitudes amplitudes{};
  amplitudes.lead = Lead::II;
  amplitudes.r_mv = 1.23456;
  amplitudes.s_mv = -0.0001;
  amplitudes.r_peak_time_ms = 41.26;
  made.amplitudes = {amplitudes};
  made.quality.usability = Usability::usable_with_leads;
  made.quality.leads = {{Lead::II, std::nullopt}, {Lead::V1, Error{ErrorCode::ConstantLead, "lead V1 is flat"}}};
  made.quality.warnings = {{ErrorCode::ElectrodeReversalSuspected, "LA and RA"}};
  made.criteria = {{"right_axis_deviation",
                    "Right axis deviation",
                    "QRS axis > +90 deg",
                    CriterionStatus::not_computable,
                    {{"qrs_axis_deg", std::nullopt}, {"s_i_mv", -0.2106}},
                    Error{ErrorCode::MissingLead, "lead I is missing"},
                    {"PPV 93 %", "PH by catheter", "394 patients", "Kovacs 2016"}}};
  return made;
}

}  // namespace leadwise::testing
