#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_record_tests {

namespace {

EcgRecord small_with(std::string_view from, std::string_view to) {
  const auto record = read_small(altered(kSmallHeader, from, to));
  INFO(from << " -> " << to);
  REQUIRE(refusal(record) == "");
  return *record;
}

}  // namespace

TEST_CASE("a small record is read with its leads, rate and resolution") {
  const auto record = read_small(kSmallHeader);
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  REQUIRE(record->channels.size() == 3);
  CHECK(record->find(Lead::V1)->samples_mv == std::vector<double>{-0.1, -0.2, -0.3, -0.4});
  CHECK(record->channels[0].resolution_mv == 0.001);
  CHECK(record->notes.empty());
}

TEST_CASE("gain, baseline and unit scale the samples to millivolts") {
  CHECK(small_with("1000/mV 16 0 1 ", "500(-9)/mV 16 0 1 ").channels[0].samples_mv[0] == 0.02);
  CHECK(small_with("1000/mV 16 0 1 ", "2/uV 16 0 1 ").channels[0].samples_mv[0] == 0.0005);
  CHECK(small_with("1000/mV 16 0 1 ", "2/\xC2\xB5V 16 0 1 ").channels[0].samples_mv[0] == 0.0005);
  CHECK(small_with("1000/mV 16 0 1 ", "4000/V 16 0 1 ").channels[0].samples_mv[0] == 0.25);
  CHECK(small_with("1000/mV 16 0 1 ", "2/nV 16 0 1 ").channels[0].samples_mv[0] == 0.5e-6);
  CHECK(small_with("1000/mV 16 0 1 ", "1.25e+01 16 0 1 ").channels[0].samples_mv[0] == 0.08);
}

TEST_CASE("without a baseline the ADC zero stands for 0 mV") {
  const EcgRecord record = small_with("1000/mV 16 0 1 ", "1000/mV 16 -9 1 ");
  CHECK(record.channels[0].samples_mv[0] == 0.01);
  CHECK(record.channels[0].baseline_adu == -9.0);
}

TEST_CASE("an uncalibrated signal is read at WFDB's default gain and the record says so") {
  const auto record =
      Files().add("x.hea", "x 1 500 4\nx.dat 16\n").add("x.dat", pack_16(std::vector{200, 0, 0, 0})).read();
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv[0] == 1.0);
  REQUIRE(record->notes.size() == 1);
  CHECK(record->notes[0].code == ErrorCode::InvalidGain);
}

TEST_CASE("a gain of 0 is refused: amplitudes that nobody knows are not shown") {
  for (const char* gain : {"0", "0.0", "0/uV", "1e-400"}) {
    CAPTURE(gain);
    const std::string header = "x 1 500 4\nx.dat 16 " + std::string(gain) + " 16 0 200 200 0 I\n";
    const auto record = Files().add("x.hea", header).add("x.dat", pack_16(std::vector{200, 0, 0, 0})).read();
    CHECK(refusal(record) == "InvalidGain");
  }
}

TEST_CASE("a lead whose gain is negative is turned back, with a note") {
  const EcgRecord record = small_with("1000/mV 16 0 1 ", "-500(-9)/mV 16 0 1 ");
  CHECK(record.channels[0].samples_mv[0] == -0.02);
  CHECK(record.channels[0].resolution_mv == 0.002);
  CHECK(record.channels[0].baseline_adu == 9.0);
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].code == ErrorCode::InvalidGain);
  CHECK(record.notes[0].message.find("upside down") != std::string::npos);
}

TEST_CASE("an end mark of DOS behind a header is no part of it") {
  for (const char* mark : {"\x1A", "\x1A\x1A\x1A"}) {
    const auto record = read_small(std::string(kSmallHeader) + mark);
    REQUIRE(refusal(record) == "");
    CHECK(record->channels.size() == 3);
  }
}

TEST_CASE("without a sampling rate WFDB's default holds unless the caller knows better") {
  const Files files = Files().add("x.hea", "x 1\nx.dat 16 200 16 0 7 7 0 I\n").add("x.dat", pack_16(std::vector{7}));
  const auto record = files.read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  CHECK(record->notes.size() == 1);
  CHECK(files.read({std::nullopt, 500.0})->sampling_rate_hz == 500.0);
}

TEST_CASE("a rate that the header states is not overruled, and a contradiction is noted") {
  const auto record =
      Files().add("small.hea", kSmallHeader).add("small.dat", small_samples()).read({std::nullopt, 250.0});
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  CHECK(record->notes.size() == 1);
}

TEST_CASE("the sampling rate is read with and without a counter frequency") {
  CHECK(small_with("500 4", "360/360 4").sampling_rate_hz == 360.0);
  CHECK(small_with("500 4", "62.4725/999.56(3) 4").sampling_rate_hz == 62.4725);
}

TEST_CASE("a length that is absent or 0 follows from the file") {
  CHECK(small_with("500 4", "500 0").sample_count() == 4);
  CHECK(small_with("500 4", "500").sample_count() == 4);
}

TEST_CASE("a signal in another unit than volts is left out and noted") {
  const EcgRecord record = small_with("1000/mV 16 0 10 ", "1000/mmHg 16 0 10 ");
  CHECK(record.channels.size() == 2);
  CHECK(record.find(Lead::II) == nullptr);
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].message.find("mmHg") != std::string::npos);
}

TEST_CASE("a record of pressures alone has no ECG channel") {
  const std::string header = "x 1 500 1\nx.dat 16 10/mmHg 16 0 7 7 0 ABP\n";
  CHECK(refusal(Files().add("x.hea", header).add("x.dat", pack_16(std::vector{7})).read()) == "NoEcgChannel");
  CHECK(refusal(Files().add("x.hea", "x 0 500 1000\n").read()) == "NoEcgChannel");
}

TEST_CASE("a skewed signal is shifted back and ends in missing samples") {
  const EcgRecord record = small_with("16 1000/mV 16 0 10 ", "16:1 1000/mV 16 0 10 ");
  const auto& samples = record.find(Lead::II)->samples_mv;
  CHECK(samples[0] == 0.02);
  CHECK(samples[2] == 0.04);
  CHECK(std::isnan(samples[3]));
}

TEST_CASE("signals come from several files, found by base name and in any case of letters") {
  const std::string header =
      "two 2 500 2\n"
      "folder/a.dat 16 1000/mV 16 0 1 3 0 I\n"
      "..\\..\\B.DAT 16 1000/mV 16 0 5 11 0 II\n";
  const auto record = Files()
                          .add("two.hea", header)
                          .add("b.dat", pack_16(std::vector{5, 6}))
                          .add("a.dat", pack_16(std::vector{1, 2}))
                          .read();
  REQUIRE(refusal(record) == "");
  CHECK(record->find(Lead::I)->samples_mv[1] == 0.002);
  CHECK(record->find(Lead::II)->samples_mv[1] == 0.006);
}

TEST_CASE(
    "headers from other systems are read: CR LF, byte order mark, tabs, blank lines, comments before the record") {
  std::string header = "\xEF\xBB\xBF# comment\r\n\r\n" + std::string(kSmallHeader) + "\r\n#Age: 59\r\n";
  header = altered(header, "small.dat 16 1000", "small.dat\t16  1000");
  header = altered(header, " 0 I\n", " 0 I \t\r\n");
  const auto record = read_small(header);
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].label == "I");
  CHECK(record->patient.age_years == 59.0);
}

TEST_CASE("the acquisition time is read in every form that headers use") {
  CHECK(small_with("500 4", "500 4 12:40:38 20/07/1995").acquisition_time == "1995-07-20T12:40:38");
  CHECK(small_with("500 4", "500 4 05-Feb-2020 11:39:16").acquisition_time == "2020-02-05T11:39:16");
  CHECK(small_with("500 4", "500 4 19:46:25.757").acquisition_time == "19:46:25.757");
  CHECK(small_with("500 4", "500 4 0:30").acquisition_time == "00:00:30");
  const EcgRecord odd = small_with("500 4", "500 4 25:61:00 31/31/1995");
  CHECK_FALSE(odd.acquisition_time.has_value());
  CHECK(odd.notes.size() == 1);
}

TEST_CASE("a date of birth among the comments and the record's date give the age") {
  const std::string dated = altered(kSmallHeader, "500 4", "500 4 10:11:12 02/03/2020");
  for (const char* comment : {"# Birth date: 2015-05-02", "# Date of birth: 2015-05-02", "#DOB: 2 May 2015"}) {
    CAPTURE(comment);
    const auto record = read_small(dated + comment + "\n");
    REQUIRE(refusal(record) == "");
    CHECK(record->patient.birth_date == "2015-05-02");
    CHECK(record->patient.age_years == 4.0);
    CHECK(record->notes.empty());
  }
}

TEST_CASE("of a date of birth whose day is uncertain the year counts, with a note") {
  const auto record = read_small(altered(kSmallHeader, "500 4", "500 4 10:11:12 02/03/2020") + "# DOB: 02/05/2015\n");
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.age_years == 4.0);
  CHECK(record->notes.size() == 1);
}

TEST_CASE("a date of birth that gives no age, and an age that is not read, are noted") {
  for (const char* comment :
       {"# DOB: 2015-05-02", "# DOB: summer of 15", "# Age 9", "# Age: 90+", "# age 9 years", "# 9-year-old girl"}) {
    CAPTURE(comment);
    const auto record = read_small(std::string(kSmallHeader) + comment + "\n");
    REQUIRE(refusal(record) == "");
    CHECK_FALSE(record->patient.age_years.has_value());
    CHECK(record->notes.size() == 1);
  }
  CHECK(read_small(std::string(kSmallHeader) + "# Age: unknown\n# Average 5\n")->notes.empty());
  CHECK(read_small(std::string(kSmallHeader) + "# Gestational age 30 weeks\n# Age: 9\n")->notes.empty());
}

TEST_CASE("checksums of 0 beside initial values of 0 were never reckoned, which is noted once") {
  const std::string zeros = altered(altered(kSmallHeader, "16 0 1 10", "16 0 0 0"), "16 0 10 100", "16 0 0 0");
  const auto record = read_small(zeros);
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[1].samples_mv[0] == 0.01);
  REQUIRE(record->notes.size() == 1);
  CHECK(record->notes[0].code == ErrorCode::ChecksumMismatch);
  CHECK(refusal(read_small(altered(kSmallHeader, "16 0 1 10", "16 0 1 0"))) == "ChecksumMismatch");
  CHECK(refusal(read_small(altered(kSmallHeader, "16 0 1 10", "16 0 0 11"))) == "ChecksumMismatch");
}

TEST_CASE("a first sample other than stated is noted") {
  CHECK(small_with("16 0 10 100", "16 0 11 100").notes.size() == 1);
}

TEST_CASE("longer files than the header says are read to the header's length") {
  Bytes longer = small_samples();
  longer.resize(longer.size() + 100);
  const auto record = Files().add("small.hea", kSmallHeader).add("small.dat", longer).read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 4);
}

}  // namespace wfdb_record_tests
