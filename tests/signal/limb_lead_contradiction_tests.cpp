#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "leadwise/signal.hpp"

using namespace leadwise;

namespace {

constexpr double kPi = 3.14159265358979323846;

/// Limb leads of a dipole that turns: I and II are sines out of phase, the others follow exactly.
EcgRecord consistent_record() {
  std::vector<double> lead_i, lead_ii;
  for (int i = 0; i < 1000; ++i) {
    lead_i.push_back(std::sin(2.0 * kPi * i / 250.0));
    lead_ii.push_back(0.8 * std::sin(2.0 * kPi * i / 250.0 + 0.7));
  }
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  const auto add = [&](Lead lead, double of_i, double of_ii) {
    std::vector<double> samples;
    for (std::size_t i = 0; i < lead_i.size(); ++i)
      samples.push_back(of_i * lead_i[i] + of_ii * lead_ii[i]);
    record.channels.push_back({std::string(lead_name(lead)), lead, 0.0, 0.0, samples});
  };
  add(Lead::I, 1.0, 0.0);
  add(Lead::II, 0.0, 1.0);
  add(Lead::III, -1.0, 1.0);
  add(Lead::aVR, -0.5, -0.5);
  add(Lead::aVL, 1.0, -0.5);
  add(Lead::aVF, -0.5, 1.0);
  return record;
}

void scale(EcgRecord& record, Lead lead, double factor) {
  for (Channel& channel : record.channels) {
    for (double& sample : channel.samples_mv)
      sample *= channel.lead == lead ? factor : 1.0;
  }
}

}  // namespace

TEST_CASE("limb leads that obey Einthoven and Goldberger are not warned about") {
  CHECK_FALSE(limb_lead_contradiction(consistent_record()));
}

TEST_CASE("offsets, rounding and missing samples are no contradiction") {
  EcgRecord record = consistent_record();
  for (Channel& channel : record.channels) {
    for (double& sample : channel.samples_mv)
      sample = std::round((sample + 0.3 * static_cast<double>(channel.label.size())) / 0.005) * 0.005;
  }
  record.channels[2].samples_mv[10] = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(limb_lead_contradiction(record));
}

TEST_CASE("a calibration pulse in all leads at the end is no contradiction") {
  EcgRecord record = consistent_record();
  for (Channel& channel : record.channels) {
    const std::vector<double> once = channel.samples_mv;
    for (int repeat = 0; repeat < 4; ++repeat)
      channel.samples_mv.insert(channel.samples_mv.end(), once.begin(), once.end());
    channel.samples_mv.insert(channel.samples_mv.end(), 250, 0.0);
    channel.samples_mv.insert(channel.samples_mv.end(), 100, 5.0);
    channel.samples_mv.insert(channel.samples_mv.end(), 150, 0.0);
  }
  CHECK_FALSE(limb_lead_contradiction(record));
}

TEST_CASE("a lead of another gain, sign or name is named") {
  for (const double factor : {0.5, 2.0, -1.0}) {
    EcgRecord record = consistent_record();
    scale(record, Lead::aVF, factor);
    const auto warning = limb_lead_contradiction(record);
    REQUIRE(warning);
    CHECK(warning->code == ErrorCode::LimbLeadsContradict);
    CHECK(warning->message.find("aVF") != std::string::npos);
  }
  EcgRecord swapped = consistent_record();
  std::swap(swapped.channels[3].samples_mv, swapped.channels[4].samples_mv);
  CHECK(limb_lead_contradiction(swapped));
}

TEST_CASE("two limb leads cannot contradict each other, and a flat record has nothing to say") {
  EcgRecord record = consistent_record();
  record.channels.resize(2);
  CHECK_FALSE(limb_lead_contradiction(record));
  EcgRecord flat = consistent_record();
  for (Channel& channel : flat.channels)
    channel.samples_mv.assign(1000, 0.0);
  CHECK_FALSE(limb_lead_contradiction(flat));
}
