#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/signal.hpp"
#include "test_signals.hpp"

using leadwise::resample_to_rate;

namespace {

constexpr double kModelHz = leadwise::kModelRateHz;
constexpr double kDurationS = 10.0;
/// Left out at each end when the interior is judged: longer than the filter at any rate.
constexpr double kEndS = 0.5;

const double kSourceRatesHz[] = {100, 125, 128,   200, 240, 250,   256,  257,  300,    333.33,
                                 360, 400, 499.9, 512, 977, 999.9, 1000, 1024, 1999.7, 2000};

std::vector<double> resampled(const std::vector<double>& samples, double from_hz, double to_hz) {
  auto result = resample_to_rate(samples, from_hz, to_hz);
  REQUIRE(result);
  return *result;
}

/// The sine in `samples` at a frequency, and what is there besides.
struct SineFit {
  double in_phase;
  double in_quadrature;
  double largest_residual;
};

SineFit fit_sine(const std::vector<double>& samples, double frequency_hz, double rate_hz) {
  const auto first = static_cast<std::size_t>(kEndS * rate_hz);
  const std::size_t last = samples.size() - first;
  const auto sines = sine(frequency_hz, rate_hz, samples.size());
  const auto cosines = sine(frequency_hz, rate_hz, samples.size(), std::numbers::pi / 2.0);
  double ss = 0, sc = 0, cc = 0, sy = 0, cy = 0;
  for (std::size_t i = first; i < last; ++i) {
    ss += sines[i] * sines[i];
    sc += sines[i] * cosines[i];
    cc += cosines[i] * cosines[i];
    sy += sines[i] * samples[i];
    cy += cosines[i] * samples[i];
  }
  const double determinant = ss * cc - sc * sc;
  SineFit fit{(sy * cc - cy * sc) / determinant, (cy * ss - sy * sc) / determinant, 0.0};
  for (std::size_t i = first; i < last; ++i) {
    const double explained = fit.in_phase * sines[i] + fit.in_quadrature * cosines[i];
    fit.largest_residual = std::max(fit.largest_residual, std::abs(samples[i] - explained));
  }
  return fit;
}

double largest_in_the_middle(const std::vector<double>& samples, double rate_hz) {
  const auto end = static_cast<std::ptrdiff_t>(kEndS * rate_hz);
  double largest = 0.0;
  for (auto at = samples.begin() + end; at != samples.end() - end; ++at)
    largest = std::max(largest, std::abs(*at));
  return largest;
}

std::size_t count_at(double rate_hz) { return static_cast<std::size_t>(std::round(rate_hz * kDurationS)); }

}  // namespace

TEST_CASE("A 10 Hz sine keeps amplitude, phase and place from every rate") {
  for (double from_hz : kSourceRatesHz) {
    INFO("from " << from_hz << " Hz");
    const auto result = resampled(sine(10.0, from_hz, count_at(from_hz), 0.7), from_hz, kModelHz);
    REQUIRE(result.size() ==
            static_cast<std::size_t>(std::round(static_cast<double>(count_at(from_hz)) * kModelHz / from_hz)));
    const auto truth = sine(10.0, kModelHz, result.size(), 0.7);
    double largest = 0.0;
    const auto end = static_cast<std::size_t>(kEndS * kModelHz);
    for (std::size_t i = end; i < result.size() - end; ++i)
      largest = std::max(largest, std::abs(result[i] - truth[i]));
    CHECK(largest < 2e-4);
  }
}

TEST_CASE("Sines across the spectrum come through alone: images and aliases are 60 dB down, without delay") {
  for (double from_hz : kSourceRatesHz) {
    const double lower_hz = std::min(from_hz, kModelHz);
    for (double part = 0.013; part < 0.5; part += 0.0307) {
      const double frequency_hz = part * lower_hz;
      INFO(frequency_hz << " Hz from " << from_hz << " Hz");
      const auto result = resampled(sine(frequency_hz, from_hz, count_at(from_hz)), from_hz, kModelHz);
      const auto fit = fit_sine(result, frequency_hz, kModelHz);
      CHECK(fit.largest_residual < 1e-3);
      CHECK(std::abs(fit.in_quadrature) < 2e-4);
      if (part <= 0.4)
        CHECK(std::abs(fit.in_phase - 1.0) < 1e-3);
    }
  }
}

TEST_CASE("What the lower rate cannot hold is 60 dB down") {
  for (double from_hz : kSourceRatesHz) {
    for (double frequency_hz = 251.0; frequency_hz < 0.5 * from_hz; frequency_hz += 37.3) {
      INFO(frequency_hz << " Hz from " << from_hz << " Hz");
      const auto result = resampled(sine(frequency_hz, from_hz, count_at(from_hz)), from_hz, kModelHz);
      CHECK(largest_in_the_middle(result, kModelHz) < 1e-3);
    }
  }
}

TEST_CASE("From 100 Hz everything up to 40 Hz is flat within a thousandth") {
  for (double frequency_hz = 1.0; frequency_hz <= 40.0; frequency_hz += 1.0) {
    INFO(frequency_hz << " Hz");
    const auto result = resampled(sine(frequency_hz, 100.0, 1000), 100.0, kModelHz);
    CHECK(std::abs(fit_sine(result, frequency_hz, kModelHz).in_phase - 1.0) < 1e-3);
  }
}

TEST_CASE("A 10 Hz sine is within a thousandth up to both ends, and behind the last sample") {
  for (double from_hz : kSourceRatesHz) {
    for (double phase : {0.0, 0.5, 1.0, 1.5, 2.0, 2.5}) {
      INFO("from " << from_hz << " Hz, phase " << phase);
      const auto result = resampled(sine(10.0, from_hz, count_at(from_hz), phase), from_hz, kModelHz);
      const auto truth = sine(10.0, kModelHz, result.size(), phase);
      double largest = 0.0;
      for (std::size_t i = 0; i < result.size(); ++i)
        largest = std::max(largest, std::abs(result[i] - truth[i]));
      CHECK(largest < 1e-3);
    }
  }
}

TEST_CASE("Equal rates give the very same samples") {
  const auto samples = sine(173.0, 500.0, 5000, 0.3);
  CHECK(resampled(samples, 500.0, 500.0) == samples);
  CHECK(resampled(samples, 257.0, 257.0) == samples);
  CHECK(resampled(samples, 1.0 / 0.002, 500.0 + 1e-10) == samples);
}

TEST_CASE("A constant stays what it is up to the ends, and a straight line too") {
  for (double from_hz : kSourceRatesHz) {
    INFO("from " << from_hz << " Hz");
    for (double value : resampled(std::vector<double>(count_at(from_hz), 3.25), from_hz, kModelHz)) {
      REQUIRE(std::abs(value - 3.25) < 1e-13);
    }
    std::vector<double> line(count_at(from_hz));
    for (std::size_t i = 0; i < line.size(); ++i)
      line[i] = static_cast<double>(i) / from_hz;
    const auto result = resampled(line, from_hz, kModelHz);
    for (std::size_t i = 0; i < result.size(); ++i) {
      REQUIRE(std::abs(result[i] - static_cast<double>(i) / kModelHz) < 1e-4);
    }
  }
}

TEST_CASE("Up to the model's rate and down again returns the signal") {
  for (double from_hz : {100.0, 128.0, 257.0, 333.33, 400.0}) {
    INFO("from " << from_hz << " Hz");
    auto samples = sine(0.07 * from_hz, from_hz, count_at(from_hz), 0.2);
    const auto faster = sine(0.31 * from_hz, from_hz, count_at(from_hz), 1.1);
    for (std::size_t i = 0; i < samples.size(); ++i)
      samples[i] += 0.5 * faster[i];
    const auto back = resampled(resampled(samples, from_hz, kModelHz), kModelHz, from_hz);
    REQUIRE(back.size() == samples.size());
    const auto end = static_cast<std::size_t>(kEndS * from_hz);
    for (std::size_t i = end; i < samples.size() - end; ++i)
      REQUIRE(std::abs(back[i] - samples[i]) < 1e-3);
  }
}

TEST_CASE("A symmetric signal stays symmetric") {
  std::vector<double> samples(1001);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = std::exp(-0.5 * std::pow((static_cast<double>(i) - 500.0) / 3.0, 2));
  }
  const auto result = resampled(samples, 250.0, kModelHz);
  for (std::size_t i = 0; i <= 2000; ++i)
    REQUIRE(std::abs(result[i] - result[2000 - i]) < 1e-14);
  CHECK(std::abs(result[1000] - 1.0) < 1e-3);
}

TEST_CASE("The shortest signals are resampled too") {
  CHECK(resampled({}, 100.0, 500.0).empty());
  for (double value : resampled({2.0}, 100.0, 500.0))
    CHECK(std::abs(value - 2.0) < 1e-14);
  CHECK(resampled({2.0}, 100.0, 500.0).size() == 5);
  CHECK(resampled({2.0}, 2000.0, 500.0).empty());
  for (double value : resampled({1.0, 2.0, 1.0}, 360.0, 500.0))
    CHECK(std::isfinite(value));
}

TEST_CASE("Rates outside 100 to 2000 Hz are refused by name") {
  const std::vector<double> samples(10, 1.0);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (double rate_hz : {99.999, 2000.01, 0.0, -500.0, nan, std::numeric_limits<double>::infinity(), 1e-300}) {
    INFO(rate_hz);
    for (const auto& refused : {resample_to_rate(samples, rate_hz, 500.0), resample_to_rate(samples, 500.0, rate_hz)}) {
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == leadwise::ErrorCode::InvalidSamplingRate);
    }
  }
  CHECK(resample_to_rate(samples, 99.999, 500.0).error().message.find("99.999") != std::string::npos);
}
