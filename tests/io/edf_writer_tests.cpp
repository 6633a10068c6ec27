#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "expected_table.hpp"
#include "leadwise/writer.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace edf_writer_tests {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// An ECG-like channel of whole digital units.
Channel channel_of(std::string label, double resolution_mv, double baseline_adu, std::size_t count, double height_adu) {
  Channel channel{label, parse_lead(label), resolution_mv, baseline_adu, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const double adu = baseline_adu + std::round(height_adu * std::sin(static_cast<double>(i) * 0.37));
    channel.samples_mv.push_back((adu - baseline_adu) * resolution_mv);
  }
  return channel;
}

EcgRecord record_of(double rate_hz, std::size_t count) {
  EcgRecord record;
  record.sampling_rate_hz = rate_hz;
  record.channels = {channel_of("I", 0.005, 0.0, count, 700), channel_of("V2", 1.0 / 200.0, 1024.0, count, 1000),
                     channel_of("Plethysmogram of the left ear", 0.0, 0.0, count, 0.3)};
  record.channels[2].samples_mv.clear();
  for (std::size_t i = 0; i < count; ++i)
    record.channels[2].samples_mv.push_back(0.3 * std::sin(static_cast<double>(i) * 0.11) + 0.01);
  record.acquisition_time = "2020-02-05T11:39:16.5";
  record.patient = {"47 11", "Jane Doe", "1960-12-31", 59.0, Sex::female};
  record.annotations = {{0.5, std::nullopt, std::nullopt, "N"}, {1.25, 0.5, "V2", "Doe moved"}};
  return record;
}

Result<std::vector<OutputFile>> write(const EcgRecord& record, bool identifiers = false) {
  return write_record(record, "edf", "out", identifiers);
}

std::string refused(const EcgRecord& record) {
  const auto files = write(record);
  return files ? "" : std::string(error_name(files.error().code));
}

EcgRecord read_back(const EcgRecord& record, bool identifiers = false) {
  const auto files = write(record, identifiers);
  REQUIRE(files.has_value());
  REQUIRE(files->size() == 1);
  CHECK(files->front().name == "out.edf");
  const auto back = Files().add(files->front().name, files->front().bytes).read();
  REQUIRE(refusal(back) == "");
  CHECK(back->format == "edf");
  return *back;
}

std::string text_of(const EcgRecord& record, bool identifiers) {
  const auto files = write(record, identifiers);
  REQUIRE(files.has_value());
  return {files->front().bytes.begin(), files->front().bytes.end()};
}

// In steps of the copy; infinite where a sample is missing in one only.
double largest_difference_adu(const Channel& channel, const Channel& copy) {
  double largest = channel.samples_mv.size() == copy.samples_mv.size() ? 0.0 : std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < std::min(channel.samples_mv.size(), copy.samples_mv.size()); ++i) {
    if (std::isnan(channel.samples_mv[i]) && std::isnan(copy.samples_mv[i]))
      continue;
    const double difference = std::abs(channel.samples_mv[i] - copy.samples_mv[i]) / copy.resolution_mv;
    largest = std::isnan(difference) ? std::numeric_limits<double>::infinity() : std::max(largest, difference);
  }
  return largest;
}

void check_same_signals(const EcgRecord& record, const EcgRecord& back) {
  CHECK(back.sampling_rate_hz == record.sampling_rate_hz);
  CHECK(back.sample_count() == record.sample_count());
  REQUIRE(back.channels.size() == record.channels.size());
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    CHECK(back.channels[i].lead == record.channels[i].lead);
    CHECK(largest_difference_adu(record.channels[i], back.channels[i]) <= 0.5001);
  }
}

}  // namespace

TEST_CASE("An age of under 18 that a record states outlives a copy whose birth date says otherwise") {
  EcgRecord record = record_of(500.0, 5000);
  record.patient.age_years = 9.0;
  const EcgRecord back = read_back(record, true);
  CHECK(back.patient.birth_date == "1960-12-31");
  CHECK(back.patient.age_years == 9.0);
  REQUIRE(back.notes.size() == 1);
  CHECK(back.notes.front().message ==
        "the header's birth date gives another age than the annotation \"Age: 9\", which was taken");
  record.patient.birth_date = "2010-07-01";
  const EcgRecord agreeing = read_back(record, true);
  CHECK(agreeing.patient.age_years == 9.0);
  CHECK(agreeing.notes.empty());
}

TEST_CASE("A birth date under 18 outlives an annotation that makes the child older") {
  EcgRecord record = record_of(500.0, 5000);
  record.patient.birth_date = "2012-05-02";
  record.annotations.push_back({1.0, 0.0, std::nullopt, "Age: 40"});
  const EcgRecord back = read_back(record, true);
  REQUIRE(back.patient.age_years.has_value());
  CHECK(*back.patient.age_years < 18.0);
}

TEST_CASE("a channel written as EDF keeps its own integers where they fit") {
  const EcgRecord record = record_of(500.0, 5000);
  const EcgRecord back = read_back(record);
  check_same_signals(record, back);
  CHECK(digital_units(back.channels[0]) == digital_units(record.channels[0]));
  CHECK(digital_units(back.channels[1]) == digital_units(record.channels[1]));
  CHECK(std::abs(back.channels[1].resolution_mv / record.channels[1].resolution_mv - 1.0) < 1e-9);
  CHECK(back.channels[2].resolution_mv < 0.6 / 65535.0 * 1.01);
  CHECK(back.notes.empty());
}

TEST_CASE("the sampling rate and the length survive EDF, whether or not data records divide the recording") {
  for (const double rate_hz : {100.0, 128.0, 250.0, 257.0, 333.3333333333333, 360.0, 500.0, 999.5, 1000.0, 2000.0}) {
    for (const std::size_t count : {1U, 5000U, 4999U, 3601U, 6500U}) {
      CAPTURE(rate_hz, count);
      const EcgRecord record = record_of(rate_hz, count);
      check_same_signals(record, read_back(record));
    }
  }
}

TEST_CASE("a sampling rate that EDF cannot express is refused") {
  CHECK(refused(record_of(977.517123, 5000)) == "InvalidSamplingRate");
  CHECK(refused(record_of(2e6, 5000)) == "InvalidSamplingRate");
}

TEST_CASE("gaps of all leads survive EDF as a discontinuous file") {
  EcgRecord record = record_of(500.0, 5000);
  for (Channel& channel : record.channels) {
    std::fill(channel.samples_mv.begin() + 1000, channel.samples_mv.begin() + 1003, kMissing);
    std::fill(channel.samples_mv.begin() + 3003, channel.samples_mv.begin() + 4000, kMissing);
  }
  CHECK(text_of(record, false).substr(192, 5) == "EDF+D");
  check_same_signals(record, read_back(record));
}

TEST_CASE("a sample that is missing in some leads only is refused with the lead's name, never written as zero") {
  EcgRecord record = record_of(500.0, 5000);
  record.channels[1].samples_mv[7] = kMissing;
  const auto files = write(record);
  REQUIRE_FALSE(files.has_value());
  CHECK(files.error().code == ErrorCode::NonFiniteSample);
  CHECK(files.error().message.find("\"V2\" lacks sample 7") != std::string::npos);
  record = record_of(500.0, 5000);
  for (Channel& channel : record.channels)
    channel.samples_mv.back() = kMissing;
  CHECK(refused(record) == "NonFiniteSample");
}

TEST_CASE("EDF says who the patient is and what is annotated only when asked to") {
  const EcgRecord record = record_of(500.0, 5000);
  const std::string without = text_of(record, false);
  CHECK(without.substr(8, 8) == "X X X X ");
  for (const char* name : {"Jane", "Doe", "47_11", "1960", "moved"})
    CHECK(without.find(name) == std::string::npos);
  CHECK_FALSE(read_back(record).patient.sex.has_value());
  const EcgRecord back = read_back(record, true);
  CHECK(back.patient.name == "Jane Doe");
  CHECK(back.patient.id == "47 11");
  CHECK(back.patient.birth_date == "1960-12-31");
  CHECK(back.patient.sex == Sex::female);
  CHECK(back.patient.age_years == 59.0);
}

TEST_CASE("the start and the annotations survive EDF") {
  const EcgRecord record = record_of(500.0, 5000);
  const EcgRecord back = read_back(record, true);
  CHECK(back.acquisition_time == "2020-02-05T11:39:16.5");
  REQUIRE(back.annotations.size() == 2);
  CHECK(back.annotations[0].text == "N");
  CHECK(std::abs(back.annotations[0].time_s - 0.5) < 1e-9);
  CHECK(back.annotations[1].text == "Doe moved");
  CHECK(back.annotations[1].channel == "ECG V2");
  CHECK(back.annotations[1].duration_s == 0.5);
}

TEST_CASE("a label that EDF must cut does not become a standard lead") {
  EcgRecord record = record_of(500.0, 1000);
  record.channels[2].label = "V1              of the dog";
  CHECK_FALSE(read_back(record).channels[2].lead.has_value());
  record.channels[2].label = "EDF Annotations";
  CHECK(read_back(record).channels.size() == 3);
}

TEST_CASE("constant, tiny and large amplitudes survive EDF, absurd ones are refused") {
  EcgRecord record = record_of(500.0, 1000);
  record.channels.resize(2);
  record.channels[0].resolution_mv = record.channels[1].resolution_mv = 0.0;
  std::fill(record.channels[0].samples_mv.begin(), record.channels[0].samples_mv.end(), 0.0);
  for (const double scale : {1e-5, 1.0, 187.5, 1e5, 1e9}) {
    CAPTURE(scale);
    for (std::size_t i = 0; i < 1000; ++i)
      record.channels[1].samples_mv[i] = scale * std::sin(static_cast<double>(i));
    check_same_signals(record, read_back(record));
  }
  record.channels[1].samples_mv[0] = 1e30;
  CHECK(refused(record) == "InvalidGain");
  // Tiny waves far from zero: the file's own reader would not take such a scale.
  for (std::size_t i = 0; i < 1000; ++i)
    record.channels[1].samples_mv[i] = -1835888.0 + 0.05 * std::sin(static_cast<double>(i));
  CHECK(refused(record) == "InvalidGain");
}

TEST_CASE("samples behind \"Recording ends\" that vary are recording, not filling") {
  EcgRecord record = record_of(360.0, 3601);
  const auto files = write(record);
  REQUIRE(files.has_value());
  Bytes bytes = files->front().bytes;
  const auto unchanged = Files().add("out.edf", bytes).read();
  REQUIRE(refusal(unchanged) == "");
  CHECK(unchanged->sample_count() == 3601);
  // The last sample of the last channel stands before the last annotation signal.
  const std::string header(bytes.begin(), bytes.begin() + 256 * 5);
  const auto number_at = [&header](std::size_t at) { return std::stoul(header.substr(at, 8)); };
  const std::size_t annotation_bytes = 2 * number_at(256 + 4 * 216 + 3 * 8);
  bytes[bytes.size() - annotation_bytes - 1] ^= 0x10;
  const auto changed = Files().add("out.edf", bytes).read();
  REQUIRE(refusal(changed) == "");
  CHECK(changed->sample_count() == number_at(236) * number_at(256 + 4 * 216));
}

TEST_CASE("a long annotation is cut between characters, and the marks of EDF+ do not end it early") {
  EcgRecord record = record_of(500.0, 5000);
  std::string long_text = "x";
  for (int i = 0; i < 400; ++i)
    long_text += "\xC3\xA9";
  record.annotations = {{1.0, std::nullopt, std::nullopt, long_text},
                        {2.0, std::nullopt, std::nullopt, "a\x14 b\x15 c"}};
  const EcgRecord back = read_back(record, true);
  REQUIRE(back.annotations.size() == 2);
  CHECK(back.annotations[0].text == long_text.substr(0, 499));
  CHECK(back.annotations[1].text == "a  b  c");
}

}  // namespace edf_writer_tests
