#include "data/patient_split.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>

namespace leadwise::training {
namespace {

RecordFacts recording_of(const std::string& patient, const std::string& source = "ptbxl") {
  RecordFacts recording;
  recording.patient = patient;
  recording.source = source;
  return recording;
}

std::string numbered(std::size_t number) { return std::to_string(number); }

std::vector<RecordFacts> two_each(std::size_t patients) {
  std::vector<RecordFacts> recordings;
  for (std::size_t i = 0; i < 2 * patients; ++i)
    recordings.push_back(recording_of(numbered(i % patients)));
  return recordings;
}

TEST_CASE("No patient is in two parts") {
  const auto recordings = two_each(300);
  const auto parts = split_by_patient(recordings, {});
  std::map<std::string, Part> seen;
  for (std::size_t i = 0; i < recordings.size(); ++i)
    CHECK(seen.emplace(recordings[i].patient, parts[i]).first->second == parts[i]);
  const auto trained = recordings_of(parts, Part::train).size();
  CHECK(trained > 300);
  CHECK(trained < 420);
}

TEST_CASE("New recordings move nobody") {
  const auto few = split_by_patient(two_each(50), {});
  auto more = two_each(50);
  more.insert(more.begin(), recording_of("someone new"));
  const auto parts = split_by_patient(more, {});
  for (std::size_t i = 0; i < few.size(); ++i)
    CHECK(parts[i + 1] == few[i]);
}

TEST_CASE("A patient with a flagged recording is only tested on") {
  auto recordings = two_each(100);
  for (std::size_t i = 0; i < 100; ++i)
    recordings[i].right_axis = true;
  for (const auto part : split_by_patient(recordings, {}))
    CHECK(part == Part::test);
}

TEST_CASE("A patient of an external source is never trained on") {
  std::vector<RecordFacts> recordings;
  for (std::size_t i = 0; i < 50; ++i) {
    recordings.push_back(recording_of(numbered(i), "chapman_raw"));
    recordings.push_back(recording_of(numbered(i), "chapman_denoised"));
  }
  const auto parts = split_by_patient(recordings, {});
  for (std::size_t i = 0; i < parts.size(); ++i)
    CHECK(parts[i] == (i % 2 == 0 ? Part::test : Part::external));
}

}  // namespace
}  // namespace leadwise::training
