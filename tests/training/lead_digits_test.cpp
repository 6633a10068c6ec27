#include "shards/lead_digits.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "leadwise/random.hpp"

namespace leadwise::training {
namespace {

/// A channel as a reader makes it of a file's own integers.
Channel channel_of(const std::vector<int>& adu, double resolution_mv, double baseline_adu = 0.0) {
  Channel channel;
  channel.label = "II";
  channel.resolution_mv = resolution_mv;
  channel.baseline_adu = baseline_adu;
  for (const int value : adu)
    channel.samples_mv.push_back((static_cast<double>(value) - baseline_adu) * resolution_mv);
  return channel;
}

struct Digits {
  DigitScale scale;
  std::vector<std::int16_t> values;
};

Digits digits_of(const Channel& channel) {
  Digits digits{{}, std::vector<std::int16_t>(channel.samples_mv.size())};
  const auto scale = to_digits(channel, digits.values);
  REQUIRE(scale.has_value());
  digits.scale = *scale;
  return digits;
}

double largest_difference(const Channel& channel, const Digits& digits) {
  const auto back_mv = to_millivolts(digits.values, digits.scale);
  double largest = 0.0;
  for (std::size_t i = 0; i < back_mv.size(); ++i)
    largest = std::max(largest, std::abs(back_mv[i] - channel.samples_mv[i]));
  return largest;
}

TEST_CASE("A file's own integers and gain are kept, and every sample comes back to the last bit") {
  for (const double gain : {200.0, 1000.0, 4880.0, 1.0 / 0.0024375, 333.3}) {
    for (const double baseline : {0.0, 512.0, -77.0}) {
      const std::vector<int> adu = {-32767, -5000, -1, 0, 1, 4, 1023, 32767};
      const auto channel = channel_of(adu, 1.0 / gain, baseline);
      const auto digits = digits_of(channel);
      CHECK(digits.scale.exact);
      CHECK(digits.scale.scale_mv == channel.resolution_mv);
      CHECK(digits.scale.zero_digit == baseline);
      CHECK(std::vector<int>(digits.values.begin(), digits.values.end()) == adu);
      CHECK(to_millivolts(digits.values, digits.scale) == channel.samples_mv);
    }
  }
}

TEST_CASE("A reader that divides by the gain gets its last bit back too") {
  for (const double gain : {200.0, 1000.0, 4880.0, 333.25, 102.4}) {
    auto channel = channel_of({-32767, -5000, -777, 0, 1, 4, 1023, 31999}, 1.0 / gain);
    for (auto& sample_mv : channel.samples_mv)
      sample_mv = std::round(sample_mv * gain) / gain;
    const auto digits = digits_of(channel);
    CHECK(digits.scale.exact);
    CHECK(digits.values[2] == -777);
    CHECK(to_millivolts(digits.values, digits.scale) == channel.samples_mv);
  }
}

TEST_CASE("Integers beyond 16 bits that span no more are moved, and come back to the last bit") {
  const auto channel = channel_of({8000000, 8000001, 8004000, 8050000, 7999000}, 1.0 / 8000.0, 8000123.0);
  const auto digits = digits_of(channel);
  CHECK(digits.scale.exact);
  CHECK(digits.scale.scale_mv == channel.resolution_mv);
  CHECK(to_millivolts(digits.values, digits.scale) == channel.samples_mv);
}

TEST_CASE("Where a file has no integers, every sample comes back to within half a step of the stored scale") {
  Random random(5);
  for (const double amplitude_mv : {1e-4, 1.0, 900.0}) {
    Channel channel;
    for (int i = 0; i < 5000; ++i)
      channel.samples_mv.push_back(amplitude_mv * (random.normal() + 3.0));
    const auto digits = digits_of(channel);
    CHECK_FALSE(digits.scale.exact);
    CHECK(largest_difference(channel, digits) <= 0.5 * digits.scale.scale_mv * (1.0 + 1e-9));
    CHECK(digits.scale.scale_mv < amplitude_mv * 1e-3);
  }
}

TEST_CASE("More than 16 bits of range get the finest scale that holds them, and say that they are not exact") {
  const auto channel = channel_of({-4000000, -1, 0, 17, 4000000}, 1e-5);
  const auto digits = digits_of(channel);
  CHECK_FALSE(digits.scale.exact);
  CHECK(largest_difference(channel, digits) <= 0.5 * digits.scale.scale_mv * (1.0 + 1e-9));
}

TEST_CASE("A missing sample stays missing, wherever it is, and a flat lead stays flat") {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  auto channel = channel_of({5, 6, 7}, 0.005);
  channel.samples_mv[1] = missing;
  const auto back_mv = to_millivolts(digits_of(channel).values, digits_of(channel).scale);
  CHECK(back_mv[0] == channel.samples_mv[0]);
  CHECK(std::isnan(back_mv[1]));
  for (const double level_mv : {0.0, 0.123, -7.0}) {
    Channel flat;
    flat.samples_mv = {level_mv, level_mv};
    const auto digits = digits_of(flat);
    CHECK(to_millivolts(digits.values, digits.scale) == flat.samples_mv);
  }
  Channel nothing;
  nothing.samples_mv = {missing, missing};
  CHECK(std::isnan(to_millivolts(digits_of(nothing).values, digits_of(nothing).scale)[1]));
}

TEST_CASE("An infinite sample is refused and its lead named") {
  Channel channel;
  channel.label = "V9";
  channel.samples_mv = {0.0, std::numeric_limits<double>::infinity()};
  std::vector<std::int16_t> digits(2);
  const auto refused = to_digits(channel, digits);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::NonFiniteSample);
  CHECK(refused.error().message.find("V9") != std::string::npos);
}

}  // namespace
}  // namespace leadwise::training
