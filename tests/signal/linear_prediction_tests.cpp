#include "linear_prediction.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "test_signals.hpp"

using leadwise::predict_following;

TEST_CASE("Two sines on an offset go on as they are") {
  auto samples = sine(7.0, 250.0, 1000, 0.3);
  const auto second = sine(31.0, 250.0, 1000, 1.3);
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] += 4.0 + 0.5 * second[i];
  const auto following = predict_following(std::span(samples).first(900), 100);
  REQUIRE(following.size() == 100);
  for (std::size_t i = 0; i < 100; ++i)
    CHECK(std::abs(following[i] - samples[900 + i]) < 1e-4);
}

TEST_CASE("A constant goes on, and so does a straight line") {
  for (double value : predict_following(std::vector<double>(500, 300.1), 50))
    CHECK(std::abs(value - 300.1) < 1e-12);
  std::vector<double> line(500);
  for (std::size_t i = 0; i < line.size(); ++i)
    line[i] = 0.01 * static_cast<double>(i);
  const auto following = predict_following(line, 50);
  for (std::size_t i = 0; i < 50; ++i)
    CHECK(std::abs(following[i] - 0.01 * static_cast<double>(500 + i)) < 1e-3);
}

TEST_CASE("What follows stays bounded, however wild the signal") {
  auto noise = sine(1.0, 3.7, 700);
  for (std::size_t i = 0; i < noise.size(); ++i)
    noise[i] = std::fmod(1e4 * noise[i] * noise[i], 1.0) + (i > 690 ? 50 : 0);
  for (double value : predict_following(noise, 1000))
    REQUIRE(std::abs(value) < 500.0);
}

TEST_CASE("Too few samples to learn from give the last one again") {
  CHECK(predict_following({}, 2) == std::vector<double>{0.0, 0.0});
  const std::vector<double> three{1.0, 2.0, 5.0};
  CHECK(predict_following(three, 2) == std::vector<double>{5.0, 5.0});
}
