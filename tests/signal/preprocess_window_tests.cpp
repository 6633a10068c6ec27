#include <algorithm>
#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "golden_json.hpp"
#include "leadwise/signal.hpp"
#include "test_signals.hpp"

using leadwise::ErrorCode;
using leadwise::kWindowSamples;
using leadwise::Lead;
using leadwise::LeadSamples;

namespace {

LeadSamples window_of(const std::vector<std::vector<double>>& rows) {
  LeadSamples window;
  window.sample_count = kWindowSamples;
  for (const auto& row : rows) {
    window.leads.push_back(leadwise::kTwelveLeads[window.leads.size()]);
    window.values.insert(window.values.end(), row.begin(), row.end());
    window.values.resize(window.leads.size() * kWindowSamples, 0.0);
  }
  return window;
}

std::vector<double> golden_lead_mv(const nlohmann::json& golden) {
  auto lead = golden_numbers(golden["lead_uv"]);
  for (double& sample : lead)
    sample /= 1000.0;
  leadwise::fill_missing_samples(lead);
  return lead;
}

leadwise::Error error_with(std::size_t lead, std::vector<double> samples) {
  std::vector<std::vector<double>> rows(12, made_up_ecg(500.0, 10.0));
  rows[lead] = std::move(samples);
  const auto refused = leadwise::preprocess_window(window_of(rows));
  REQUIRE_FALSE(refused);
  return refused.error();
}

double mean_of(std::span<const double> row) {
  double sum = 0.0;
  for (double value : row)
    sum += value;
  return sum / static_cast<double>(row.size());
}

}  // namespace

TEST_CASE("Preprocessing is SciPy's to a millionth of a lead's standard deviation, wherever the lead stands") {
  const auto golden = read_golden("preprocessing.json");
  const auto step = golden["step"].get<std::size_t>();
  std::vector<std::vector<double>> rows;
  for (int copy = 0; copy < 3; ++copy) {
    for (const auto& lead : golden["cases"])
      rows.push_back(golden_lead_mv(lead));
  }
  rows.pop_back();  // 11 leads: the last group is not full
  const auto input = leadwise::preprocess_window(window_of(rows));
  REQUIRE(input);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& lead = golden["cases"][i % golden["cases"].size()];
    INFO(lead["name"].get<std::string>() << " as lead " << i);
    const auto expected = golden_numbers(lead["standardised"]);
    REQUIRE(expected.size() == kWindowSamples / step);
    double largest_difference = 0.0, largest = 0.0;
    for (std::size_t sample = 0; sample < kWindowSamples; ++sample) {
      const double found = input->standardised.row(i)[sample];
      largest = std::max(largest, std::abs(found));
      if (sample % step == 0) {
        largest_difference = std::max(largest_difference, std::abs(found - expected[sample / step]));
      }
    }
    CHECK(largest_difference < 1e-9);
    CHECK(std::abs(largest - lead["largest"].get<double>()) < 1e-9);
    CHECK(std::abs(std::exp(input->log_sd_mv[i]) / lead["sd_mv"].get<double>() - 1.0) < 1e-9);
  }
}

TEST_CASE("Every lead comes out with mean 0 and sample standard deviation 1") {
  const auto input = leadwise::preprocess_window(window_of({made_up_ecg(500.0, 10.0, 1), made_up_ecg(500.0, 10.0, 5)}));
  REQUIRE(input);
  for (std::size_t lead = 0; lead < 2; ++lead) {
    const auto row = input->standardised.row(lead);
    double squares = 0.0;
    for (double value : row)
      squares += value * value;
    CHECK(std::abs(mean_of(row)) < 1e-12);
    CHECK(std::abs(squares / (kWindowSamples - 1) - 1.0) < 1e-12);
  }
}

TEST_CASE("An offset and a factor change nothing but the lead's log standard deviation") {
  const auto plain = made_up_ecg(500.0, 10.0);
  auto changed = plain;
  for (double& sample : changed)
    sample = 250.0 + 3.0 * sample;
  const auto input = leadwise::preprocess_window(window_of({plain, changed}));
  REQUIRE(input);
  double largest = 0.0;
  for (std::size_t i = 0; i < kWindowSamples; ++i) {
    largest = std::max(largest, std::abs(input->standardised.row(0)[i] - input->standardised.row(1)[i]));
  }
  CHECK(largest < 1e-9);
  CHECK(std::abs(input->log_sd_mv[1] - input->log_sd_mv[0] - std::log(3.0)) < 1e-9);
}

TEST_CASE("Filtering has no phase: a wave in the middle stays there, and symmetric") {
  std::vector<double> symmetric(kWindowSamples);
  for (std::size_t i = 0; i < kWindowSamples; ++i) {
    symmetric[i] = 1.0 + std::exp(-0.5 * std::pow((static_cast<double>(i) - 2499.5) / 20.0, 2));
  }
  const auto input = leadwise::preprocess_window(window_of({symmetric}));
  REQUIRE(input);
  const auto row = input->standardised.row(0);
  double asymmetry = 0.0;
  for (std::size_t i = 0; i < kWindowSamples; ++i) {
    asymmetry = std::max(asymmetry, std::abs(row[i] - row[kWindowSamples - 1 - i]));
  }
  // Ten standard deviations high; the filter's tail, cut off at the window's ends, is all that differs.
  CHECK(asymmetry < 0.02);
  const auto peak = std::max_element(row.begin(), row.end()) - row.begin();
  CHECK((peak == 2499 || peak == 2500));
}

TEST_CASE("A window with a bad lead is refused, and the lead is named") {
  auto infinite = made_up_ecg(500.0, 10.0);
  infinite[4000] = std::numeric_limits<double>::infinity();
  auto not_a_number = made_up_ecg(500.0, 10.0);
  not_a_number[0] = std::numeric_limits<double>::quiet_NaN();
  auto huge = made_up_ecg(500.0, 10.0);
  huge[17] = 1e308;

  CHECK(error_with(0, infinite).code == ErrorCode::NonFiniteSample);
  CHECK(error_with(3, not_a_number).code == ErrorCode::NonFiniteSample);
  CHECK(error_with(5, huge).code == ErrorCode::NonFiniteSample);
  const auto constant = error_with(11, std::vector<double>(kWindowSamples, -3.7));
  CHECK(constant.code == ErrorCode::ConstantLead);
  CHECK(constant.message.find("V6") != std::string::npos);
}

TEST_CASE("What varies only by rounding is constant") {
  std::vector<double> nearly(kWindowSamples, 300.0);
  for (std::size_t i = 0; i < kWindowSamples; i += 3)
    nearly[i] = std::nextafter(300.0, 301.0);
  CHECK(error_with(2, nearly).code == ErrorCode::ConstantLead);
  std::vector<double> denormal(kWindowSamples);
  for (std::size_t i = 0; i < kWindowSamples; i += 3)
    denormal[i] = std::numeric_limits<double>::denorm_min();
  CHECK(error_with(2, denormal).code == ErrorCode::ConstantLead);
}

TEST_CASE("A window of another shape is refused") {
  LeadSamples window = window_of({made_up_ecg(500.0, 10.0)});
  window.sample_count = 4999;
  CHECK(leadwise::preprocess_window(window).error().code == ErrorCode::InvalidArgument);
  window.sample_count = kWindowSamples;
  window.values.pop_back();
  CHECK(leadwise::preprocess_window(window).error().code == ErrorCode::InvalidArgument);
  CHECK(leadwise::preprocess_window(LeadSamples{}).error().code == ErrorCode::InvalidArgument);
}
