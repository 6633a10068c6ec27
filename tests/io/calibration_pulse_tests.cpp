#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "leadwise/writer.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace calibration_pulse_tests {

namespace {

constexpr double kRateHz = 500.0;
constexpr std::size_t kEcgSamples = 600, kZeroSamples = 50, kPulseSamples = 100;

/// Leads that differ, then what devices put behind them: zeros, 1 mV, zeros, off by a step of 5 uV here and there.
EcgRecord record_with_end(double pulse_mv) {
  EcgRecord record;
  record.sampling_rate_hz = kRateHz;
  for (const Lead lead : {Lead::I, Lead::II, Lead::V1}) {
    const double of_lead = static_cast<double>(lead_index(lead)) + 1.0;
    std::vector<double> samples_mv;
    for (std::size_t i = 0; i < kEcgSamples; ++i)
      samples_mv.push_back(0.2 * of_lead + 0.005 * static_cast<double>(i % 40));
    for (std::size_t i = 0; i < 2 * kZeroSamples + kPulseSamples; ++i) {
      const bool pulse = i >= kZeroSamples && i < kZeroSamples + kPulseSamples;
      const std::size_t turn = (i + lead_index(lead)) % 8;
      samples_mv.push_back((pulse ? pulse_mv : 0.0) + (turn == 0 ? -0.005 : turn == 1 ? 0.005 : 0.0));
    }
    record.channels.push_back({std::string(lead_name(lead)), lead, 0.005, 0.0, std::move(samples_mv)});
  }
  return record;
}

EcgRecord read_as_written(const EcgRecord& record, std::string_view format, bool identifiers = false) {
  const auto files = write_record(record, format, "out", identifiers);
  REQUIRE(files.has_value());
  Files back;
  for (const auto& file : *files)
    back.add(file.name, Bytes(file.bytes));
  const auto read = back.read();
  REQUIRE(refusal(read) == "");
  return *read;
}

bool has_note_of_pulse(const EcgRecord& record) {
  return std::any_of(record.notes.begin(), record.notes.end(),
                     [](const Note& note) { return note.message.find("calibration pulse") != std::string::npos; });
}

}  // namespace

TEST_CASE("a calibration pulse at the end is marked whichever format brings it, and stays in the recording") {
  const EcgRecord record = record_with_end(1.0);
  for (const std::string_view format : {"aecg", "csv", "dicom", "edf", "wfdb"}) {
    CAPTURE(format);
    const EcgRecord back = read_as_written(record, format);
    CHECK(has_note_of_pulse(back));
    REQUIRE(back.annotations.size() == 1);
    CHECK(back.annotations[0].text == "calibration pulse");
    CHECK(std::abs(back.annotations[0].time_s - kEcgSamples / kRateHz) < 1e-9);
    CHECK(back.sample_count() == record.sample_count());
  }
}

TEST_CASE("a copy that bears the mark of a calibration pulse gets no second one") {
  EcgRecord copy = record_with_end(1.0);
  for (int i = 0; i < 3; ++i)
    copy = read_as_written(copy, "edf", true);
  const auto is_mark = [](const Annotation& annotation) { return annotation.text == "calibration pulse"; };
  CHECK(std::count_if(copy.annotations.begin(), copy.annotations.end(), is_mark) == 1);
}

TEST_CASE("leads that end flat, or with another step than 1 mV, hold no calibration pulse") {
  for (const double pulse_mv : {0.0, 0.5, 2.0}) {
    CAPTURE(pulse_mv);
    const EcgRecord back = read_as_written(record_with_end(pulse_mv), "csv");
    CHECK_FALSE(has_note_of_pulse(back));
    CHECK(back.annotations.empty());
  }
}

}  // namespace calibration_pulse_tests
