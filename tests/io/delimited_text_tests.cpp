#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "growth.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace delimited_text_tests {

namespace {

constexpr ReadOptions kMillivolts500{VoltageUnit::millivolt, 500.0};

// Twelve columns and three rows without headings: ten times the column, plus the row squared.
std::string twelve_columns(char delimiter) {
  std::string text;
  for (int row = 0; row < 3; ++row) {
    for (int column = 1; column <= 12; ++column) {
      text += std::to_string(column * 10 + row * row) + (column < 12 ? delimiter : '\n');
    }
  }
  return text;
}

}  // namespace

TEST_CASE("our own table is read without being asked anything") {
  const EcgRecord record = read_ok("time_s,I,II,aVR\n0,0.1,0.2,\n0.002,-0.1,1e-3,0.5\n0.004,0,0,nan\n");
  CHECK(record.format == "csv");
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 3);
  CHECK(record.find(Lead::II)->samples_mv == std::vector<double>{0.2, 1e-3, 0.0});
  CHECK(std::isnan(record.find(Lead::aVR)->samples_mv[0]));
  CHECK(std::isnan(record.find(Lead::aVR)->samples_mv[2]));
  CHECK(record.notes.empty());
}

TEST_CASE("headings state the unit of their column") {
  const EcgRecord record = read_ok("time (ms),I (mV),II [uV],V1_uV,V2/\xC2\xB5V,aVR V\n0,1,1,1,1,1\n2,1,1,1,1,1\n");
  CHECK(record.sampling_rate_hz == 500.0);
  CHECK(record.find(Lead::I)->samples_mv[0] == 1.0);
  CHECK(record.find(Lead::II)->samples_mv[0] == 0.001);
  CHECK(record.find(Lead::V1)->samples_mv[0] == 0.001);
  CHECK(record.find(Lead::V2)->samples_mv[0] == 0.001);
  CHECK(record.find(Lead::aVR)->samples_mv[0] == 1000.0);
}

TEST_CASE("comment lines and lines in front of the table state rate and unit") {
  for (const char* preface : {"# sampling_rate_hz: 500\n# unit: uV\n", "Sampling rate (Hz),500\nUnits,uV\n",
                              "% fs = 500 Hz\n% unit = microvolts\n", "Sampling Rate: 0.5 kHz\nUnit: uV\n"}) {
    CAPTURE(preface);
    const EcgRecord record = read_ok(std::string(preface) + "I,II,III\n1000,2000,1000\n0,0,0\n");
    CHECK(record.sampling_rate_hz == 500.0);
    CHECK(record.find(Lead::II)->samples_mv[0] == 2.0);
  }
}

TEST_CASE("what the file does not state is asked for, with words on how to state it") {
  const auto no_rate = read_text("I (mV),II (mV)\n1,2\n3,4\n");
  REQUIRE(refusal(no_rate) == "SamplingRateRequired");
  CHECK(no_rate.error().message.find("sampling_rate_hz") != std::string::npos);
  const auto no_unit = read_text("time_ms,I,II\n0,1,2\n2,3,4\n");
  REQUIRE(refusal(no_unit) == "UnitRequired");
  CHECK(no_unit.error().message.find("unit") != std::string::npos);
}

TEST_CASE("what the caller states fills in what the file leaves open") {
  const EcgRecord record = read_ok("I,II\n1000,2000\n0,1\n", {VoltageUnit::microvolt, 250.0});
  CHECK(record.sampling_rate_hz == 250.0);
  CHECK(record.find(Lead::II)->samples_mv == std::vector<double>{2.0, 0.001});
  CHECK(read_ok("time_s,I\n0,1000\n0.002,1\n", {VoltageUnit::microvolt, std::nullopt}).channels[0].samples_mv[0] ==
        1.0);
}

TEST_CASE("what the file states wins over what the caller states, and that is noted") {
  const EcgRecord record = read_ok("time_s,I,II\n0,1,2\n0.002,3,4\n", {std::nullopt, 1000.0});
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].code == ErrorCode::InvalidSamplingRate);
}

TEST_CASE("commas, semicolons, tabs and blanks separate cells; a decimal comma is read where it can be one") {
  const std::vector<double> expected = {0.5, -1.25};
  for (const char* text :
       {"I,II\n1,0.5\n2,-1.25\n", "I;II\n1;0.5\n2;-1.25\n", "I;II\r\n1;0,5\r\n2;-1,25\r\n", "I\tII\n1\t0,5\n2\t-1,25\n",
        "I II\n1 0.5\n2 -1.25\n", "  I   II \n 1,0  0,5 \n 2,0\t-1,25\n", "\"I\",\"II\"\n\"1\", \"0.5\"\n2, -1.25,\n",
        "I, II,\n1, 0.5,\n2, -1.25,\n", "\xEF\xBB\xBFI,II\r1,+0.5\r2,-1.25\r"}) {
    CAPTURE(text);
    const EcgRecord record = read_ok(text, kMillivolts500);
    REQUIRE(record.channels.size() == 2);
    CHECK(record.find(Lead::II)->samples_mv == expected);
  }
}

TEST_CASE("a delimiter inside a heading does not split the table") {
  const EcgRecord record = read_ok("time_s,lead a;I (mV)\n0,1\n0.002,2\n");
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "lead a;I");
  CHECK(record.channels[0].samples_mv == std::vector<double>{1.0, 2.0});
}

TEST_CASE("a delimiter inside a heading does not split the table whose first row lacks its last sample") {
  const EcgRecord record = read_ok("time_s,lead a;I (mV)\n0,\n0.002,2\n");
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "lead a;I");
  CHECK(std::isnan(record.channels[0].samples_mv[0]));
  CHECK(record.channels[0].samples_mv[1] == 2.0);
}

TEST_CASE("one column with a heading is one lead, decimal point or comma") {
  CHECK(read_ok("II\n0.5\n-1.25\n", kMillivolts500).find(Lead::II)->samples_mv == std::vector<double>{0.5, -1.25});
  CHECK(read_ok("II\n0,5\n-1,25\n", kMillivolts500).find(Lead::II)->samples_mv == std::vector<double>{0.5, -1.25});
}

TEST_CASE("twelve columns without headings are the standard leads in order, which is noted") {
  for (const char delimiter : {',', ';', '\t', ' '}) {
    const EcgRecord record = read_ok("Rhythm signal: 3 X 12\n\n" + twelve_columns(delimiter), kMillivolts500);
    REQUIRE(record.channels.size() == 12);
    CHECK(record.find(Lead::I)->samples_mv[0] == 10.0);
    CHECK(record.find(Lead::aVF)->samples_mv[1] == 61.0);
    CHECK(record.find(Lead::V6)->samples_mv[2] == 124.0);
    REQUIRE(record.notes.size() == 1);
  }
}

TEST_CASE("another number of columns without headings is shown but taken for no lead") {
  const EcgRecord record = read_ok("5,1\n6,3\n9,2\n", kMillivolts500);
  REQUIRE(record.channels.size() == 2);
  CHECK(record.channels[0].label == "1");
  CHECK_FALSE(record.channels[0].lead.has_value());
  CHECK(record.notes.size() == 1);
}

TEST_CASE("a first column that counts evenly is time, not a lead") {
  const EcgRecord record = read_ok("0,5,1\n0.004,6,3\n0.008,9,2\n", {VoltageUnit::millivolt, std::nullopt});
  CHECK(record.sampling_rate_hz == 250.0);
  CHECK(record.channels.size() == 2);
  // In steps of 1 it may be milliseconds or sample numbers: the rate must be said.
  CHECK(refusal(read_text("0,5,1\n1,6,3\n2,9,2\n", {VoltageUnit::millivolt, std::nullopt})) == "SamplingRateRequired");
}

TEST_CASE("headings that only count the columns name no lead") {
  const EcgRecord record = read_ok("0,1,2\n5,1,7\n6,3,7\n9,2,7\n", kMillivolts500);
  CHECK(record.sample_count() == 3);
  CHECK_FALSE(record.channels[2].lead.has_value());
}

TEST_CASE("the rate follows from any even time column") {
  const auto rate = [](const char* text) {
    return read_ok(text, {VoltageUnit::millivolt, std::nullopt}).sampling_rate_hz;
  };
  CHECK(rate("time_s,I\n0,1\n0.001,2\n0.002,3\n") == 1000.0);
  CHECK(rate("t,I\n10,1\n10.002,2\n10.004,3\n") == 500.0);
  CHECK(rate("Time (us),I\n0,1\n2000,2\n4000,3\n") == 500.0);
  // 360 Hz, rounded to milliseconds by whoever printed it.
  CHECK(rate("time_s,I\n0.000,1\n0.003,2\n0.006,3\n0.008,3\n0.011,3\n0.014,3\n0.017,1\n0.019,1\n0.022,1\n0.025,1\n") >
        355.0);
}

TEST_CASE("sample numbers give no rate") {
  CHECK(refusal(read_text("sample,I\n0,1\n1,2\n", {VoltageUnit::millivolt, std::nullopt})) == "SamplingRateRequired");
  CHECK(read_ok("sample,I\n0,1\n1,2\n", kMillivolts500).channels.size() == 1);
  CHECK(read_ok(",I\n0,1\n1,2\n", kMillivolts500).channels.size() == 1);
  // "time" in steps of 1 is not a rate of 1 Hz.
  CHECK(refusal(read_text("time,I\n0,1\n1,2\n", {VoltageUnit::millivolt, std::nullopt})) == "SamplingRateRequired");
}

TEST_CASE("what a table lacks or says wrongly is refused at its heading or its row") {
  const auto place_in = [](std::string_view text) { return read_text(text).error().offset; };
  const std::string_view no_unit = "time_ms,x (mV),II\n0,1.5,2\n2,3,4.5\n";
  CHECK(refusal(read_text(no_unit)) == "UnitRequired");
  CHECK(place_in(no_unit) == no_unit.find("II"));
  const std::string_view no_rate = "# made up\nI,II\n11,2\n3,4\n";
  CHECK(refusal(read_text(no_rate)) == "SamplingRateRequired");
  CHECK(place_in(no_rate) == no_rate.find("11,2"));
  const std::string_view uneven = "time_s,I\n0,1\n0.002,2\n\n# later\n0.008,3\n0.01,4\n0.012,5\n";
  CHECK(place_in(uneven) == uneven.find("0.008"));
  const std::string_view large = "time_s,I (V)\n0,1\n0.002,1e306\n";
  CHECK(refusal(read_text(large)) == "InvalidSample");
  CHECK(place_in(large) == large.find("0.002"));
}

TEST_CASE("times that do not rise evenly are refused") {
  for (const char* times : {"0\n0.002\n0.006\n0.008", "0\n0.002\n0.002\n0.004", "0\n0.002\n0\n0.002",
                            "0.004\n0.002\n0\n-0.002", "0\n0.002\n\n0.006"}) {
    CAPTURE(times);
    std::string text = "time_s,I\n";
    for (const char* c = times; *c != 0; ++c)
      text += *c == '\n' ? std::string(",1\n") : std::string(1, *c);
    CHECK(refusal(read_text(text + ",1\n", kMillivolts500)) == "InvalidHeader");
  }
}

TEST_CASE("statements that cannot be read or contradict each other are refused") {
  const std::string table = "I,II\n1,2\n3,4\n";
  CHECK(refusal(read_text("# sampling_rate_hz: NaN\n" + table)) == "InvalidSamplingRate");
  CHECK(refusal(read_text("# sampling_rate_hz: 0\n" + table)) == "InvalidSamplingRate");
  CHECK(refusal(read_text("# unit: furlong\n# fs: 500\n" + table)) == "InvalidHeader");
  CHECK(refusal(read_text("# fs: 500\n# sampling rate: 250\n" + table)) == "InvalidHeader");
  CHECK(refusal(read_text("# fs: 250\ntime_s,I\n0,1\n0.002,2\n")) == "InvalidHeader");
  CHECK(refusal(read_text(table, {VoltageUnit::millivolt, 0.0})) == "InvalidSamplingRate");
  CHECK(refusal(read_text(table, {VoltageUnit::millivolt, std::nan("")})) == "InvalidSamplingRate");
}

TEST_CASE("a rate in words that nobody foresaw is asked for, and never passed over in silence") {
  const std::string text = "# Sampling rate: 500 per blink\nI,II\n1,2\n3,4\n";
  const auto unread = read_text(text, {VoltageUnit::millivolt, {}});
  REQUIRE(refusal(unread) == "SamplingRateRequired");
  CHECK(unread.error().message.find("500 per blink") != std::string::npos);
  CHECK(unread.error().offset == text.find("500"));
  const EcgRecord record = read_ok(text, kMillivolts500);
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].code == ErrorCode::InvalidSamplingRate);
}

TEST_CASE("rates are read in samples a second, and beside other statements of their line") {
  for (const char* line : {"Sampling Rate: 500 Samples/s", "# fs: 500 sps", "# fs: 500sps", "# fs: 0.5 kS/s",
                           "# fs: 500 S/s", "# fs: 500Hz", "# fs: 500 samples/second", "# fs: 5e2 samples per second",
                           "# Sampling frequency: 500 Hz, unit: uV"}) {
    CAPTURE(line);
    const EcgRecord record = read_ok(std::string(line) + "\nI,II\n1000,2\n3,4\n", {VoltageUnit::microvolt, {}});
    CHECK(record.sampling_rate_hz == 500.0);
    CHECK(record.find(Lead::I)->samples_mv[0] == 1.0);
  }
  // A list says of which column what holds as little as two rates do.
  CHECK(refusal(read_text("# unit: mV, uV\n# fs: 500\nI,II\n1000,2\n3,4\n")) == "InvalidHeader");
  CHECK(refusal(read_text("# units: mV, uV, mmHg\n# fs: 500\nI,II,RESP\n1,2,3\n3,4,5\n")) == "InvalidHeader");
  for (const char* rate : {"250 Hz, resampled to 500 Hz", "500, 250 Hz", "1, 000 Hz"}) {
    CAPTURE(rate);
    CHECK(refusal(read_text(std::string("# sampling rate: ") + rate + "\nI,II\n1,2\n3,4\n")) == "SamplingRateRequired");
  }
  CHECK(read_ok("# fs: 500 Hz, unit: uV\nI,II\n1000,2\n3,4\n").find(Lead::I)->samples_mv[0] == 1.0);
}

TEST_CASE("a last sample that is missing at the start is no padding where a row has it or others are missing too") {
  const std::string later = "1,2,\n9,5,\n4,1,7\n", all = "1,2,,,,,,,,,,\n3,5,,,,,,,,,,\n9,1,,,,,,,,,,\n";
  REQUIRE(read_ok(later, kMillivolts500).channels.size() == 3);
  CHECK(std::isnan(read_ok(later, kMillivolts500).channels[2].samples_mv[0]));
  const EcgRecord record = read_ok(all, kMillivolts500);
  REQUIRE(record.channels.size() == 12);
  CHECK(record.find(Lead::II)->samples_mv[1] == 5.0);
  CHECK(read_ok("1,2,\n9,5,\n4,1,\n", kMillivolts500).channels.size() == 2);
  CHECK(read_ok("1,,\n9,5,\n4,1,\n", kMillivolts500).channels.size() == 2);
}

TEST_CASE("text among the numbers is refused with its line and place") {
  const std::string text = "time_s,I,II\n0,0.1,0.2\n0.002,0.1,abc\n";
  const auto record = read_text(text);
  REQUIRE(refusal(record) == "InvalidSample");
  CHECK(record.error().offset == text.find("abc"));
  CHECK(record.error().message.find("line 3") != std::string::npos);
}

TEST_CASE("text among the first numbers is refused too, with and without headings") {
  for (const char* text :
       {"time_s,I,II\n0,0.1,abc\n0.002,0.1,0.2\n", "time_s,I,II\nabc,0.1,1\n0.002,0.1,0.2\n", "1,2,abc\n3,4,7\n5,6,8\n",
        "t1,2,0\n3,4,7\n5,6,8\n", "1,2,0\n3,abc,7\n5,6,8\n9,6,8\n", "I,II\n1,2\n3,1e5x\n", "I,II\n1,2\n3,--4\n"}) {
    CAPTURE(text);
    CHECK(refusal(read_text(text, kMillivolts500)) == "InvalidSample");
  }
}

TEST_CASE("infinite numbers and rows of another length are refused") {
  CHECK(refusal(read_text("I,II\n1,2\n3,inf\n", kMillivolts500)) == "InvalidSample");
  CHECK(refusal(read_text("I,II\n1,2\n3,-1e999\n", kMillivolts500)) == "InvalidSample");
  CHECK(refusal(read_text("I,II\n1,2\n3\n", kMillivolts500)) == "InvalidSample");
  CHECK(refusal(read_text("I,II\n1,2\n3,4,5\n", kMillivolts500)) == "InvalidSample");
  CHECK(refusal(read_text("I,II\n1,2,3\n3,4,5\n", kMillivolts500)) == "InvalidSample");
}

TEST_CASE("headings without rows are a truncated table") {
  CHECK(refusal(read_text("time_s,I,II\n", kMillivolts500)) == "TruncatedData");
}

TEST_CASE("a column in another unit is left out and noted") {
  const EcgRecord record = read_ok("I (mV),ABP (mmHg)\n1,80\n2,81\n", kMillivolts500);
  CHECK(record.channels.size() == 1);
  CHECK(record.notes.size() == 1);
  CHECK(refusal(read_text("sample,ABP (mmHg)\n0,80\n1,81\n", kMillivolts500)) == "NoEcgChannel");
}

TEST_CASE("a table lying on its side is too wide") {
  std::string row = "1";
  for (int i = 0; i < 500; ++i)
    row += ",1.5";
  CHECK(refusal(read_text(row + '\n' + row + '\n', kMillivolts500)) == "TooLarge");
}

TEST_CASE("sixty-four columns of voltages are read, one more is refused") {
  const auto table = [](int columns) {
    std::string row = "1";
    for (int i = 1; i < columns; ++i)
      row += ",2";
    return row + '\n' + row + '\n';
  };
  CHECK(read_ok(table(64), kMillivolts500).channels.size() == 64);
  CHECK(refusal(read_text(table(65), kMillivolts500)) == "TooLarge");
}

TEST_CASE("comments are kept and tell of the patient") {
  const EcgRecord record = read_ok("# Age: 61\n# Sex: F\ntime_s,I\n0,1\n0.002,2\n");
  CHECK(record.patient.age_years == 61.0);
  CHECK(record.patient.sex == Sex::female);
  CHECK(record.comments.size() == 2);
}

TEST_CASE("an age in front of a table is read under any of its names, however the line is parted") {
  for (const char* line :
       {"# Age (years): 9", "Age,9", "Age;9", "\"Age\",\"9\"", "Age\t9", "# age = 9", "age_months: 108"}) {
    CAPTURE(line);
    CHECK(read_ok(std::string(line) + "\ntime_s,I,II\n0,1,2\n0.002,2,3\n").patient.age_years == 9.0);
  }
  const EcgRecord record =
      read_ok("Date of Birth,2015-05-02\nRecorded Date,2020-03-02 10:11:12\ntime_s,I\n0,1\n0.002,2\n");
  CHECK(record.patient.age_years == 4.0);
  CHECK(record.acquisition_time == "2020-03-02T10:11:12");
}

TEST_CASE("a number of volts that is no finite number of millivolts is refused") {
  CHECK(refusal(read_text("I (V),II (V)\n1e306,0\n0,0\n0,0\n", {std::nullopt, 500.0})) == "InvalidSample");
}

TEST_CASE("many statements in one line, or many lines of channels, take time in proportion to their number") {
  const auto line_of = [](std::size_t count) {
    std::string text = "#";
    for (std::size_t i = 0; i < count; ++i)
      text += " fs:500,";
    return text + "\n1,2,3\n4,5,6\n";
  };
  CHECK(growth_to(40000, line_of, [](const std::string& text) { static_cast<void>(read_text(text)); }) < kMostGrowth);
  const auto lines_of = [](std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
      text += "# " + std::to_string(i) + ": 5\n";
    return text + "1,2,3,4,5,6,7,8,9,10,11,12\n2,3,4,5,6,7,8,9,10,11,12,13\n";
  };
  CHECK(growth_to(40000, lines_of, [](const std::string& text) { static_cast<void>(read_text(text)); }) < kMostGrowth);
}

}  // namespace delimited_text_tests
