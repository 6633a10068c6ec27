#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "leadwise/report_json.hpp"
#include "screening_fixture.hpp"

using namespace leadwise;
using namespace leadwise::testing;
using ExplainedJson = nlohmann::json;

namespace {

ExplainedJson explained_json(const EcgRecord& record) {
  const auto weights = drawn_weights();
  Model model = Model::load(weights).value();
  const Explainer explainer = Explainer::open(weights).value();
  const auto screening = screen(record, model, {}, &explainer);
  REQUIRE(screening);
  ExplainedJson json = ExplainedJson::parse(screening_json("a.hea", record, *screening, model), nullptr, false);
  REQUIRE(json.is_object());
  return json["attribution"];
}

double sum_of(const ExplainedJson& values) {
  double sum = 0.0;
  for (const ExplainedJson& value : values)
    sum += value.is_null() ? 0.0 : value.get<double>();
  return sum;
}

bool has_four_digits(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return std::strtod(text.data(), nullptr) == value;
}

}  // namespace

TEST_CASE("An explanation's JSON has every field that outsiders rely on", "[large]") {
  const ExplainedJson json = explained_json(simulated_record());
  REQUIRE(json.size() == 1);
  const ExplainedJson& first = json[0];
  CHECK(first["task"] == "rv_overload");
  CHECK(first["head"] == "rv_overload_12");
  CHECK(first["method"] == "integrated_gradients");
  CHECK(first["use"].get<std::string>().find("Research use only") == 0);
  CHECK(first["window"] == ExplainedJson{{"start_s", 0.0}, {"samples", 5000}, {"sampling_rate_hz", 500.0}});
  CHECK(first["leads"].size() == 12);
  CHECK(first["completeness_gap"].is_number());
  CHECK(first["steps"] >= 16);
  const ExplainedJson& lead = first["leads"]["V1"];
  CHECK(lead["samples"].size() == 5000);
  CHECK(lead["reconstruction_mv"].size() == 5000);
  CHECK(lead["reconstruction_mse"] > 0.0);
  CHECK(lead["waves"].size() == 7);
}

TEST_CASE("An explanation's numbers add up as they are printed", "[large]") {
  const ExplainedJson first = explained_json(simulated_record())[0];
  double leads = 0.0;
  for (const ExplainedJson& lead : first["leads"]) {
    CHECK(std::fabs(sum_of(lead["waves"]) - lead["shape"].get<double>()) < 1e-3);
    CHECK(std::fabs(sum_of(lead["samples"]) - lead["shape"].get<double>()) < 1e-3);
    CHECK(std::fabs(lead["shape"].get<double>() + lead["amplitude"].get<double>() - lead["total"].get<double>()) <
          1e-3);
    leads += lead["total"].get<double>();
  }
  const double total = first["total"];
  CHECK(std::fabs(leads - total) < 5e-3);
  CHECK(std::fabs(sum_of(first["waves"]) + first["amplitude"].get<double>() - total) < 5e-3);
  const double moved = first["logit"].get<double>() - first["baseline_logit"].get<double>();
  CHECK(std::fabs(std::fabs(total - moved) / std::fabs(moved) - first["completeness_gap"].get<double>()) < 1e-3);
}

TEST_CASE("Samples are rounded to four digits", "[large]") {
  const ExplainedJson samples = explained_json(simulated_record())[0]["leads"]["II"]["samples"];
  bool all = true;
  for (const ExplainedJson& sample : samples)
    all = all && has_four_digits(sample.get<double>());
  CHECK(all);
}

TEST_CASE("An abstention has no attribution") { CHECK(explained_json(simulated_record(4.0)).is_null()); }
