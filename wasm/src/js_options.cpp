#include "js_options.hpp"

#include <cmath>
#include <utility>

namespace leadwise::wasm {
namespace {

constexpr std::uint64_t kDefaultSeed = 1;
constexpr double kLargestWholeNumber = 9007199254740991.0;  // Number.MAX_SAFE_INTEGER

constexpr std::pair<const char*, double SimulationSettings::*> kSimulationSettings[] = {
    {"duration_s", &SimulationSettings::duration_s},
    {"sampling_rate_hz", &SimulationSettings::sampling_rate_hz},
    {"heart_rate_bpm", &SimulationSettings::heart_rate_bpm},
    {"rr_irregularity", &SimulationSettings::rr_irregularity},
    {"frontal_axis_deg", &SimulationSettings::frontal_axis_deg},
    {"p_duration_ms", &SimulationSettings::p_duration_ms},
    {"pr_ms", &SimulationSettings::pr_ms},
    {"qrs_ms", &SimulationSettings::qrs_ms},
    {"qt_ms", &SimulationSettings::qt_ms},
    {"p_amplitude_mv", &SimulationSettings::p_amplitude_mv},
    {"qrs_amplitude_mv", &SimulationSettings::qrs_amplitude_mv},
    {"t_amplitude_mv", &SimulationSettings::t_amplitude_mv},
    {"noise_mv", &SimulationSettings::noise_mv},
    {"mains_mv", &SimulationSettings::mains_mv},
    {"wander_mv", &SimulationSettings::wander_mv},
    {"severity", &SimulationSettings::overload_severity},
};

/// The option's value, nullopt where it is absent.
Result<std::optional<val>> option(const val& options, const char* name, const char* type) {
  val value = options[name];
  if (value.isUndefined())
    return std::nullopt;
  if (value.typeOf().as<std::string>() == type)
    return value;
  return fail(ErrorCode::InvalidArgument, std::string("the option ") + name + " is not a " + type);
}

template <class T>
Result<std::optional<T>> typed_option(const val& options, const char* name, const char* type) {
  const auto value = option(options, name, type);
  if (!value)
    return tl::unexpected(value.error());
  return *value ? std::optional<T>((*value)->template as<T>()) : std::nullopt;
}

/// Numbers that are whole and no class, -1 or 7, are refused by the core.
Result<std::optional<int>> class_from_js(const val& options) {
  constexpr const char* kName = "who_functional_class";
  const auto number = number_option(options, kName);
  if (!number)
    return tl::unexpected(number.error());
  if (!*number)
    return std::nullopt;
  constexpr double kMost = 1000.0;
  const bool whole = std::fabs(**number) <= kMost && std::floor(**number) == **number;
  if (!whole)
    return fail(ErrorCode::InvalidArgument, std::string("the option ") + kName + " is not a whole number from 1 to 4");
  return static_cast<int>(**number);
}

Result<std::optional<VoltageUnit>> unit_from_js(const val& options) {
  const auto unit = text_option(options, "unit");
  if (!unit)
    return tl::unexpected(unit.error());
  if (!*unit)
    return std::nullopt;
  if (**unit == "mV")
    return VoltageUnit::millivolt;
  if (**unit == "uV")
    return VoltageUnit::microvolt;
  if (**unit == "V")
    return VoltageUnit::volt;
  return fail(ErrorCode::InvalidArgument, "the option unit is \"" + **unit + "\", not mV, uV or V");
}

}  // namespace

Result<std::optional<double>> number_option(const val& options, const char* name) {
  return typed_option<double>(options, name, "number");
}

Result<std::optional<std::string>> text_option(const val& options, const char* name) {
  return typed_option<std::string>(options, name, "string");
}

Result<bool> flag_option(const val& options, const char* name) {
  return typed_option<bool>(options, name, "boolean").map([](std::optional<bool> flag) {
    return flag.value_or(false);
  });
}

Result<ReadOptions> read_options_from_js(const val& options) {
  const auto unit = unit_from_js(options);
  if (!unit)
    return tl::unexpected(unit.error());
  const auto sampling_rate_hz = number_option(options, "sampling_rate_hz");
  if (!sampling_rate_hz)
    return tl::unexpected(sampling_rate_hz.error());
  const auto age_years = number_option(options, "age_years");
  if (!age_years)
    return tl::unexpected(age_years.error());
  const auto paced = typed_option<bool>(options, "paced", "boolean");
  if (!paced)
    return tl::unexpected(paced.error());
  return ReadOptions{*unit, *sampling_rate_hz, *age_years, *paced};
}

Result<BedsideValues> bedside_values_from_js(const val& options) {
  const auto nt_probnp = number_option(options, "nt_probnp_pg_per_ml");
  if (!nt_probnp)
    return tl::unexpected(nt_probnp.error());
  const auto saturation = number_option(options, "oxygen_saturation_percent");
  if (!saturation)
    return tl::unexpected(saturation.error());
  const auto who_class = class_from_js(options);
  if (!who_class)
    return tl::unexpected(who_class.error());
  const auto pre_test = number_option(options, "pre_test_probability_percent");
  if (!pre_test)
    return tl::unexpected(pre_test.error());
  return BedsideValues{*nt_probnp, *saturation, *who_class, *pre_test};
}

Result<MeasuringRequest> measuring_request_from_js(const val& options) {
  const auto bedside = bedside_values_from_js(options);
  if (!bedside)
    return tl::unexpected(bedside.error());
  return flag_option(options, "beat_samples").map([&](bool given) {
    return MeasuringRequest{*bedside, given ? BeatSamples::given : BeatSamples::left_out};
  });
}

Result<SimulationSettings> simulation_settings_from_js(const val& options) {
  SimulationSettings settings;
  for (const auto& [name, field] : kSimulationSettings) {
    const auto value = number_option(options, name);
    if (!value)
      return tl::unexpected(value.error());
    settings.*field = value->value_or(settings.*field);
  }
  return settings;
}

Result<std::uint64_t> seed_from_js(const val& options) {
  const auto seed = number_option(options, "seed");
  if (!seed)
    return tl::unexpected(seed.error());
  if (!*seed)
    return kDefaultSeed;
  const bool whole = **seed >= 0.0 && **seed <= kLargestWholeNumber && std::floor(**seed) == **seed;
  if (!whole)
    return fail(ErrorCode::InvalidArgument, "the option seed is not a whole number from 0 to 2^53 - 1");
  return static_cast<std::uint64_t>(**seed);
}

}  // namespace leadwise::wasm
