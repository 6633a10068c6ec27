#include <cmath>
#include <limits>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/signal.hpp"
#include "test_signals.hpp"

using leadwise::Lead;

namespace {

/// All six limb leads of one heart, from its leads I and II.
std::vector<leadwise::Channel> limb_leads_of(double i, double ii) {
  return {channel(Lead::I, {i}),
          channel(Lead::II, {ii}),
          channel(Lead::III, {ii - i}),
          channel(Lead::aVR, {-(i + ii) / 2}),
          channel(Lead::aVL, {i - ii / 2}),
          channel(Lead::aVF, {ii - i / 2})};
}

leadwise::EcgRecord record_of(std::vector<leadwise::Channel> channels) {
  leadwise::EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels = std::move(channels);
  return record;
}

}  // namespace

TEST_CASE("Every limb lead follows from any two limb leads") {
  const auto truth = limb_leads_of(0.73, -0.21);
  for (std::size_t first = 0; first < truth.size(); ++first) {
    for (std::size_t second = 0; second < truth.size(); ++second) {
      if (first == second)
        continue;
      const auto record = record_of({truth[first], truth[second]});
      for (const auto& wanted : truth) {
        INFO(wanted.label << " from " << truth[first].label << " and " << truth[second].label);
        const auto derived = leadwise::derive_lead(record, *wanted.lead);
        REQUIRE(derived);
        CHECK(std::abs(derived->front() - wanted.samples_mv.front()) < 1e-15);
      }
    }
  }
}

TEST_CASE("From leads I and II the others are the exact combinations") {
  const double i = 0.731, ii = -0.217;
  const auto record =
      record_of({channel(Lead::V1, {9.0}), channel(Lead::aVF, {7.0}), channel(Lead::II, {ii}), channel(Lead::I, {i})});
  CHECK(leadwise::derive_lead(record, Lead::III)->front() == ii - i);
  CHECK(leadwise::derive_lead(record, Lead::aVR)->front() == -0.5 * i - 0.5 * ii);
  CHECK(leadwise::derive_lead(record, Lead::aVL)->front() == i - 0.5 * ii);
}

TEST_CASE("A recorded lead is returned as recorded, even where it breaks Einthoven's law") {
  auto channels = limb_leads_of(0.5, 0.25);
  channels[2].samples_mv = {123.0};
  CHECK(leadwise::derive_lead(record_of(channels), Lead::III)->front() == 123.0);
}

TEST_CASE("A missing sample of a parent is missing in the derived lead, and only there") {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const auto record = record_of({channel(Lead::I, {1.0, missing, 3.0}), channel(Lead::II, {1.0, 1.0, 1.0})});
  const auto derived = leadwise::derive_lead(record, Lead::aVF);
  REQUIRE(derived);
  CHECK(derived->at(0) == 0.5);
  CHECK(std::isnan(derived->at(1)));
  CHECK(derived->at(2) == -0.5);
}

TEST_CASE("A parent without any sample is passed over") {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  auto channels = limb_leads_of(0.5, 0.25);
  channels[1].samples_mv = {missing};
  channels.erase(channels.begin());
  const auto derived = leadwise::derive_lead(record_of(channels), Lead::I);
  REQUIRE(derived);
  CHECK(std::abs(derived->front() - 0.5) < 1e-15);
}

TEST_CASE("Nothing is derived from one limb lead, and no chest lead from any") {
  const auto limb_leads = limb_leads_of(0.5, 0.25);
  CHECK_FALSE(leadwise::derive_lead(record_of({limb_leads[0]}), Lead::II));
  CHECK_FALSE(leadwise::derive_lead(record_of(limb_leads), Lead::V1));
  CHECK_FALSE(leadwise::derive_lead(record_of({}), Lead::I));
}
