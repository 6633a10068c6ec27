#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>

#include "leadwise/simulator.hpp"

using leadwise::ErrorCode;
using leadwise::Random;
using leadwise::random_simulation_settings;
using leadwise::simulate_ecg;
using leadwise::SimulationSettings;

namespace {

struct Bad {
  const char* name;
  double SimulationSettings::*setting;
  double value;
};

void check_refused(const SimulationSettings& settings, const std::string& name) {
  const auto ecg = simulate_ecg(settings, 1);
  REQUIRE_FALSE(ecg);
  CHECK(ecg.error().code == ErrorCode::InvalidArgument);
  CHECK(ecg.error().message.find(name) != std::string::npos);
}

}  // namespace

TEST_CASE("A setting out of its range is refused by name") {
  constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const Bad& bad : {Bad{"duration_s", &SimulationSettings::duration_s, 0.5},
                         Bad{"duration_s", &SimulationSettings::duration_s, 1e9},
                         Bad{"sampling_rate_hz", &SimulationSettings::sampling_rate_hz, 99.0},
                         Bad{"sampling_rate_hz", &SimulationSettings::sampling_rate_hz, kNotANumber},
                         Bad{"heart_rate_bpm", &SimulationSettings::heart_rate_bpm, 0.0},
                         Bad{"heart_rate_bpm", &SimulationSettings::heart_rate_bpm, 300.0},
                         Bad{"rr_irregularity", &SimulationSettings::rr_irregularity, -0.1},
                         Bad{"frontal_axis_deg", &SimulationSettings::frontal_axis_deg, 181.0},
                         Bad{"p_duration_ms", &SimulationSettings::p_duration_ms, -1.0},
                         Bad{"pr_ms", &SimulationSettings::pr_ms, 401.0},
                         Bad{"qrs_ms", &SimulationSettings::qrs_ms, 20.0},
                         Bad{"qt_ms", &SimulationSettings::qt_ms, kInfinity},
                         Bad{"p_amplitude_mv", &SimulationSettings::p_amplitude_mv, -0.1},
                         Bad{"qrs_amplitude_mv", &SimulationSettings::qrs_amplitude_mv, 0.0},
                         Bad{"t_amplitude_mv", &SimulationSettings::t_amplitude_mv, 100.0},
                         Bad{"noise_mv", &SimulationSettings::noise_mv, -1.0},
                         Bad{"mains_mv", &SimulationSettings::mains_mv, kNotANumber},
                         Bad{"mains_mv", &SimulationSettings::mains_mv, 2.5},
                         Bad{"wander_mv", &SimulationSettings::wander_mv, 50.0},
                         Bad{"overload_severity", &SimulationSettings::overload_severity, 1.01}}) {
    SimulationSettings settings;
    settings.*bad.setting = bad.value;
    check_refused(settings, bad.name);
  }
}

TEST_CASE("Settings that contradict each other are refused by name") {
  SimulationSettings settings;
  settings.p_duration_ms = 180.0;
  check_refused(settings, "p_duration_ms");
  settings = {};
  settings.qrs_ms = 180.0;
  settings.qt_ms = 220.0;
  check_refused(settings, "qt_ms");
}

TEST_CASE("The ends of the ranges are accepted") {
  SimulationSettings settings;
  settings.duration_s = 1.0;
  settings.sampling_rate_hz = 100.0;
  settings.heart_rate_bpm = 250.0;
  settings.rr_irregularity = 0.5;
  CHECK(simulate_ecg(settings, 1));
  settings.heart_rate_bpm = 20.0;
  settings.sampling_rate_hz = 2000.0;
  settings.t_amplitude_mv = 0.0;
  settings.p_amplitude_mv = 0.0;
  CHECK(simulate_ecg(settings, 1));
}

TEST_CASE("Settings drawn at random can all be simulated, vary, and repeat with the generator") {
  Random random(3);
  double slowest = 1e9;
  double fastest = 0.0;
  for (int i = 0; i < 500; ++i) {
    SimulationSettings settings = random_simulation_settings(random);
    slowest = std::min(slowest, settings.heart_rate_bpm);
    fastest = std::max(fastest, settings.heart_rate_bpm);
    settings.duration_s = 1.0;
    REQUIRE(simulate_ecg(settings, 1));
  }
  CHECK(slowest < 55.0);
  CHECK(fastest > 95.0);
  Random a(4);
  Random b(4);
  CHECK(random_simulation_settings(a).qt_ms == random_simulation_settings(b).qt_ms);
}
