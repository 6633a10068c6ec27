#include <catch2/catch_test_macros.hpp>

#include "dicom/arrange_groups.hpp"

using namespace leadwise;
using io::dicom::MultiplexGroup;

namespace dicom_group_tests {

namespace {

MultiplexGroup group(const std::vector<Lead>& leads, double start_s, double duration_s, std::string label = {}) {
  MultiplexGroup made;
  made.label = std::move(label);
  made.offset_ms = start_s * 1000.0;
  made.sampling_rate_hz = 100.0;
  made.sample_count = static_cast<std::size_t>(duration_s * made.sampling_rate_hz);
  for (const Lead lead : leads)
    made.channels.push_back(
        {std::string(lead_name(lead)), lead, 0.001, 0.0, std::vector<double>(made.sample_count, duration_s)});
  return made;
}

std::vector<MultiplexGroup> page() {
  return {group({Lead::I, Lead::II, Lead::III}, 0.0, 2.5), group({Lead::aVR, Lead::aVL, Lead::aVF}, 2.5, 2.5),
          group({Lead::V1, Lead::V2, Lead::V3}, 5.0, 2.5), group({Lead::V4, Lead::V5, Lead::V6}, 7.5, 2.5)};
}

const std::vector<Lead> kAll(kTwelveLeads.begin(), kTwelveLeads.end());

EcgRecord arranged(std::vector<MultiplexGroup> groups) {
  for (std::size_t i = 0; i < groups.size(); ++i)
    groups[i].number = i + 1;
  EcgRecord record;
  REQUIRE(io::dicom::arrange_groups(groups, record).has_value());
  return record;
}

}  // namespace

TEST_CASE("a strip of DICOM leads that the page has already is kept beside it, and no lead is lost") {
  const std::vector<std::vector<Lead>> strips = {{Lead::II}, {Lead::II, Lead::V1, Lead::V5}};
  for (const auto& strip : strips) {
    auto groups = page();
    groups.insert(groups.begin(), group(strip, 0.0, 10.0, "rhythm strip"));
    const EcgRecord record = arranged(std::move(groups));
    CHECK(record.channels.size() == 12);
    CHECK(record.duration_s() == 10.0);
    CHECK(record.find(Lead::II)->samples_mv[0] == 2.5);
    REQUIRE(record.other_signals.size() == 1);
    CHECK(record.other_signals[0].label == "rhythm strip");
    REQUIRE(record.notes.size() == 1);
    CHECK(record.notes[0].code == ErrorCode::DuplicateLead);
    CHECK(record.notes[0].message.find("\"rhythm strip\" repeats leads") != std::string::npos);
  }
}

TEST_CASE("twelve DICOM leads of ten seconds are the recording, not a minute of three of them") {
  const EcgRecord record =
      arranged({group({Lead::II, Lead::V1, Lead::V5}, 0.0, 60.0, "strip"), group(kAll, 0.0, 10.0)});
  CHECK(record.channels.size() == 12);
  CHECK(record.duration_s() == 10.0);
  REQUIRE(record.other_signals.size() == 1);
  CHECK(record.other_signals[0].channels.size() == 3);
  CHECK(record.notes.size() == 1);
}

TEST_CASE("of two DICOM groups of the same leads the longer is the recording") {
  const EcgRecord record = arranged({group(kAll, 0.0, 10.0, "short"), group(kAll, 0.0, 60.0, "long")});
  CHECK(record.duration_s() == 60.0);
  REQUIRE(record.other_signals.size() == 1);
  CHECK(record.other_signals[0].label == "short");
}

TEST_CASE("a DICOM group that brings a lead of its own joins the recording with its copies") {
  const EcgRecord record = arranged({group({Lead::I, Lead::II}, 0.0, 10.0), group({Lead::II, Lead::V1}, 0.0, 10.0)});
  CHECK(record.channels.size() == 4);
  CHECK(record.find(Lead::V1) != nullptr);
  CHECK(record.other_signals.empty());
}

TEST_CASE("DICOM leads that were derived from the recorded ones beside them are part of the recording") {
  auto derived = group({Lead::III, Lead::aVR, Lead::aVL, Lead::aVF}, 0.0, 10.0);
  derived.derived = true;
  const auto original = group({Lead::I, Lead::II, Lead::V1}, 0.0, 10.0);
  CHECK(arranged({original, derived}).channels.size() == 7);
  auto shorter = derived, filtered = group({Lead::I}, 0.0, 10.0);
  shorter.sample_count = 500;
  for (Channel& channel : shorter.channels)
    channel.samples_mv.resize(500);
  filtered.derived = true;
  CHECK(arranged({original, shorter}).channels.size() == 3);
  CHECK(arranged({original, filtered}).channels.size() == 3);
}

TEST_CASE("a DICOM group called a heartbeat recording is no average beat, a median heartbeat is one") {
  CHECK(arranged({group(kAll, 0.0, 10.0, "Heartbeat recording")}).channels.size() == 12);
  const EcgRecord record = arranged({group(kAll, 0.0, 10.0), group(kAll, 0.0, 1.0, "Median heartbeat")});
  CHECK(record.average_beats.size() == 1);
}

}  // namespace dicom_group_tests
