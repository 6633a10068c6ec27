#include "data/source_split.hpp"

#include <catch2/catch_test_macros.hpp>

namespace leadwise::training {
namespace {

Recording sourced_recording(const std::string& patient, std::optional<std::string> split = std::nullopt) {
  static int number = 0;
  Recording recording;
  recording.uid = "u" + std::to_string(number++);
  recording.patient = patient;
  recording.source = "ptbxl";
  recording.split = std::move(split);
  return recording;
}

Result<std::vector<Part>> split_of(const std::vector<Recording>& recordings) {
  return split_source(RecordingsInMemory(recordings), {});
}

TEST_CASE("Without a list's own splits, a source is split as a folder is") {
  std::vector<Recording> recordings;
  for (int i = 0; i < 400; ++i)
    recordings.push_back(sourced_recording("p" + std::to_string(i % 150)));
  recordings[7].right_axis = true;
  for (int i = 20; i < 30; ++i)
    recordings[static_cast<std::size_t>(i)].source = "chapman_denoised";
  const auto parts = split_of(recordings);
  REQUIRE(parts.has_value());
  CHECK(*parts == split_by_patient({recordings.begin(), recordings.end()}, {}));
}

TEST_CASE("A list's own split counts, for all recordings of its patient") {
  const auto parts = split_of({sourced_recording("a", "test"), sourced_recording("b", "train"), sourced_recording("b"),
                               sourced_recording("c", "validation"), sourced_recording("d", "external")});
  REQUIRE(parts.has_value());
  CHECK(*parts == std::vector{Part::test, Part::train, Part::train, Part::validation, Part::external});
}

TEST_CASE("A patient in two splits, and two records of one name, are refused and named") {
  const std::vector<Recording> torn = {sourced_recording("a", "test"), sourced_recording("b", "train"),
                                       sourced_recording("a", "train")};
  const auto two = split_of(torn);
  REQUIRE_FALSE(two.has_value());
  CHECK(two.error().code == ErrorCode::PatientInTwoParts);
  CHECK(two.error().message.find(torn[0].uid) != std::string::npos);
  CHECK(two.error().message.find(torn[2].uid) != std::string::npos);
  std::vector<Recording> twice = {sourced_recording("a"), sourced_recording("b")};
  twice[1].uid = twice[0].uid;
  CHECK(split_of(twice).error().code == ErrorCode::DuplicateRecord);
}

}  // namespace
}  // namespace leadwise::training
