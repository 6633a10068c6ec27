#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

// Tables as certain programs write them, with made-up numbers.
namespace delimited_programs_tests {

TEST_CASE("PhysioBank ATM's quoted headings, clock times and sample numbers are read") {
  const EcgRecord clock =
      read_ok("'Elapsed time','MLII'\n'hh:mm:ss.mmm','mV'\n'0:59.996',0.1\n'1:00.000',0.2\n'1:00.004',0.3\n");
  CHECK(clock.sampling_rate_hz == 250.0);
  REQUIRE(clock.channels.size() == 1);
  CHECK(clock.channels[0].label == "MLII");
  const EcgRecord counted = read_ok("'sample #','II'\n0,100\n1,200\n2,150\n", {VoltageUnit::microvolt, 360.0});
  REQUIRE(counted.channels.size() == 1);
  CHECK(counted.find(Lead::II)->samples_mv[1] == 0.2);
}

TEST_CASE("AcqKnowledge's names, units and rate are read; its row of sample counts is no sample") {
  const EcgRecord record = read_ok(
      "ecg.acq\n2 msec/sample\n2 channels\nII\nmV\nPulse\nmmHg\nmin\tCH1\tCH2\t\n\t3\t3\t\n0.000000\t1\t80\t\n"
      "0.000033\t2\t81\t\n0.000067\t0\t82\t\n");
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.find(Lead::II)->samples_mv == std::vector<double>{1.0, 2.0, 0.0});
  const EcgRecord untimed = read_ok("ecg.acq\n0.5 msec/sample\n1 channels\nECG\nmV\n\tCH1\t\n\t3\t\n1\t\n2\t\n0\t\n");
  CHECK(untimed.sampling_rate_hz == 2000.0);
  CHECK(untimed.channels[0].samples_mv == std::vector<double>{1.0, 2.0, 0.0});
  CHECK(untimed.notes.size() == 1);
}

TEST_CASE("a first row that is no count of samples stays a sample") {
  const ReadOptions options{VoltageUnit::millivolt, 500.0};
  CHECK(read_ok("I,II\n3,3\n1,2\n0,0\n1,1\n", options).sample_count() == 4);
  CHECK(read_ok("CH1,CH2\n4,4\n1,2\n0,0\n1,1\n", options).sample_count() == 4);
  CHECK(read_ok("CH1,CH2\n3,2\n1,2\n0,0\n1,1\n", options).sample_count() == 4);
}

TEST_CASE("LabChart's interval and titles are read") {
  const EcgRecord record = read_ok(
      "Interval=\t0.002 s\nExcelDateTime=\t4.3831E+04\t1/1/2020 "
      "10:00:00.000\nTimeFormat=\tStartOfBlock\nDateFormat=\t\n"
      "ChannelTitle=\tECG\nRange=\t10.000 mV\n0.000\t1\n0.002\t2\n0.004\t0\n",
      {VoltageUnit::microvolt, std::nullopt});
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "ECG");
  CHECK(record.channels[0].samples_mv[0] == 0.001);
}

TEST_CASE("an interval too long for samples states no rate") {
  CHECK(refusal(read_text("Interval: 10 s\nI (mV),II (mV)\n1,2\n3,4\n")) == "SamplingRateRequired");
}

TEST_CASE("the Polar Sensor Logger's table is read by its timestamp in milliseconds") {
  const EcgRecord record = read_ok(
      "Phone timestamp;sensor timestamp [ns];timestamp [ms];ecg [uV]\n"
      "2020-01-02T10:00:00.000;599629000000000000;0;-3\n2020-01-02T10:00:00.009;599629000002000000;2;1\n"
      "2020-01-02T10:00:00.010;599629000004000000;4;-2\n");
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "ecg");
  CHECK(record.channels[0].samples_mv[0] == -0.003);
}

TEST_CASE("quoted decimal commas are read between commas unless they may part thousands") {
  const EcgRecord record =
      read_ok("\"time (s)\",\"I (mV)\"\n\"0\",\"0,5\"\n\"0,002\",\"1,234\"\n\"0,004\",\"-0,25\"\n");
  CHECK(record.sampling_rate_hz == 500.0);
  CHECK(record.channels[0].samples_mv == std::vector<double>{0.5, 1.234, -0.25});
  CHECK(refusal(read_text("\"time (s)\",\"I (mV)\"\n\"0\",\"5\"\n\"0.002\",\"1,234\"\n")) == "InvalidSample");
  CHECK(refusal(read_text("I (mV),II (mV)\n1,2\n\"1,234\",3\n", {std::nullopt, 500.0})) == "InvalidSample");
}

TEST_CASE("statements that a spreadsheet wrote are read, quoted and padded") {
  for (const char* preface : {"\"Sampling Rate\",\"500 Hz\"\n\"Unit\",\"mV\"\n", "Sampling rate,500,,\nUnit,mV,,\n"}) {
    const EcgRecord record = read_ok(std::string(preface) + "Age,55\nSex,F\nI,II,III\n1,2,1\n0,0,0\n");
    CHECK(record.sampling_rate_hz == 500.0);
    CHECK(record.find(Lead::II)->samples_mv[0] == 2.0);
    CHECK(record.patient.age_years == 55.0);
    CHECK(record.patient.sex == Sex::female);
  }
}

TEST_CASE("a column of marks beside columns that state their unit is left out and noted") {
  const EcgRecord record = read_ok("time_s,I (mV),marker\n0,0.5,0\n0.002,1,1\n0.004,0,0\n");
  CHECK(record.channels.size() == 1);
  CHECK(record.notes.size() == 1);
  // A lead, or what may be voltages, is asked about.
  CHECK(refusal(read_text("time (s),I (mV),V1\n0,0.5,0\n0.002,1,1\n0.004,0,0\n")) == "UnitRequired");
  CHECK(refusal(read_text("time_s,I (mV),extra\n0,0.5,0.1\n0.002,1,1\n0.004,0,0\n")) == "UnitRequired");
}

}  // namespace delimited_programs_tests
