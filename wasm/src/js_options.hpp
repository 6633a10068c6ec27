#pragma once

#include <optional>
#include <string>

#include "js_value.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/reader.hpp"
#include "leadwise/report_json.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise::wasm {

// Options are one plain object; an option that is absent or undefined has its default. A value of another type is
// InvalidArgument naming the option.

Result<std::optional<double>> number_option(const val& options, const char* name);
Result<std::optional<std::string>> text_option(const val& options, const char* name);
Result<bool> flag_option(const val& options, const char* name);

/// unit, sampling_rate_hz, age_years, paced
Result<ReadOptions> read_options_from_js(const val& options);

/// nt_probnp_pg_per_ml, oxygen_saturation_percent, who_functional_class, pre_test_probability_percent; their ranges are the core's
/// to check.
Result<BedsideValues> bedside_values_from_js(const val& options);

/// What is asked of measuring beside the record.
struct MeasuringRequest {
  BedsideValues bedside;
  BeatSamples beat_samples;
};

/// The bedside values, and beat_samples.
Result<MeasuringRequest> measuring_request_from_js(const val& options);

/// The fields of SimulationSettings by their own names, and `severity`.
Result<SimulationSettings> simulation_settings_from_js(const val& options);

/// `seed`: a whole number that JavaScript can hold exactly.
Result<std::uint64_t> seed_from_js(const val& options);

}  // namespace leadwise::wasm
