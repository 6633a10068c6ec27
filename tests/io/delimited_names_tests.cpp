#include <catch2/catch_test_macros.hpp>

#include <array>
#include <string>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace delimited_names_tests {

namespace {

constexpr ReadOptions kMillivolts500{VoltageUnit::millivolt, 500.0};
constexpr std::string_view kChestFirst = "V1,V2,V3,V4,V5,V6,I,II,III,aVR,aVL,aVF";

// Three rows without headings; the first cell of column n (from 1) is 10 n.
std::string rows(int columns, char delimiter = ',', bool timed = false) {
  std::string text;
  for (int row = 0; row < 3; ++row) {
    if (timed)
      text += std::to_string(row * 0.002) + delimiter;
    for (int column = 1; column <= columns; ++column)
      text += std::to_string(column * 10 + row * row) + (column < columns ? delimiter : '\n');
  }
  return text;
}

std::string with_blanks(std::string_view names) {
  std::string text(names);
  for (char& c : text)
    c = c == ',' ? ' ' : c;
  return text;
}

}  // namespace

TEST_CASE("headings in a comment line name the columns") {
  for (const std::string& text : {"# " + std::string(kChestFirst) + '\n' + rows(12),
                                  "% made by nobody\n% " + std::string(kChestFirst) + '\n' + rows(12),
                                  "#" + with_blanks(kChestFirst) + '\n' + rows(12, ' '),
                                  "# time_s," + std::string(kChestFirst) + '\n' + rows(12, ',', true),
                                  "# " + std::string(kChestFirst) + '\n' + rows(12, ',', true)}) {
    const EcgRecord record = read_ok(text, kMillivolts500);
    REQUIRE(record.channels.size() == 12);
    CHECK(record.find(Lead::V1)->samples_mv[0] == 10.0);
    CHECK(record.find(Lead::aVF)->samples_mv[0] == 120.0);
    // Only a first column that no name stands for had to be supposed.
    const bool unnamed = text.find("0.002") != std::string::npos && text.find("time_s") == std::string::npos;
    CHECK(record.notes.size() == (unnamed ? 1 : 0));
  }
}

TEST_CASE("lines that state the leads name the columns") {
  for (const char* key : {"# leads: ", "# Columns = ", "Channels: ", "# lead order: [", "ChannelTitle=\t"}) {
    CAPTURE(key);
    const std::string end = std::string_view(key).find('[') != std::string_view::npos ? "]\n" : "\n";
    const EcgRecord record = read_ok(std::string(key) + std::string(kChestFirst) + end + rows(12), kMillivolts500);
    REQUIRE(record.channels.size() == 12);
    REQUIRE(record.find(Lead::V1) != nullptr);
    REQUIRE(record.find(Lead::I) != nullptr);
    CHECK(record.find(Lead::V1)->samples_mv[0] == 10.0);
    CHECK(record.find(Lead::I)->samples_mv[0] == 70.0);
  }
}

TEST_CASE("units in a comment line with headings are read") {
  const EcgRecord record = read_ok("# time (ms),I (mV),II (uV)\n0,1,1000\n2,2,2\n4,0,0\n");
  CHECK(record.sampling_rate_hz == 500.0);
  CHECK(record.find(Lead::II)->samples_mv[0] == 1.0);
}

TEST_CASE("a comment line is not this project's own heading: its unit is asked for") {
  CHECK(refusal(read_text("# time_s,I,II\n0,1,2\n0.002,3,1\n0.004,1,1\n")) == "UnitRequired");
}

TEST_CASE("no order of leads is assumed where a line names leads that do not fit") {
  for (const char* line : {"# leads: V1,V2,V3,V4,V5,V6,I,II,III,aVR,aVL\n", "# order V1-V6, I-III, aVR, aVL, aVF\n"}) {
    CAPTURE(line);
    const EcgRecord record = read_ok(line + rows(12), kMillivolts500);
    REQUIRE(record.channels.size() == 12);
    for (const Channel& channel : record.channels)
      CHECK_FALSE(channel.lead.has_value());
    CHECK(record.notes.size() == 1);
  }
  // The usual order, said in words, contradicts nothing.
  CHECK(read_ok("# I, II, III, aVR, aVL, aVF, V1-V6\n" + rows(12), kMillivolts500).find(Lead::V6)->samples_mv[0] ==
        120.0);
}

TEST_CASE("a column of times does not become the first of as many leads as there are columns") {
  std::string text = "Fs=500\nUnits=mV\n";
  for (const char* line : {"1: I", "2: II", "3: III"})
    text += std::string("# Channel ") + line + '\n';
  for (int i = 0; i < 20; ++i)
    text += std::to_string(i / 500.0) + ",0." + std::to_string(i % 7) + ",0." + std::to_string(i % 5) + '\n';
  const EcgRecord record = read_ok(text);
  REQUIRE(record.channels.size() == 2);
  for (const Channel& channel : record.channels)
    CHECK_FALSE(channel.lead.has_value());
}

TEST_CASE("lines that name one lead each name the columns") {
  const std::array<std::string_view, 12> names = {"I",  "II", "III", "aVR", "aVL", "aVF",
                                                  "V6", "V5", "V4",  "V3",  "V2",  "V1"};
  const auto head = [&](auto line_of) {
    std::string text = "Fs=500\nUnits=mV\n";
    for (std::size_t i = 0; i < names.size(); ++i)
      text += line_of(std::to_string(i + 1), std::string(names[i])) + '\n';
    return text;
  };
  using Text = const std::string&;
  for (const std::string& text :
       {head([](Text number, Text name) { return "Label" + number + '=' + name; }),
        "[Patient]\nName=Doe\n" + head([](Text number, Text name) { return "[Channel" + number + "]\nName=" + name; }),
        head([](Text number, Text name) { return "# Channel " + number + ": " + name; }),
        head([](Text number, Text name) { return "# col " + number + ": \"" + name + '"'; }),
        head([](Text number, Text name) { return "# ch" + number + '=' + name; }),
        head([](Text number, Text name) { return "# Channel " + number + ' ' + name; }),
        head([](Text number, Text name) { return "Signal " + number + " = " + name; }),
        head([](Text number, Text name) { return "Channel #: " + number + "\nLabel: " + name + "\nFilter: 100 Hz"; }),
        head([](Text number, Text name) {
          return "# Channel " + number + ": " + name + "\n# Channel " + number + ": gain 5";
        }),
        head([](Text number, Text name) { return "# " + name + ": column " + number; }),
        head([](Text, Text name) { return "# Label: " + name; })}) {
    for (const bool timed : {false, true}) {
      CAPTURE(text, timed);
      const EcgRecord record = read_ok(text + rows(12, ',', timed));
      REQUIRE(record.channels.size() == 12);
      REQUIRE(record.find(Lead::V6) != nullptr);
      CHECK(record.find(Lead::V6)->samples_mv[0] == 70.0);
      CHECK(record.find(Lead::V1)->samples_mv[0] == 120.0);
      // Only a first column that no line names had to be supposed.
      CHECK(record.notes.size() == (timed ? 1 : 0));
    }
  }
}

TEST_CASE("no order of leads is assumed where lines name some leads in another one") {
  for (const char* head : {"# Channel 7: V6\n# Channel 8: V5\n", "Label1=I\nLabel2=III\n", "# ch 2: I\n# ch 1: II\n",
                           "Channel 1: II\nChannel 1: I\n", "Channel 7;V6\nChannel 8;V5\n",
                           "# 1 V1 uV\n# 2 V2 uV\n# 3 V3 uV\n# 4 V4 uV\n# 5 V5 uV\n# 6 V6 uV\n",
                           "# Elektrode A: V1\n# B: V2\n# C: V3\n# D: V4\n# E: V5\n# F: V6\n"}) {
    CAPTURE(head);
    const EcgRecord record = read_ok(head + rows(12), kMillivolts500);
    REQUIRE(record.channels.size() == 12);
    for (const Channel& channel : record.channels)
      CHECK_FALSE(channel.lead.has_value());
    CHECK(record.notes.size() == 1);
  }
  // What names a lead in passing, or the first leads where they usually are, contradicts nothing.
  for (const char* head : {"Rhythm strip: II\nLead for the QT: V5\n", "Channel 1: I\nChannel 2: II\n",
                           "Comment: ST in V3\nPatient name = Doe\n"}) {
    CAPTURE(head);
    CHECK(read_ok(head + rows(12), kMillivolts500).find(Lead::V6)->samples_mv[0] == 120.0);
  }
}

TEST_CASE("prose in front of a table without headings names no column") {
  for (const char* line : {"# Holter, II\n", "# Lead II\n", "# Age, Sex\n"}) {
    CAPTURE(line);
    const EcgRecord record = read_ok(line + std::string("5,1\n6,3\n9,2\n"), kMillivolts500);
    CHECK_FALSE(record.channels[0].lead.has_value());
    CHECK_FALSE(record.channels[1].lead.has_value());
  }
}

TEST_CASE("a row of units below the names belongs to them") {
  for (const char* head : {"time,I,II\ns,mV,uV\n", "time,I,II\n(s),(mV),(uV)\n", "time_s,I,II\ns,mV,uV\n",
                           "'Elapsed time','I','II'\n'seconds','mV','uV'\n"}) {
    CAPTURE(head);
    for (const auto rate : {std::optional<double>(), std::optional(500.0)}) {
      const EcgRecord record = read_ok(std::string(head) + "0,1,1000\n0.002,2,2\n0.004,0,0\n", {std::nullopt, rate});
      CHECK(record.sampling_rate_hz == 500.0);
      REQUIRE(record.channels.size() == 2);
      CHECK(record.find(Lead::I)->samples_mv[0] == 1.0);
      CHECK(record.find(Lead::II)->samples_mv[0] == 1.0);
    }
  }
}

TEST_CASE("the columns that rdsamp prints keep names, times and units") {
  for (const char* head : {"   Elapsed time         I      MLII\n      (seconds)      (mV)      (uV)\n",
                           "    time   I   MLII\n   (sec)  (mV)  (uV)\n"}) {
    const EcgRecord record = read_ok(std::string(head) + "  0.000  1  1000\n  0.004  2  2\n  0.008  0  0\n");
    CHECK(record.sampling_rate_hz == 250.0);
    REQUIRE(record.channels.size() == 2);
    CHECK(record.channels[0].lead == Lead::I);
    CHECK(record.channels[1].label == "MLII");
    CHECK(record.channels[1].samples_mv[0] == 1.0);
  }
  const EcgRecord counted = read_ok("  sample #   I   II\n 0 1 2\n 1 5 3\n 2 3 1\n", kMillivolts500);
  REQUIRE(counted.channels.size() == 2);
  CHECK(counted.find(Lead::I)->samples_mv == std::vector<double>{1.0, 5.0, 3.0});
}

TEST_CASE("a unit below a heading that states another is refused") {
  CHECK(refusal(read_text("I (uV),II (uV)\nmV,mV\n1,1\n3,1\n", kMillivolts500)) == "InvalidHeader");
}

TEST_CASE("a statement above headings of units is no row of names") {
  const EcgRecord record = read_ok("Name,Doe\ns,mV\n0,1\n0.002,2\n0.004,0\n");
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "mV");
  CHECK(record.comments == std::vector<std::string>{"Name,Doe"});
}

}  // namespace delimited_names_tests
