#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_format_tests {

namespace {

Bytes golden(const std::string& name) {
  return load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/wfdb/" + name).value_or(Bytes{});
}

Result<EcgRecord> read_flac(const Bytes& stream, std::string_view from = "", std::string_view to = "") {
  const Bytes header = golden("flac16.hea");
  const std::string text(header.begin(), header.end());
  return Files().add("flac16.hea", altered(text, from, to)).add("flac16.dat", stream).read();
}

// II twice and V1 three times in a frame of 125 Hz, and a slow signal without a unit.
constexpr std::string_view kRates =
    "r 3 125 2\n"
    "r.dat 16x2 1000/mV 16 0 1 10 0 II\n"
    "r.dat 16x2 1000/mV 16 0 5 26 0 V1\n"
    "r.dat 16 1000/mV 16 0 9 19 0 RESP\n";

Bytes rate_samples() {
  const int frames[] = {1, 2, 5, 6, 9, 3, 4, 7, 8, 10};
  return pack_16(frames);
}

Result<EcgRecord> read_rates(std::string_view header) {
  return Files().add("r.hea", header).add("r.dat", rate_samples()).read();
}

}  // namespace

TEST_CASE("a frame with several samples of the leads gives the leads' rate, and slower signals stand apart") {
  const auto record = read_rates(kRates);
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  REQUIRE(record->channels.size() == 2);
  CHECK(record->find(Lead::II)->samples_mv == std::vector<double>{0.001, 0.002, 0.003, 0.004});
  CHECK(record->find(Lead::V1)->samples_mv == std::vector<double>{0.005, 0.006, 0.007, 0.008});
  REQUIRE(record->other_signals.size() == 1);
  CHECK(record->other_signals[0].sampling_rate_hz == 125.0);
  CHECK(record->other_signals[0].channels[0].label == "RESP");
  CHECK(record->other_signals[0].channels[0].samples_mv == std::vector<double>{0.009, 0.01});
}

TEST_CASE("the standard leads decide the rate, also where another signal is faster") {
  std::string header = altered(altered(kRates, "r 3", "r 4"), "II\n", "noise\n");
  header = altered(header, "r.dat 16x2 1000/mV 16 0 5 26 0 V1\n",
                   "r.dat 16 1000/mV 16 0 5 12 0 V1\nr.dat 16 1000/mV 16 0 6 14 0 V2\n");
  const auto record = read_rates(header);
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 125.0);
  CHECK(record->find(Lead::V2)->samples_mv == std::vector<double>{0.006, 0.008});
  CHECK(record->other_signals.at(0).sampling_rate_hz == 250.0);
}

TEST_CASE("without a standard lead the fastest signal is taken for the ECG") {
  const auto record = read_rates(altered(altered(kRates, "II\n", "MCL1\n"), "V1\n", "ECG\n"));
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  CHECK(record->channels.size() == 2);
}

TEST_CASE("a skew counts frames, also where a frame holds several samples") {
  const auto record = read_rates(altered(kRates, "16x2 1000/mV 16 0 1", "16x2:1 1000/mV 16 0 1"));
  REQUIRE(refusal(record) == "");
  const auto& samples = record->find(Lead::II)->samples_mv;
  CHECK(samples[0] == 0.003);
  CHECK(samples[1] == 0.004);
  CHECK((std::isnan(samples[2]) && std::isnan(samples[3])));
}

TEST_CASE("a wrong sum over several samples per frame is refused") {
  CHECK(refusal(read_rates(altered(kRates, " 26 0 V1", " 27 0 V1"))) == "ChecksumMismatch");
}

TEST_CASE("an absurd number of samples per frame is refused") {
  CHECK(refusal(read_rates(altered(kRates, "16x2", "16x65537"))) == "InvalidHeader");
  CHECK(refusal(read_rates(altered(kRates, "16x2", "16x65536"))) == "TruncatedData");
}

TEST_CASE("a gain that is no gain of a voltage does not hinder the leads beside it") {
  const auto record = read_rates(altered(kRates, "1000/mV 16 0 9", "-19.3(3064)/degC 16 0 9"));
  REQUIRE(refusal(record) == "");
  CHECK(record->channels.size() == 2);
  CHECK(record->notes.size() == 1);
  CHECK(refusal(read_rates(altered(kRates, "1000/mV 16 0 9", "nan/degC 16 0 9"))) == "InvalidGain");
  CHECK(refusal(read_rates(altered(kRates, "1000/mV 16 0 9", "x1000/mV 16 0 9"))) == "InvalidGain");
}

TEST_CASE("a null signal is left out with a note, and a record of null signals has no ECG") {
  const auto record = read_rates(altered(kRates, "r 3", "r 4") + "~ 0 0 0 0 0 0 0 V6\n");
  REQUIRE(refusal(record) == "");
  CHECK(record->find(Lead::V6) == nullptr);
  REQUIRE(record->notes.size() == 1);
  CHECK(record->notes[0].message.find("null signal") != std::string::npos);
  CHECK(refusal(Files().add("n.hea", "n 2 360 1800\n* 0 0 0 0 0 0\n* 0 0 0 0 0 0\n").read()) == "NoEcgChannel");
}

TEST_CASE("format 8 without an initial value sums up from the ADC zero") {
  const auto record = Files().add("x.hea", "x 1 500\nx.dat 8 100(0)/mV 12 50\n").add("x.dat", Bytes{1, 2, 0xFF}).read();
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv == std::vector<double>{0.51, 0.53, 0.52});
  const std::string far = "x 1 500\nx.dat 8 100(0)/mV 12 0 4000000000 0 0 I\n";
  CHECK(refusal(Files().add("x.hea", far).add("x.dat", Bytes{1}).read()) == "InvalidHeader");
}

TEST_CASE("a FLAC file that is cut, altered or of another shape is refused") {
  const Bytes whole = golden("flac16.dat");
  REQUIRE(whole.size() > 100);
  REQUIRE(refusal(read_flac(whole)) == "");
  Bytes cut = whole;
  cut.resize(whole.size() - 1);
  CHECK(refusal(read_flac(cut)) == "TruncatedData");
  cut.resize(60);
  CHECK(refusal(read_flac(cut)) == "TruncatedData");
  Bytes flipped = whole;
  flipped[100] ^= 1;
  CHECK(refusal(read_flac(flipped)) == "ChecksumMismatch");
  Bytes sum = whole;
  sum[30] ^= 1;
  const auto wrong_md5 = read_flac(sum);
  REQUIRE(refusal(wrong_md5) == "ChecksumMismatch");
  CHECK(wrong_md5.error().message.find("MD5") != std::string::npos);
  CHECK(refusal(read_flac(golden("flac8.dat"))) == "InvalidHeader");
  CHECK(refusal(read_flac(golden("format16.hea"))) == "InvalidHeader");
  CHECK(refusal(read_flac(Bytes{})) == "InvalidHeader");
}

TEST_CASE("a FLAC header that contradicts itself is refused") {
  const Bytes whole = golden("flac16.dat");
  CHECK(refusal(read_flac(whole, "516 200", "516x2 200")) == "InvalidHeader");
  CHECK(refusal(read_flac(whole, "516 200", "516+8 200")) == "InvalidHeader");
  const Bytes text = golden("flac16.hea");
  std::string offset(text.begin(), text.end());
  for (int i = 0; i < 3; ++i)
    offset = altered(offset, "516 ", "516+8 ");
  CHECK(refusal(Files().add("flac16.hea", offset).add("flac16.dat", whole).read()) == "UnsupportedFormat");
  CHECK(refusal(read_flac(whole, " 500 41", " 500 42")) == "TruncatedData");
  CHECK(refusal(read_flac(whole, " 500 41", " 500 1000000000")) == "TooLarge");
  CHECK(refusal(read_flac(whole, " 500 41", " 500")) == "");
}

TEST_CASE("a FLAC stream may be longer than the header says") {
  // Without sums, which are those of the whole.
  std::string shorter = "flac16 3 500 20\n";
  for (int i = 0; i < 3; ++i)
    shorter += "flac16.dat 516 200/mV\n";
  const auto record = Files().add("flac16.hea", shorter).add("flac16.dat", golden("flac16.dat")).read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 20);
}

}  // namespace wfdb_format_tests
