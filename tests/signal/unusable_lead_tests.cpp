#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/signal.hpp"
#include "test_signals.hpp"

using leadwise::ErrorCode;
using leadwise::kTwelveLeads;
using leadwise::Lead;

namespace {

const double kMissingMv = std::numeric_limits<double>::quiet_NaN();
using Samples = std::vector<double>;

leadwise::PreparedRecord prepare_with(double duration_s, Lead lead, const std::function<void(Samples&)>& damage) {
  auto record = made_up_record(kTwelveLeads, 500.0, duration_s);
  damage(record.channels[leadwise::lead_index(lead)].samples_mv);
  auto result = leadwise::prepare_record(record, kTwelveLeads);
  REQUIRE(result);
  CHECK(all_finite(*result));
  return *result;
}

/// What is said of lead V2 of a 10 s record after damage; the other leads must stay usable.
std::optional<leadwise::Error> verdict(const std::function<void(Samples&)>& damage) {
  const auto result = prepare_with(10.0, Lead::V2, damage);
  REQUIRE(result.windows.size() == 1);
  const auto& reason = result.quality[leadwise::lead_index(Lead::V2)].reason;
  CHECK(result.windows[0].standardised.leads.size() == (reason ? 11 : 12));
  CHECK(result.windows[0].standardised.position(Lead::V2).has_value() == !reason.has_value());
  for (const auto& lead : result.quality)
    CHECK((lead.lead == Lead::V2 || !lead.reason));
  if (reason)
    CHECK(reason->message.find("V2") != std::string::npos);
  return reason;
}

void set(Samples& samples, std::size_t first, std::size_t count, double value) {
  for (std::size_t i = first; i < first + count; ++i)
    samples[i] = value;
}

ErrorCode code_of(const std::function<void(Samples&)>& damage) {
  const auto reason = verdict(damage);
  REQUIRE(reason);
  return reason->code;
}

}  // namespace

TEST_CASE("Half a second may be missing in total, not more") {
  const auto missing = [](std::size_t count) {
    return [count](Samples& samples) {
      set(samples, 0, 50, kMissingMv);
      set(samples, 2000, count - 50, kMissingMv);
    };
  };
  CHECK_FALSE(verdict(missing(250)));
  const auto reason = verdict(missing(251));
  REQUIRE(reason);
  CHECK(reason->code == ErrorCode::MissingSamples);
  CHECK(reason->message == "lead V2 misses 0.502 s of 10 s, and at most 0.5 s can be filled");
}

TEST_CASE("A lead without any sample is missing, not constant") {
  CHECK(code_of([](Samples& samples) { set(samples, 0, samples.size(), kMissingMv); }) == ErrorCode::MissingSamples);
}

TEST_CASE("A lead off for two seconds is unusable, a pause just shorter is not") {
  CHECK_FALSE(verdict([](Samples& samples) { set(samples, 3000, 999, 0.0); }));
  const auto reason = verdict([](Samples& samples) { set(samples, 3000, 1000, 0.0); });
  REQUIRE(reason);
  CHECK(reason->code == ErrorCode::ConstantLead);
  CHECK(reason->message == "lead V2 does not vary for 2 s");
  CHECK(code_of([](Samples& samples) {
          set(samples, 3000, 1000, 0.3);
          set(samples, 3500, 10, kMissingMv);
        }) == ErrorCode::ConstantLead);
}

TEST_CASE("A constant lead and a straight line are constant") {
  CHECK(code_of([](Samples& samples) { set(samples, 0, samples.size(), -1.5); }) == ErrorCode::ConstantLead);
  CHECK(code_of([](Samples& samples) { set(samples, 0, samples.size(), 0.0); }) == ErrorCode::ConstantLead);
  CHECK(code_of([](Samples& samples) {
          for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = 200.0 + 1e-3 * static_cast<double>(i);
        }) == ErrorCode::ConstantLead);
}

TEST_CASE("Infinite samples are named as such") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(code_of([&](Samples& samples) { samples[77] = infinity; }) == ErrorCode::NonFiniteSample);
  CHECK(code_of([&](Samples& samples) { samples[77] = -infinity; }) == ErrorCode::NonFiniteSample);
}

TEST_CASE("Amplitudes that are no ECG in millivolts are implausible") {
  const auto times = [](double factor) {
    return [factor](Samples& samples) {
      for (double& sample : samples)
        sample *= factor;
    };
  };
  CHECK_FALSE(verdict(times(10.0)));
  CHECK_FALSE(verdict(times(0.1)));
  for (double factor : {1000.0, 1e-6, 1e300, 1e-300, 1e-310}) {
    INFO(factor);
    CHECK(code_of(times(factor)) == ErrorCode::ImplausibleScale);
  }
  CHECK(code_of([](Samples& samples) { samples[1234] = 1e300; }) == ErrorCode::ImplausibleScale);
  CHECK(code_of([](Samples& samples) { samples[0] = std::numeric_limits<double>::max(); }) ==
        ErrorCode::ImplausibleScale);
}

TEST_CASE("A moment at the converter's rail is an artefact that the lead would be divided by") {
  for (const double rail_mv : {-32.768, 32.767}) {
    for (const std::size_t count : {5U, 10U, 50U, 100U, 200U, 900U}) {
      INFO(rail_mv << " mV, " << count << " samples");
      CHECK(code_of([&](Samples& samples) { set(samples, 2000, count, rail_mv); }) == ErrorCode::LargeArtefact);
    }
  }
  const auto reason = verdict([](Samples& samples) { set(samples, 2000, 10, -32.768); });
  REQUIRE(reason);
  CHECK(reason->message ==
        "lead V2 reaches 25 mV after filtering, 28 times what it usually does: an artefact that would decide the score");
}

TEST_CASE("A window with an artefact is skipped, the lead stays") {
  const auto result = prepare_with(40.0, Lead::II, [](Samples& samples) { set(samples, 7000, 10, -32.768); });
  CHECK(result.windows.size() == 3);
  CHECK(result.skipped_windows == 1);
}

TEST_CASE("Large beats, a single one among small ones, and a pacemaker's spikes are no artefacts") {
  const auto add_beats = [](std::size_t count, double height_mv) {
    return [count, height_mv](Samples& samples) {
      for (std::size_t beat = 0; beat < count; ++beat)
        for (std::size_t i = 0; i < 60; ++i)
          samples[200 + beat * 500 + i] += height_mv * std::sin(0.05236 * static_cast<double>(i));
    };
  };
  CHECK_FALSE(verdict(add_beats(9, 12.0)));
  CHECK_FALSE(verdict(add_beats(1, 4.5)));
  const auto add_spikes = [](std::size_t count, double height_mv) {
    return [count, height_mv](Samples& samples) {
      for (std::size_t beat = 0; beat < count; ++beat)
        samples[200 + beat * 500] += height_mv;
    };
  };
  CHECK_FALSE(verdict(add_spikes(1, 40.0)));
  CHECK_FALSE(verdict(add_spikes(9, 200.0)));
}

TEST_CASE("An electrode's offset of 300 mV harms nothing") {
  CHECK_FALSE(verdict([](Samples& samples) {
    for (double& sample : samples)
      sample += 300.0;
  }));
}

TEST_CASE("The zeros that pad 9.5 s are not held against a lead") {
  auto record = made_up_record(kTwelveLeads, 500.0, 9.5);
  const auto result = leadwise::prepare_record(record, kTwelveLeads);
  REQUIRE(result);
  CHECK(result->windows.size() == 1);
  for (const auto& lead : result->quality)
    CHECK_FALSE(lead.reason);
}

TEST_CASE("A window in which a lead is off is skipped, the lead stays") {
  const auto result = prepare_with(40.0, Lead::II, [](Samples& samples) { set(samples, 5000, 5000, 0.0); });
  CHECK(result.windows.size() == 3);
  CHECK(result.skipped_windows == 1);
  for (const auto& lead : result.quality)
    CHECK_FALSE(lead.reason);
}

TEST_CASE("A lead that is off most of the time is left out, and every window is kept") {
  const auto result = prepare_with(40.0, Lead::II, [](Samples& samples) { set(samples, 0, 15000, 0.0); });
  CHECK(result.windows.size() == 4);
  CHECK(result.skipped_windows == 0);
  REQUIRE(result.quality[1].reason);
  CHECK(result.quality[1].reason->message ==
        "lead II has the same value throughout in window 1; unusable in 3 of 4 windows");
  for (const auto& window : result.windows)
    CHECK_FALSE(window.standardised.position(Lead::II));
}

TEST_CASE("What is wrong in one window does not reach into the next") {
  const auto clean = prepare_with(20.0, Lead::V2, [](Samples&) {});
  for (double bad : {std::numeric_limits<double>::infinity(), 1e300}) {
    const auto result = prepare_with(20.0, Lead::V2, [bad](Samples& samples) { set(samples, 4900, 100, bad); });
    REQUIRE(result.windows.size() == 1);
    CHECK(result.skipped_windows == 1);
    CHECK(result.windows[0].standardised.values == clean.windows[1].standardised.values);
  }
}

TEST_CASE("Resampling does not carry what is wrong in one window into the next") {
  auto record = made_up_record(std::array{Lead::V2}, 250.0, 20.0);
  const auto clean = leadwise::prepare_record(record, std::array{Lead::V2});
  for (double bad : {std::numeric_limits<double>::infinity(), 1e300}) {
    set(record.channels[0].samples_mv, 2400, 100, bad);
    const auto result = leadwise::prepare_record(record, std::array{Lead::V2});
    REQUIRE(result);
    REQUIRE(result->windows.size() == 1);
    CHECK(all_finite(*result));
    // The straight line in place of the bad samples still reaches a little across.
    for (std::size_t i = 0; i < leadwise::kWindowSamples; ++i) {
      REQUIRE(std::abs(result->windows[0].standardised.values[i] - clean->windows[1].standardised.values[i]) < 0.2);
    }
  }
}

TEST_CASE("Where no lead is usable there are no windows, and every lead says why") {
  auto record = made_up_record(kTwelveLeads, 360.0, 10.0);
  for (auto& recorded : record.channels)
    set(recorded.samples_mv, 0, recorded.samples_mv.size(), kMissingMv);
  const auto result = leadwise::prepare_record(record, kTwelveLeads);
  REQUIRE(result);
  CHECK(result->windows.empty());
  CHECK(result->skipped_windows == 1);
  for (const auto& lead : result->quality) {
    REQUIRE(lead.reason);
    CHECK(lead.reason->code == ErrorCode::MissingSamples);
  }
}
