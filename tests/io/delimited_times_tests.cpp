#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace delimited_times_tests {

namespace {

// Three rows 2 ms apart, in `seconds` a unit, below that heading.
std::string timed(std::string_view heading, double seconds) {
  std::string text = std::string(heading) + ",I (mV)\n";
  for (int row = 0; row < 3; ++row)
    text += std::to_string(row * 2e6 / (seconds * 1e9)) + std::string("e0,") + std::to_string(row * row) + '\n';
  return text;
}

}  // namespace

TEST_CASE("times in minutes, hours and finer units give their rate") {
  CHECK(read_ok("time (min),I (mV)\n0,1\n0.0000333333333333,2\n0.0000666666666667,3\n").sampling_rate_hz == 500.0);
  for (const char* heading : {"time [minutes]", "t (min)", "elapsed time (min)", "time_min", "Zeit (min)"}) {
    CAPTURE(heading);
    CHECK(read_ok(std::string(heading) + ",I (mV)\n0,1\n0.0001,2\n0.0002,3\n").sampling_rate_hz == 1e4 / 60);
  }
  CHECK(read_ok(timed("time (ns)", 1e-9)).sampling_rate_hz == 500.0);
  CHECK(read_ok(timed("time [\xC2\xB5s]", 1e-6)).sampling_rate_hz == 500.0);
  CHECK(read_ok("time (h),I (mV)\n0,1\n0.000001,2\n0.000002,3\n").sampling_rate_hz == 1e6 / 3600);
}

TEST_CASE("times in another unit give no rate") {
  for (const char* heading : {"time (ticks)", "time [100us]", "time (samples)", "timestamp (x)"}) {
    CAPTURE(heading);
    const std::string text = std::string(heading) + ",I (mV)\n0,1\n0.002,2\n0.004,3\n";
    CHECK(refusal(read_text(text)) == "SamplingRateRequired");
    CHECK(read_ok(text, {std::nullopt, 250.0}).sampling_rate_hz == 250.0);
  }
}

TEST_CASE("times without a unit that would be faster than any ECG give no rate") {
  CHECK(refusal(read_text("time,I (mV)\n0,1\n0.00003333,2\n0.00006667,3\n")) == "SamplingRateRequired");
}

TEST_CASE("a name that ends like minutes or days is no time") {
  const EcgRecord record = read_ok("I (mV),RR_min,lead_d\n1,5,2\n2,7,2\n3,1,9\n", {VoltageUnit::millivolt, 500.0});
  REQUIRE(record.channels.size() == 3);
  CHECK(record.channels[1].label == "RR_min");
}

TEST_CASE("a first column under a foreign or unknown word that rises evenly is time and no lead") {
  for (const char* heading : {"Zeit", "Temps", "Tiempo (s)", "Vrijeme", "Ido (s)", "sec"}) {
    CAPTURE(heading);
    const std::string text = std::string(heading) + ",I,II\n0,1,2\n0.002,2,3\n0.004,0,1\n";
    for (const auto rate : {std::optional<double>(), std::optional(500.0)}) {
      const EcgRecord record = read_ok(text, {VoltageUnit::millivolt, rate});
      CHECK(record.sampling_rate_hz == 500.0);
      REQUIRE(record.channels.size() == 2);
      CHECK(record.channels[0].lead == Lead::I);
    }
  }
  const EcgRecord record = read_ok("Vrijeme,I (mV)\n0,1\n0.002,2\n0.004,0\n");
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].message.find("Vrijeme") != std::string::npos);
  // Steps of one may count samples.
  CHECK(refusal(read_text("frame,I (mV)\n0,1\n1,2\n2,0\n")) == "SamplingRateRequired");
}

TEST_CASE("a first column under an unknown word that does not rise evenly stays a channel") {
  const EcgRecord record = read_ok("EKG,I\n0,1\n2,2\n-1,0\n", {VoltageUnit::millivolt, 500.0});
  REQUIRE(record.channels.size() == 2);
  CHECK(record.channels[0].label == "EKG");
}

TEST_CASE("times of day and dates with times give the rate") {
  for (const char* step : {"10:00:00.00", "0:00.00", "2020-01-02T10:00:00.00", "2020-01-02 10:00:00.00",
                           "01/02/2020 10:00:00.00", "[10:00:00.00"}) {
    CAPTURE(step);
    const std::string end = step[0] == '[' ? " 01/02/2020]" : "";
    std::string text = "time,I (mV)\n";
    for (const char* digit : {"0", "2", "4"})
      text += std::string(step) + digit + end + ",1\n";
    const EcgRecord record = read_ok(text);
    CHECK(record.sampling_rate_hz == 500.0);
    CHECK(record.channels.size() == 1);
  }
}

TEST_CASE("times of day go on past midnight") {
  CHECK(read_ok("time,I (mV)\n23:59:59.996,1\n23:59:59.998,2\n00:00:00.000,3\n00:00:00.002,4\n").sampling_rate_hz ==
        500.0);
}

TEST_CASE("a column of dates or words beside voltages is left out and noted") {
  const EcgRecord record = read_ok(
      "Date,Time,I "
      "(mV),remark\n2020-01-02,10:00:00.000,1,a\n2020-01-02,10:00:00.002,2,\n2020-01-02,10:00:00.004,3,b\n");
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].samples_mv == std::vector<double>{1.0, 2.0, 3.0});
  CHECK(record.notes.size() == 2);
}

TEST_CASE("times of day that are coarser than the samples give no rate") {
  const std::string text = "time,I (mV)\n10:00:00,1\n10:00:00,2\n10:00:01,3\n10:00:01,4\n";
  CHECK(refusal(read_text(text)) == "SamplingRateRequired");
  const EcgRecord record = read_ok(text, {std::nullopt, 2.0});
  CHECK(record.sampling_rate_hz == 2.0);
  CHECK(record.notes.size() == 1);
  CHECK(refusal(read_text("time,I (mV)\n10:00:00,1\n10:00:01,2\n10:00:09,3\n", {std::nullopt, 1.0})) ==
        "InvalidHeader");
}

TEST_CASE("words and times of day in the column of a lead are refused at the first of them") {
  const std::string text = "time_s,I,II\n0,0.1,x\n0.002,0.1,y\n";
  const auto record = read_text(text);
  REQUIRE(refusal(record) == "InvalidSample");
  CHECK(record.error().offset == text.find('x'));
  CHECK(refusal(read_text("time_s,I,II\n0,0.1,10:00:00\n0.002,0.1,10:00:01\n")) == "InvalidSample");
  CHECK(refusal(read_text("time_s,I\n10:00:00,0.1\n0.002,0.1\n")) == "InvalidSample");
  CHECK(refusal(read_text("time_s,I (mV),note\n0,0.1,a\n0.002,0.1,7\n")) == "InvalidSample");
}

namespace {

// Samples of one lead under times that `time_of` gives them, 128 Hz by number.
template <typename TimeOf>
std::string timed_rows(std::string_view head, int rows, TimeOf time_of) {
  std::string text(head);
  for (int row = 0; row < rows; ++row)
    text += time_of(row) + ',' + std::to_string(row % 7) + '\n';
  return text;
}

std::string of_packet(int row) { return std::to_string(1000 + row / 16 * 125); }

}  // namespace

TEST_CASE("one lead beside a clock is a table") {
  const auto clock = [](std::string_view date, std::string_view end) {
    return [=](int row) {
      const std::string fraction = std::to_string(1000 + row * 4 % 1000).substr(1);
      return std::string(date) + "10:11:" + std::to_string(12 + row / 250) + '.' + fraction + std::string(end);
    };
  };
  for (const auto& [date, end] : {std::pair{"", ""}, {"03/05/2022 ", ""}, {"2022-03-05T", "Z"}}) {
    CAPTURE(date);
    const EcgRecord record =
        read_ok(timed_rows("Time,EcgWaveform\n", 400, clock(date, end)), {VoltageUnit::microvolt, {}});
    CHECK(record.sampling_rate_hz == 250.0);
    REQUIRE(record.channels.size() == 1);
    CHECK(record.channels[0].label == "EcgWaveform");
  }
  // Once a second is the log of a pulse; words beside a clock are another log.
  const auto slow = [](int row) { return "10:11:" + std::to_string(10 + row); };
  CHECK(refusal(read_text(timed_rows("Time,Pulse\n", 40, slow))) == "UnknownFormat");
  CHECK(refusal(read_text("Time,Event\n10:11:12.004,door\n10:11:12.008,door\n10:11:12.012,bell\n")) == "UnknownFormat");
}

TEST_CASE("times of packets fit a rate that the file or the caller states, with a note") {
  const ReadOptions microvolts{VoltageUnit::microvolt, {}}, stated{VoltageUnit::microvolt, 128.0};
  const auto nearly_at_once = [](int row) {
    return std::to_string(1600000000.0 + row / 4 * 4 / 128.0 + row % 4 * 2e-5);
  };
  for (const EcgRecord& record :
       {read_ok(timed_rows("timestamp,II\n", 1000, of_packet), stated),
        read_ok("# fs: 128\n" + timed_rows("timestamp,II\n", 1000, of_packet), microvolts),
        read_ok("# fs: 128\n" + timed_rows("time_s,II\n", 1000, nearly_at_once), microvolts)}) {
    CHECK(record.sampling_rate_hz == 128.0);
    REQUIRE(record.notes.size() == 1);
    CHECK(record.notes[0].message.find("rise in packets") != std::string::npos);
  }
  const std::string text = timed_rows("timestamp,II\n", 1000, of_packet);
  CHECK(refusal(read_text(text, microvolts)) == "SamplingRateRequired");
  CHECK(refusal(read_text(text, {VoltageUnit::microvolt, 125.0})) == "InvalidHeader");
}

TEST_CASE("what stands beside times alone is what was sampled, even under the word for a number of samples") {
  const EcgRecord record = read_ok("time_s,sample\n0,-65\n0.002,-56\n0.004,-70\n", {VoltageUnit::microvolt, {}});
  REQUIRE(record.channels.size() == 1);
  CHECK(record.channels[0].label == "sample");
  CHECK(refusal(read_text("time_s,sample\n0,0\n0.002,1\n0.004,2\n", {VoltageUnit::microvolt, {}})) == "NoEcgChannel");
}

TEST_CASE("times of packets with a gap before the last packets are refused, however short the rest is") {
  const ReadOptions stated{VoltageUnit::microvolt, 128.0};
  for (const int lost_at : {976, 984, 992}) {
    CAPTURE(lost_at);
    const auto gap = [&](int row) { return of_packet(row < lost_at ? row : row + 640); };
    CHECK(refusal(read_text(timed_rows("timestamp,II\n", 1000, gap), stated)) == "InvalidHeader");
  }
}

TEST_CASE("times of packets with a gap among them, or uneven ones of no packets, are refused at any rate") {
  const ReadOptions stated{VoltageUnit::microvolt, 128.0};
  for (const int lost_at : {300, 500, 960}) {
    CAPTURE(lost_at);
    const auto gap = [&](int row) { return of_packet(row < lost_at ? row : row + 16); };
    CHECK(refusal(read_text(timed_rows("timestamp,II\n", 1000, gap), stated)) == "InvalidHeader");
    const auto even_but_once = [&](int row) { return std::to_string((row < lost_at ? row : row + 2) / 128.0); };
    CHECK(refusal(read_text(timed_rows("time_s,II\n", 1000, even_but_once), stated)) == "InvalidHeader");
  }
  const auto back = [](int row) { return of_packet(row == 500 ? 400 : row); };
  CHECK(refusal(read_text(timed_rows("timestamp,II\n", 1000, back), stated)) == "InvalidHeader");
}

}  // namespace delimited_times_tests
