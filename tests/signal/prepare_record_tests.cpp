#include <array>
#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "golden_json.hpp"
#include "leadwise/signal.hpp"
#include "test_signals.hpp"

using leadwise::ErrorCode;
using leadwise::kTwelveLeads;
using leadwise::kWindowSamples;
using leadwise::Lead;
using leadwise::prepare_record;

namespace {

constexpr std::array<Lead, 1> kLeadI = {Lead::I};

leadwise::PreparedRecord prepared(const leadwise::EcgRecord& record, std::span<const Lead> leads) {
  auto result = prepare_record(record, leads);
  REQUIRE(result);
  CHECK(all_finite(*result));
  return *result;
}

ErrorCode refusal(const leadwise::EcgRecord& record, std::span<const Lead> leads) {
  const auto result = prepare_record(record, leads);
  REQUIRE_FALSE(result);
  return result.error().code;
}

}  // namespace

TEST_CASE("A 10 s record at the model's rate is what preprocess_window makes of it") {
  const auto record = made_up_record(kTwelveLeads, 500.0, 10.0);
  leadwise::LeadSamples window;
  window.sample_count = kWindowSamples;
  for (const auto& recorded : record.channels) {
    window.leads.push_back(*recorded.lead);
    window.values.insert(window.values.end(), recorded.samples_mv.begin(), recorded.samples_mv.end());
  }
  const auto direct = leadwise::preprocess_window(window);
  REQUIRE(direct);
  const auto result = prepared(record, kTwelveLeads);
  REQUIRE(result.windows.size() == 1);
  CHECK(result.windows[0].standardised.leads == direct->standardised.leads);
  CHECK(result.windows[0].standardised.values == direct->standardised.values);
  CHECK(result.windows[0].log_sd_mv == direct->log_sd_mv);
  CHECK(result.unused_s == 0.0);
  CHECK(result.skipped_windows == 0);
}

TEST_CASE("Gaps and the missing end of a record are treated as SciPy's reference treats them") {
  const auto file = read_golden("preprocessing.json");
  REQUIRE(file["cases"].size() == 4);
  for (const auto& golden : file["cases"]) {
    INFO(golden["name"].get<std::string>());
    auto samples = golden_numbers(golden["lead_uv"]);
    for (double& sample : samples)
      sample /= 1000.0;
    leadwise::EcgRecord record;
    record.sampling_rate_hz = 500.0;
    record.channels.push_back(channel(Lead::V1, samples));
    const std::array<Lead, 1> leads = {Lead::V1};
    const auto result = prepared(record, leads);
    REQUIRE(result.windows.size() == 1);
    const auto expected = golden_numbers(golden["standardised"]);
    double largest = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      largest = std::max(largest, std::abs(result.windows[0].standardised.row(0)[10 * i] - expected[i]));
    }
    CHECK(largest < 1e-9);
  }
}

TEST_CASE("Leads come in the order asked for, whatever their order in the record") {
  const auto record = made_up_record(std::array{Lead::V6, Lead::II, Lead::V1, Lead::I}, 500.0, 10.0);
  const std::array<Lead, 3> asked = {Lead::I, Lead::V1, Lead::V6};
  const auto result = prepared(record, asked);
  REQUIRE(result.windows.size() == 1);
  CHECK(result.windows[0].standardised.leads == std::vector<Lead>(asked.begin(), asked.end()));
  const std::array<Lead, 1> alone = {Lead::V1};
  const auto v1 = prepared(record, alone);
  const auto row = result.windows[0].standardised.row(1);
  CHECK(std::equal(row.begin(), row.end(), v1.windows[0].standardised.row(0).begin()));
}

TEST_CASE("Limb leads that the record lacks are derived") {
  const auto record = made_up_record(std::array{Lead::I, Lead::II}, 500.0, 10.0);
  const auto result = prepared(record, leadwise::kLimbLeads);
  REQUIRE(result.windows.size() == 1);
  REQUIRE(result.windows[0].standardised.leads.size() == 6);
  // Filtering is linear: Einthoven's law holds behind it, in millivolts.
  const auto& window = result.windows[0];
  for (std::size_t i = 0; i < kWindowSamples; i += 7) {
    const auto mv = [&](std::size_t lead) {
      return window.standardised.row(lead)[i] * std::exp(window.log_sd_mv[lead]);
    };
    REQUIRE(std::abs(mv(0) + mv(2) - mv(1)) < 1e-9);
    REQUIRE(std::abs(mv(3) + mv(4) + mv(5)) < 1e-9);
  }
}

TEST_CASE("A lead that is not in the record is named, the others are prepared") {
  const auto record = made_up_record(std::array{Lead::I, Lead::II}, 500.0, 10.0);
  const std::array<Lead, 2> asked = {Lead::V3, Lead::II};
  const auto result = prepared(record, asked);
  REQUIRE(result.quality.size() == 2);
  REQUIRE(result.quality[0].reason);
  CHECK(result.quality[0].reason->code == ErrorCode::UnsupportedLeadSet);
  CHECK(result.quality[0].reason->message == "lead V3 is not in the record");
  CHECK_FALSE(result.quality[1].reason);
  CHECK(result.windows[0].standardised.leads == std::vector{Lead::II});
}

TEST_CASE("A record with none of the leads is refused") {
  const std::array<Lead, 2> chest = {Lead::V1, Lead::V2};
  CHECK(refusal(made_up_record(kLeadI, 500.0, 10.0), chest) == ErrorCode::UnsupportedLeadSet);
  CHECK(refusal(made_up_record(std::array<Lead, 0>{}, 500.0, 10.0), chest) == ErrorCode::UnsupportedLeadSet);
  CHECK(refusal(made_up_record(kLeadI, 500.0, 10.0), {}) == ErrorCode::UnsupportedLeadSet);
}

TEST_CASE("9.5 s are enough, less is too short, at any rate") {
  for (double rate_hz : {100.0, 257.0, 360.0, 500.0, 999.9, 2000.0}) {
    INFO(rate_hz << " Hz");
    auto record = made_up_record(kLeadI, rate_hz, 9.5);
    record.channels[0].samples_mv.resize(static_cast<std::size_t>(std::ceil(9.5 * rate_hz)), 0.1);
    CHECK(prepared(record, kLeadI).windows.size() == 1);
    record.channels[0].samples_mv.resize(static_cast<std::size_t>(std::ceil(9.5 * rate_hz)) - 1);
    CHECK(refusal(record, kLeadI) == ErrorCode::TooShort);
  }
  CHECK(refusal(made_up_record(kLeadI, 500.0, 0.002), kLeadI) == ErrorCode::TooShort);
  CHECK(refusal(made_up_record(kLeadI, 500.0, 0.0), kLeadI) == ErrorCode::TooShort);
}

TEST_CASE("Ten seconds at any rate are one whole window") {
  for (double rate_hz : {100.0, 128.0, 257.0, 333.33, 499.9, 500.1, 977.0, 999.9, 2000.0}) {
    INFO(rate_hz << " Hz");
    const auto result = prepared(made_up_record(kLeadI, rate_hz, 10.0), kLeadI);
    CHECK(result.windows.size() == 1);
    CHECK(result.unused_s < 0.01);
  }
}

TEST_CASE("The rate a record was taken at hardly changes what the model sees") {
  const auto reference = prepared(made_up_record(kLeadI, 500.0, 10.0), kLeadI);
  for (double rate_hz : {250.0, 257.0, 360.0, 999.9, 1000.0, 2000.0}) {
    INFO(rate_hz << " Hz");
    const auto result = prepared(made_up_record(kLeadI, rate_hz, 10.0), kLeadI);
    double largest = 0.0;
    for (std::size_t i = 50; i < kWindowSamples - 50; ++i) {
      const double difference = result.windows[0].standardised.row(0)[i] - reference.windows[0].standardised.row(0)[i];
      largest = std::max(largest, std::abs(difference));
    }
    CHECK(largest < 0.01);
  }
}

TEST_CASE("A long record is cut into consecutive windows, and the rest is counted") {
  const auto record = made_up_record(kLeadI, 250.0, 34.0);
  const auto result = prepared(record, kLeadI);
  CHECK(result.windows.size() == 3);
  CHECK(std::abs(result.unused_s - 4.0) < 1e-9);
  auto at_model_rate = leadwise::resample_to_rate(record.channels[0].samples_mv, 250.0, 500.0);
  REQUIRE(at_model_rate);
  leadwise::LeadSamples second{{Lead::I}, kWindowSamples, {}};
  second.values.assign(at_model_rate->begin() + 5000, at_model_rate->begin() + 10000);
  CHECK(leadwise::preprocess_window(second)->standardised.values == result.windows[1].standardised.values);
}

TEST_CASE("Rates that are none are refused before anything is computed") {
  for (double rate_hz :
       {0.0, -1.0, 50.0, 1e9, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    auto record = made_up_record(kLeadI, 500.0, 10.0);
    record.sampling_rate_hz = rate_hz;
    CHECK(refusal(record, kLeadI) == ErrorCode::InvalidSamplingRate);
  }
}

TEST_CASE("Requests that contradict themselves are refused") {
  const std::array<Lead, 2> twice = {Lead::I, Lead::I};
  CHECK(refusal(made_up_record(kLeadI, 500.0, 10.0), twice) == ErrorCode::InvalidArgument);
  auto unequal = made_up_record(std::array{Lead::I, Lead::II}, 500.0, 10.0);
  unequal.channels[1].samples_mv.pop_back();
  CHECK(refusal(unequal, kLeadI) == ErrorCode::InvalidArgument);
}
