#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

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
  CHECK(record.channels[0].samples_mv[0] == 1.0);
  CHECK(record.acquisition_time == "2020-01-01T00:00:00");
}

TEST_CASE("LabChart's ranges give each channel its unit, and the block's time the start of the record") {
  const std::string head =
      "Interval=\t0.002 s\r\nExcelDateTime=\t4.5061510865477096e+004\t5/15/2023 12:15:38.777221\r\n"
      "TimeFormat=\tStartOfBlock\r\nDateFormat=\t\r\nChannelTitle=\tII\tV1\tABP\r\n";
  const std::string rows = "130.000\t1\t2\t80\r\n130.002\t2\t3\t81\r\n130.004\t0\t1\t82\r\n";
  const EcgRecord record = read_ok(head + "Range=\t10.000 mV\t10.000 V\t300 mmHg\r\n" + rows);
  REQUIRE(record.channels.size() == 2);
  CHECK(record.find(Lead::II)->samples_mv[0] == 1.0);
  CHECK(record.find(Lead::V1)->samples_mv[0] == 2000.0);
  CHECK(record.acquisition_time == "2023-05-15T12:17:48");
  // A range for another number of channels belongs to none.
  CHECK(refusal(read_text(head + "Range=\t10.000 mV\r\n" + rows)) == "UnitRequired");
}

TEST_CASE("a word that is no known unit in the row of units loses no name") {
  for (const char* unit : {"no_units", "a.u.", "m/(s^2)", "local_flux", "%"}) {
    CAPTURE(unit);
    const EcgRecord record = read_ok("time,I,II,status\ns,mV,uV," + std::string(unit) +
                                     "\n0,0.5,1000,1\n0.002,1,0,2\n0.004,0,500,3\n");
    REQUIRE(record.find(Lead::I) != nullptr);
    CHECK(record.find(Lead::I)->samples_mv[1] == 1.0);
    CHECK(record.find(Lead::II)->samples_mv[0] == 1.0);
    CHECK(record.sampling_rate_hz == 500.0);
    REQUIRE(record.notes.size() == 1);
    CHECK(record.notes[0].message == "column \"status\" was left out: \"" + std::string(unit) +
                                         "\" is no unit of voltage");
  }
  // Names are no units, though a unit stands among them.
  const EcgRecord named = read_ok("made by,X,Y\ntime,mV,marker\n0,1,0\n0.002,2,1\n0.004,0,0\n");
  REQUIRE(named.channels.size() == 1);
  CHECK(named.channels[0].label == "mV");
}

namespace {

// A Shimmer's table in which the rows up to `last_before` were taken `gap_ms` before the others.
std::string shimmer(std::string_view unit, double gap_ms, int last_before = 0) {
  std::string text = "\"sep=\t\"\r\nX_Timestamp_Unix_CAL\tX_CH1_24BIT\tX_CH2_24BIT\t\r\nms\t";
  text += std::string(unit) + '\t' + std::string(unit) + "\t\r\n";
  for (int i = 0; i < 40; ++i)
    text += std::to_string(1.5e12 + 2.0 * i + (i <= last_before ? 2.0 - gap_ms : 0.0)) + '\t' +
            std::to_string(i % 7) + ".5\t" + std::to_string(i % 5) + ".5\t\r\n";
  return text;
}

bool has_note(const EcgRecord& record, std::string_view part) {
  for (const Note& note : record.notes) {
    if (note.message.find(part) != std::string::npos)
      return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a Shimmer's first row before a gap is left out with a note; counts without a unit ask for theirs") {
  const EcgRecord record = read_ok(shimmer("mV", 5.0));
  CHECK(record.sampling_rate_hz == 500.0);
  CHECK(record.sample_count() == 39);
  REQUIRE(record.channels.size() == 2);
  CHECK(record.channels[0].label == "X_CH1_24BIT");
  CHECK(record.channels[0].samples_mv[0] == 1.5);
  CHECK(has_note(record, "the first row was left out: a gap"));
  const EcgRecord even = read_ok(shimmer("mV", 2.0));
  CHECK(even.sample_count() == 40);
  CHECK_FALSE(has_note(even, "a gap"));
  CHECK(refusal(read_text(shimmer("no_units", 5.0))) == "UnitRequired");
  const auto uneven = read_text(shimmer("mV", 5.0, 20));
  REQUIRE(refusal(uneven) == "SamplingRateRequired");
  CHECK(uneven.error().message ==
        "text table: the times do not rise evenly (row 22 of the data), so no sampling rate fits; say it when opening "
        "the file");
  CHECK(read_ok(shimmer("mV", 5.0, 20), {std::nullopt, 500.0}).sample_count() == 40);
  const EcgRecord counts = read_ok(shimmer("no_units", 5.0), {VoltageUnit::microvolt, std::nullopt});
  CHECK(counts.channels.size() == 2);
  CHECK(counts.channels[1].label == "X_CH2_24BIT");
}

TEST_CASE("a gain in counts a millivolt is applied to whole numbers, any other is noted") {
  const std::string rows = "I,II\n50,2409\n100,0\n0,1\n";
  for (const char* gain : {"Gain (digit/millivolt): 2048 \n", "# Gain: 2048 adu/mV\n", "ADC gain = 2048 counts/mV\n"}) {
    CAPTURE(gain);
    const EcgRecord record =
        read_ok("Sampling Rate (Hz): 500\n" + std::string(gain) + rows, {VoltageUnit::microvolt, std::nullopt});
    CHECK(record.find(Lead::II)->samples_mv[0] == 2409.0 / 2048.0);
    CHECK(has_note(record, "was applied to the samples"));
  }
  // Millivolts with fractions were divided by it already.
  CHECK(refusal(read_text("Gain: 2 adu/mV\nI,II\n0.5,1\n1,0\n", {std::nullopt, 500.0})) == "UnitRequired");
  const EcgRecord divided = read_ok("Gain: 2 adu/mV\nI,II\n0.5,1\n1,0\n", {VoltageUnit::millivolt, 500.0});
  CHECK(divided.find(Lead::I)->samples_mv[0] == 0.5);
  CHECK(has_note(divided, "was not applied"));
  for (const char* gain :
       {"Gain: 2048\n", "Gain: 10 mm/mV\n", "Gain: 2 adu/mV\nGain: 3 adu/mV\n", "Gain: 0 adu/mV\n"}) {
    CAPTURE(gain);
    const EcgRecord record = read_ok(gain + rows, {VoltageUnit::microvolt, 500.0});
    CHECK(record.find(Lead::I)->samples_mv[0] == 0.05);
    CHECK(has_note(record, "was not applied to the samples"));
  }
  const EcgRecord stated = read_ok("Unit: mV\nGain: 2 adu/mV\n" + rows, {std::nullopt, 500.0});
  CHECK(stated.find(Lead::I)->samples_mv[0] == 50.0);
  CHECK(has_note(stated, "\"Gain: 2 adu/mV\" was not applied"));
}

TEST_CASE("OpenBCI's counter that begins anew is no lead, and its columns are no twelve leads") {
  const auto table = [](int columns) {
    std::string text = "%OpenBCI Raw EEG Data\n%Sample Rate = 250.0 Hz\n%First Column = SampleIndex\n"
                       "%Other Columns = EEG data in microvolts followed by Accel Data (in G)\n";
    for (int i = 0; i < 600; ++i) {
      text += std::to_string(i % 256);
      for (int column = 1; column < columns; ++column)
        text += ", " + std::to_string((i * column) % 17 - 8) + ".25";
      text += '\n';
    }
    return text;
  };
  for (const int columns : {12, 13}) {
    CAPTURE(columns);
    const EcgRecord record = read_ok(table(columns), {VoltageUnit::microvolt, std::nullopt});
    CHECK(record.sampling_rate_hz == 250.0);
    REQUIRE(record.channels.size() == static_cast<std::size_t>(columns - 1));
    CHECK(record.channels[0].samples_mv[1] == -0.00725);
    for (const Channel& channel : record.channels)
      CHECK_FALSE(channel.lead.has_value());
    CHECK(has_note(record, "counts the samples and was taken for no lead"));
  }
}

TEST_CASE("LABSYSTEM Pro's labels, ranges and rate are read, however long its header is") {
  const auto file = [](std::size_t channels, std::string_view range, std::string_view mux = "0") {
    constexpr std::array<std::string_view, 3> kLabels = {"V1", "aVL", "CS 1-2"};
    std::string text = "[Header]\r\nFile Type: 1\r\nChannels exported: " + std::to_string(channels) +
                       "\r\nMux format: " + std::string(mux) + "\r\nMux Block Size: \r\nData Format 1\r\n" +
                       "Sample Rate: 1000Hz\r\n";
    for (std::size_t i = 0; i < channels; ++i)
      text += "Channel #: " + std::to_string(i + 1) +
              "\r\nLabel: " + (i < kLabels.size() ? std::string(kLabels[i]) : "P" + std::to_string(i)) +
              "\r\nRange: " + std::string(range) +
              " \r\nLow: .05Hz\r\nHigh: 100Hz\r\nSample rate: 1000Hz\r\nColor: 0000FF\r\nScale: -7\r\n";
    text += "[Data]\r\n";
    for (int row = 0; row < 4; ++row) {
      for (std::size_t i = 0; i < channels; ++i)
        text += std::to_string(row * row * 3277) + (i + 1 < channels ? "," : "\r\n");
    }
    return text;
  };
  for (const std::size_t channels : {3U, 12U, 40U}) {
    CAPTURE(channels);
    const EcgRecord record = read_ok(file(channels, "5mv"));
    CHECK(record.sampling_rate_hz == 1000.0);
    REQUIRE(record.channels.size() == channels);
    REQUIRE(record.find(Lead::aVL) == &record.channels[1]);
    CHECK(record.find(Lead::V1)->samples_mv[1] == 3277.0 / 6553.6);
    CHECK(record.channels[2].label == "CS 1-2");
  }
  CHECK(refusal(read_text(file(3, "5 l"))) == "InvalidGain");
  CHECK(refusal(read_text(file(3, "5mv", "1"))) == "UnsupportedFormat");
  CHECK(refusal(read_text("[Header]\nChannel #: 1\nLabel: I\nRange: 5mv\n[Data]\n1,2\n3,4\n")) == "InvalidHeader");
}

TEST_CASE("BioSPPy's := states its rate and label") {
  const EcgRecord record =
      read_ok("# Simple Text Format\n# Sampling Rate (Hz):= 1000.00\n# Resolution:= 12\n# Labels:= ECG\n38\n43\n40\n",
              {VoltageUnit::microvolt, std::nullopt});
  CHECK(record.sampling_rate_hz == 1000.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "ECG");
}

TEST_CASE("OpenSignals' line of JSON gives rate and columns; counter and digital inputs are no leads") {
  const auto table = [](std::string_view rate, std::string_view label = "CH1") {
    std::string text =
        R"(# {"00:07:80": {"sensor": ["ECG"], "column": ["nSeq", "DI", "CH1"], "channels": [1], "sampling rate": )" +
        std::string(rate) + ", \"label\": [\"" + std::string(label) + "\"]}}\n# EndOfHeader\n";
    for (int i = 0; i < 40; ++i)
      text += std::to_string(i % 16) + "\t0\t" + std::to_string(32000 + i % 9) + "\t\n";
    return text;
  };
  const EcgRecord record = read_ok(table("200"), {VoltageUnit::microvolt, std::nullopt});
  CHECK(record.sampling_rate_hz == 200.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "CH1");
  CHECK(record.channels[0].samples_mv[1] == 32.001);
  CHECK(record.find(Lead::I) == nullptr);
  CHECK(has_note(record, "column \"DI\" was left out"));
  CHECK(refusal(read_text(table("0"))) == "InvalidSamplingRate");
  const EcgRecord labelled = read_ok(table("200", "my sensor"), {VoltageUnit::microvolt, std::nullopt});
  REQUIRE(labelled.channels.size() == 1);
  CHECK(labelled.channels[0].label == "CH1");
}

TEST_CASE("a line of JSON gives the unit; frequencies of mains and filters are no sampling rates") {
  const std::string rows = "I,II\n0.5,1\n1,0\n";
  const EcgRecord mains = read_ok("# {\"device\": \"X\", \"mains\": {\"frequency\": 50}}\n" + rows, {VoltageUnit::millivolt, 500.0});
  CHECK(mains.sampling_rate_hz == 500.0);
  const EcgRecord filtered = read_ok("# {\"id\": 1, \"freq\": [0.5, 40], \"sampling_rate\": \"250 Hz\"}\n" + rows, {VoltageUnit::millivolt, std::nullopt});
  CHECK(filtered.sampling_rate_hz == 250.0);
  const EcgRecord listed = read_ok("# {\"sampling_rate\": [250, 250]}\n" + rows, {VoltageUnit::millivolt, 500.0});
  CHECK(listed.sampling_rate_hz == 500.0);
  const EcgRecord unit = read_ok("# {\"unit\": \"mV\"}\n" + rows, {VoltageUnit::microvolt, 500.0});
  CHECK(unit.find(Lead::I)->samples_mv[0] == 0.5);
}

TEST_CASE("a statement above the names of a table is not taken for its names") {
  const EcgRecord timed = read_ok("Start time,10:20:30\nms,mV\n0,0.1\n2,0.2\n4,0.1\n");
  CHECK(timed.sampling_rate_hz == 500.0);
  REQUIRE(timed.channels.size() == 1);
  CHECK(timed.channels[0].label != "10:20:30");
  const EcgRecord named = read_ok("Name;Doe;John\nms;ECG;Resp\n0;12;3\n2;13;3\n4;12;3\n", {VoltageUnit::microvolt, std::nullopt});
  CHECK(named.sampling_rate_hz == 500.0);
  CHECK(named.channels[0].label == "ECG");
}

TEST_CASE("marks beside voltages stay marks where a gain is stated") {
  const EcgRecord record = read_ok("# Gain: 200 adu/mV\ntime (s),I (mV),marker\n0,0.1,0\n0.002,0.2,1\n0.004,0.1,0\n");
  CHECK(record.channels.size() == 1);
  CHECK(has_note(record, "\"marker\" was left out"));
  CHECK(has_note(record, "was not applied to the samples"));
}

TEST_CASE("a line about the separator of columns leaves twelve columns without names what they were") {
  std::string rows;
  for (int i = 0; i < 20; ++i)
    rows += "1,2,3,4,5,6,7,8,9," + std::to_string(i % 3) + ",11,12\n";
  const EcgRecord record = read_ok("# Column separator: comma\n# sampling_rate_hz: 500\n# unit: mV\n" + rows);
  CHECK(record.find(Lead::V6) != nullptr);
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
