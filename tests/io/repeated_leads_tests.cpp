#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "record_files.hpp"
#include "set_repeated_leads_apart.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace repeated_leads_tests {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

Channel channel(Lead lead, std::string label, std::vector<double> samples_mv) {
  return {std::move(label), lead, 0.0, 0.0, std::move(samples_mv)};
}

EcgRecord separated(std::vector<Channel> channels) {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels = std::move(channels);
  io::set_repeated_leads_apart(record);
  return record;
}

bool says(const EcgRecord& record, std::string_view words) {
  return std::any_of(record.notes.begin(), record.notes.end(), [&](const Note& note) {
    return note.code == ErrorCode::DuplicateLead && note.message.find(words) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("a record without repeated leads is left alone") {
  const EcgRecord record = separated({channel(Lead::I, "I", {1, 2}), channel(Lead::II, "II", {1, 2})});
  CHECK(record.channels.size() == 2);
  CHECK(record.other_signals.empty());
  CHECK(record.notes.empty());
}

TEST_CASE("of two channels of one lead the first is kept, the other stands beside it and a note names it") {
  const EcgRecord record = separated({channel(Lead::I, "I", {1, 2}), channel(Lead::II, "II", {3, 4}),
                                      channel(Lead::II, "II filtered", {3, 5}), channel(Lead::V1, "V1", {1, 2})});
  REQUIRE(record.channels.size() == 3);
  CHECK(record.find(Lead::II)->label == "II");
  REQUIRE(record.other_signals.size() == 1);
  CHECK(record.other_signals[0].sampling_rate_hz == 500.0);
  REQUIRE(record.other_signals[0].channels.size() == 1);
  CHECK(record.other_signals[0].channels[0].label == "II filtered");
  CHECK(record.other_signals[0].channels[0].lead == Lead::II);
  REQUIRE(record.notes.size() == 1);
  CHECK(says(record, "\"II filtered\" (contradicts the other in 1 of the 2 samples that both have)"));
}

TEST_CASE("copies that say the same, or stand for different times, are told from those that contradict each other") {
  CHECK(says(separated({channel(Lead::I, "a", {1, kMissing}), channel(Lead::I, "b", {1, 2})}),
             "\"b\" (the same where both have samples)"));
  CHECK(says(separated({channel(Lead::I, "a", {1, kMissing}), channel(Lead::I, "b", {kMissing, 2})}),
             "\"b\" (at other times)"));
}

TEST_CASE("a strip beside leads that were recorded one after the other is the copy, whichever comes first") {
  const std::vector<double> early = {1, 2, kMissing, kMissing}, late = {kMissing, kMissing, 3, 4};
  const Channel strip = channel(Lead::II, "strip", {1, 2, 3, 4}), of_page = channel(Lead::II, "II", early);
  for (const bool strip_first : {false, true}) {
    const EcgRecord record =
        separated({channel(Lead::I, "I", early), strip_first ? strip : of_page, strip_first ? of_page : strip,
                   channel(Lead::III, "III", early), channel(Lead::V1, "V1", late)});
    CHECK(record.find(Lead::II)->label == "II");
    REQUIRE(record.other_signals.size() == 1);
    CHECK(record.other_signals[0].channels[0].label == "strip");
  }
}

TEST_CASE("a copy without any sample is not the one that is kept") {
  const EcgRecord record =
      separated({channel(Lead::I, "empty", {kMissing, kMissing}), channel(Lead::I, "full", {1, 2})});
  CHECK(record.find(Lead::I)->label == "full");
}

TEST_CASE("groups hold each lead once too, however many copies there are") {
  EcgRecord record;
  record.channels = {channel(Lead::I, "I", {1})};
  record.average_beats = {{"beat", 250.0, {channel(Lead::II, "x", {1}), channel(Lead::II, "y", {1})}}};
  for (int i = 0; i < 7; ++i)
    record.channels.push_back(channel(Lead::I, "copy", {1}));
  io::set_repeated_leads_apart(record);
  REQUIRE(record.average_beats.size() == 2);
  CHECK(record.average_beats[1].label == "beat, repeated leads");
  CHECK(record.average_beats[1].sampling_rate_hz == 250.0);
  CHECK(record.channels.size() == 1);
  CHECK(record.other_signals.size() == 7);
  CHECK(says(record, "and others"));
  CHECK(record.notes.size() == 2);
}

TEST_CASE("a file with two channels of one lead is read, in every format alike") {
  const std::vector<Result<EcgRecord>> records = {
      read_small(altered(kSmallHeader, " 0 II", " 0 lead i")),
      read_text("I,Lead I\n1,2\n3,4\n", {VoltageUnit::millivolt, 500.0}),
      Files().add("a.json", R"({"leads": {"I": [1, 2], "i": [1, 3]}, "fs": 500, "unit": "mV"})").read()};
  for (const auto& record : records) {
    REQUIRE(refusal(record) == "");
    CAPTURE(record->format);
    CHECK(record->find(Lead::I) == &record->channels[0]);
    REQUIRE(record->other_signals.size() == 1);
    CHECK(record->other_signals[0].channels[0].lead == Lead::I);
    CHECK(says(*record, "contradicts the other"));
  }
}

}  // namespace repeated_leads_tests
