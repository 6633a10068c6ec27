#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <sstream>

#include "expected_table.hpp"
#include "leadwise/writer.hpp"
#include "scp/scp_huffman.hpp"
#include "scp/scp_signal.hpp"
#include "scp_bytes.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace scp_golden_tests {

namespace {

std::vector<std::vector<double>> expected_columns(const std::string& name) {
  const Bytes bytes =
      load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/scp/" + name + ".expected.txt").value_or(Bytes{});
  std::istringstream lines(std::string(bytes.begin(), bytes.end()));
  std::vector<std::vector<double>> columns;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::size_t column = 0;
    for (std::string cell; cells >> cell; ++column) {
      columns.resize(std::max(columns.size(), column + 1));
      columns[column].push_back(cell == "nan" ? std::nan("") : std::stod(cell));
    }
  }
  return columns;
}

void check_holds(const std::string& name, double sampling_rate_hz, double resolution_mv,
                 const std::vector<std::string>& labels) {
  CAPTURE(name);
  const auto record = read_scp_golden(name);
  REQUIRE(refusal(record) == "");
  const auto columns = expected_columns(name);
  REQUIRE(columns.size() == labels.size());
  REQUIRE(record->channels.size() == labels.size());
  CHECK(record->sampling_rate_hz == sampling_rate_hz);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Channel& channel = record->channels[i];
    CHECK(channel.label == labels[i]);
    CHECK(channel.lead == parse_lead(labels[i]));
    CHECK(channel.resolution_mv == resolution_mv);
    const std::vector<double> found = digital_units(channel);
    REQUIRE(found.size() == columns[i].size());
    std::size_t different = 0;
    for (std::size_t t = 0; t < found.size(); ++t)
      different += found[t] == columns[i][t] || (std::isnan(found[t]) && std::isnan(columns[i][t])) ? 0U : 1U;
    CHECK(different == 0);
  }
}

double stored(const EcgRecord& record, const std::string& name) {
  for (const StoredMeasurement& measurement : record.measurements) {
    if (measurement.name == name)
      return measurement.value;
  }
  return std::nan("");
}

}  // namespace

TEST_CASE("SCP-ECG without compression gives the very samples that were written") {
  check_holds("plain", 500.0, 0.00488, {"I", "II", "V1"});
}

TEST_CASE("SCP-ECG amplitudes, first and second differences in the default Huffman table give the very samples") {
  check_holds("default_amplitudes", 500.0, 0.0025, {"I", "II", "V6"});
  check_holds("default_first", 500.0, 0.0025, {"I", "II", "V6"});
  check_holds("default_second", 500.0, 0.0025, {"I", "II", "V6"});
}

TEST_CASE("SCP-ECG with tables of its own that switch to each other gives the very samples") {
  check_holds("own_tables", 250.0, 0.001, {"I", "V1"});
}

TEST_CASE("SCP-ECG adds the reference beat where it was subtracted, both at their own amplitude") {
  check_holds("subtracted", 500.0, 0.005, {"I", "II"});
  check_holds("subtracted_other_step", 500.0, 0.001, {"I", "II"});
}

TEST_CASE("SCP-ECG leads that section 3 defines beyond its count are read where section 6 holds them, with a note") {
  const auto whole = read_scp_golden("plain");
  const auto record = read_scp_bytes(ScpBytes("plain").set(3, 0, 2, 1).repaired());
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(record->channels[i].lead == whole->channels[i].lead);
    CHECK(record->channels[i].samples_mv == whole->channels[i].samples_mv);
  }
  REQUIRE(record->notes.size() == whole->notes.size() + 1);
  CHECK(record->notes[0].message.find("counts 2 leads and defines 3") != std::string::npos);
}

TEST_CASE("an SCP-ECG lead that section 3 still defines behind its count is none where section 6 has no place for it") {
  // The second lead takes the third one's bytes, and the two that said how many these are.
  const auto record = read_scp_bytes(ScpBytes("plain").set(3, 0, 2, 1).set(6, 8, 482, 2).repaired());
  REQUIRE(refusal(record) == "");
  CHECK(record->channels.size() == 2);
}

TEST_CASE("an SCP-ECG reference beat that no beat of section 4 was subtracted from is added to none, with a note") {
  ScpBytes bytes("subtracted");
  constexpr std::size_t kFirstBeat = 6, kBeatBytes = 14;
  for (std::size_t beat = 0; beat < 3; ++beat)
    bytes.set(4, kFirstBeat + beat * kBeatBytes, 1, 2);
  const auto residual = read_scp_bytes(bytes.repaired());
  REQUIRE(refusal(residual) == "");
  CHECK(residual->sample_count() == 240);
  CHECK(residual->channels[0].resolution_mv == 0.02);
  REQUIRE(residual->notes.size() == 1);
  CHECK(residual->notes[0].message.find("names no beat") != std::string::npos);
  const auto without_beat = read_scp_bytes(bytes.remove(5).repaired());
  REQUIRE(refusal(without_beat) == "");
  CHECK(without_beat->channels[1].samples_mv == residual->channels[1].samples_mv);
  CHECK(refusal(read_scp_bytes(bytes.remove(4).repaired())) == "InvalidHeader");
}

TEST_CASE("SCP-ECG counts at the rate of the reference beat are divided where the rhythm holds so many fewer samples") {
  check_holds("counted_at_beat_rate", 250.0, 0.005, {"I", "II"});
  const auto record = read_scp_golden("counted_at_beat_rate");
  REQUIRE(record->notes.size() == 1);
  CHECK(record->notes[0].message.find("2 times") != std::string::npos);
  REQUIRE(record->average_beats.size() == 1);
  CHECK(record->average_beats[0].sampling_rate_hz == 500.0);
  CHECK(record->annotations.empty());
}

TEST_CASE("an SCP-ECG section of nothing but its head is none") {
  const auto whole = read_scp_golden("plain");
  REQUIRE(refusal(whole) == "");
  for (const std::uint16_t section : std::initializer_list<std::uint16_t>{2, 4, 5}) {
    CAPTURE(section);
    const auto record = read_scp_bytes(ScpBytes("plain").put_head_alone(section, 11).repaired());
    REQUIRE(refusal(record) == "");
    CHECK(record->channels[0].samples_mv == whole->channels[0].samples_mv);
  }
}

TEST_CASE("SCP-ECG with bimodal compression keeps protected zones and interpolates the rest as described") {
  check_holds("bimodal_4", 500.0, 0.005, {"I", "II"});
  check_holds("bimodal_2", 500.0, 0.005, {"I", "II"});
  CHECK(read_scp_golden("bimodal_4")->notes.size() == 1);
  CHECK(read_scp_golden("bimodal_4")->notes.front().message.find("one sample of 4") != std::string::npos);
}

TEST_CASE("SCP-ECG leads that were recorded one after the other are missing where they were not recorded") {
  check_holds("one_after_another", 500.0, 0.0025, {"I", "II", "III", "aVR"});
}

TEST_CASE("the example in the SCP-ECG standard decodes to the samples printed there") {
  const Bytes section = {0x88, 0x13, 0xD0, 0x07, 2,    0,    15,   0,    0xFF, 0x83, 0x7F, 0xE0,
                         0xE6, 0xF1, 0x53, 0x65, 0x59, 0xB6, 0x5B, 0x96, 0x4B, 0x96, 0x00};
  const Bytes default_table = {0x1F, 0x4E};
  const auto tables = io::read_scp_huffman_tables({2, default_table, 0});
  REQUIRE(tables.has_value());
  const auto signal = io::read_scp_signal({5, section, 0}, 1);
  REQUIRE(signal.has_value());
  const auto decoded = io::decode_scp_lead(*signal, 0, 28, *tables);
  REQUIRE(decoded.has_value());
  CHECK(decoded->values == std::vector<std::int16_t>{13, 14, 15, 14, 16, 18, 19, 20, 22, 22, 23, 23, 23, 22,
                                                     22, 20, 17, 15, 12, 8,  6,  3,  1,  0,  -2, -2, -3, -3});
}

TEST_CASE("the reference beat stands beside the rhythm, never in its place") {
  const auto record = read_scp_golden("subtracted");
  REQUIRE(record->average_beats.size() == 1);
  const SignalGroup& beat = record->average_beats.front();
  CHECK(beat.sampling_rate_hz == 500.0);
  REQUIRE(beat.channels.size() == 2);
  CHECK(beat.channels[1].lead == Lead::II);
  CHECK(beat.channels[0].samples_mv.size() == 90);
  CHECK(record->sample_count() == 240);
  REQUIRE(record->annotations.size() == 3);
  CHECK(record->annotations[1].text == "QRS, beat type 1");
  CHECK(record->annotations[1].time_s == 129 * 0.002);
  CHECK(refusal(read_scp_golden("only_reference_beat")) == "UnsupportedFormat");
  CHECK(refusal(read_scp_golden("only_long_term")) == "UnsupportedFormat");
}

namespace {

/// Where the day of birth, 1950-02-28, stands in the golden file.
std::size_t place_of_birth(ScpBytes& file) {
  const std::vector<std::uint8_t> born = {0x9E, 0x07, 2, 28};  // 1950-02-28
  const Bytes bytes = file.repaired();
  const auto found = std::search(bytes.begin(), bytes.end(), born.begin(), born.end());
  REQUIRE(found != bytes.end());
  return static_cast<std::size_t>(found - bytes.begin());
}

}  // namespace

TEST_CASE("an SCP-ECG's patient is 18 on the day of the eighteenth birthday, and not on the day before") {
  ScpBytes file("plain");
  const std::size_t place = place_of_birth(file);
  const auto age_of = [&](std::uint64_t day) {
    // Recorded on 2020-03-01.
    return read_scp_bytes(file.set_at(place, 2002, 2).set_at(place + 2, 3, 1).set_at(place + 3, day, 1).repaired())
        ->patient.age_years;
  };
  CHECK(age_of(1) == 18.0);
  CHECK(age_of(2) == 17.0);
}

TEST_CASE("an SCP-ECG age in the unit 0 is below 18 if its number is, and unknown else, with a note") {
  ScpBytes file("plain");
  const std::size_t place = place_of_birth(file);
  // The tag of the age in the place of that of the birth, its value: a number and the unit.
  const auto aged = [&](std::uint64_t number, std::uint64_t unit) {
    return *read_scp_bytes(file.set_at(place - 3, 4, 1).set_at(place, number, 2).set_at(place + 2, unit, 1).repaired());
  };
  const std::size_t notes = read_scp_golden("plain")->notes.size();
  CHECK(aged(108, 2).patient.age_years == 9.0);
  CHECK(aged(108, 2).notes.size() == notes);
  CHECK(aged(9, 0).patient.age_years == 9.0);
  CHECK(aged(9, 0).notes.size() == notes + 1);
  CHECK_FALSE(aged(40, 0).patient.age_years.has_value());
  CHECK(aged(40, 0).notes.size() == notes + 1);
  CHECK(aged(0, 0).notes.size() == notes);
}

TEST_CASE("SCP-ECG says who, when and with what, and leaves out who recorded it and where") {
  const auto record = read_scp_golden("plain");
  CHECK(record->patient.name == "M\xC3\xBCller, Erika");
  CHECK(record->patient.id == "P-1");
  CHECK(record->patient.birth_date == "1950-02-28");
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->patient.age_years == 70.0);
  CHECK(record->acquisition_time == "2020-03-01T13:05:59");
  CHECK(record->device.manufacturer == "Example Works");
  CHECK(record->device.model == "ECG-1");
  CHECK(record->device.serial_number == "SN-77");
  CHECK(record->device.filters == "high-pass 0.05 Hz, low-pass 150 Hz, 50 Hz notch");
  CHECK(record->electrode_placement == "Mason-Likar, single electrodes");
  CHECK(record->comments == std::vector<std::string>{"Indication: dyspnoea", "Drug: digoxin", "History: none known",
                                                     "History: implanted cardiac pacemaker"});
  const auto json = write_record(*record, "json", "copy", true);
  REQUIRE(json.has_value());
  const std::string text(json->front().bytes.begin(), json->front().bytes.end());
  CHECK(text.find("dyspnoea") != std::string::npos);
  CHECK(text.find("Secret") == std::string::npos);
}

TEST_CASE("SCP-ECG measurements and statements come as stored, those not computed are left out") {
  const auto record = read_scp_golden("plain");
  CHECK(record->paced == true);
  CHECK(stored(*record, "RR interval") == 800.0);
  CHECK(std::isnan(stored(*record, "PP interval")));
  CHECK(stored(*record, "QRS offset") == 305.0);
  CHECK(std::isnan(stored(*record, "T offset")));
  CHECK(stored(*record, "QRS axis") == -30.0);
  CHECK(std::isnan(stored(*record, "T axis")));
  CHECK(stored(*record, "ventricular rate") == 75.0);
  CHECK(stored(*record, "QTc") == 410.0);
  CHECK(stored(*record, "II QRS duration") == 95.0);
  CHECK(stored(*record, "I S amplitude") == -300.0);
  CHECK(std::isnan(stored(*record, "I PR interval")));
  CHECK(std::isnan(stored(*record, "I T- amplitude")));
  CHECK(record->statements ==
        std::vector<std::string>{"Sinus rhythm", "Right axis deviation", "RVH POS", "see report"});
  CHECK(record->annotations.front().text == "pacemaker spike");
  CHECK(record->annotations.front().time_s == 0.25);
}

TEST_CASE("a pacemaker in the SCP-ECG history or among the spikes makes the record a paced one, each for itself") {
  CHECK(read_scp_bytes(ScpBytes("plain").remove(7).repaired())->paced == true);
  CHECK(read_scp_bytes(ScpBytes("plain").set(7, 1, 0, 1).repaired())->paced == true);
  const Bytes whole = ScpBytes("plain").repaired();
  const Bytes history = {32, 3, 0, 0, 25, 42};
  const auto tag = std::search(whole.begin(), whole.end(), history.begin(), history.end());
  REQUIRE(tag != whole.end());
  const auto place = static_cast<std::size_t>(tag - whole.begin()) + 5;
  CHECK(read_scp_bytes(ScpBytes("plain").set_at(place, 43, 1).repaired())->paced == true);
  CHECK_FALSE(read_scp_bytes(ScpBytes("plain").set_at(place, 43, 1).remove(7).repaired())->paced.has_value());
  CHECK_FALSE(read_scp_golden("default_second")->paced.has_value());
}

TEST_CASE("an SCP-ECG statement coded as pacing makes the record a paced one") {
  using namespace std::string_view_literals;
  const Bytes whole = ScpBytes("plain").repaired();
  const auto place_of = [&](std::string_view text) {
    const auto found = std::search(whole.begin(), whole.end(), text.begin(), text.end(),
                                   [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
    REQUIRE(found != whole.end());
    return static_cast<std::size_t>(found - whole.begin());
  };
  const std::size_t history = place_of("\x20\x03\0\0\x19\x2A"sv) + 5, statement = place_of("RVH\0POS"sv);
  for (const std::string_view code : {"PACE\0\0\0"sv, "PACEA\0\0"sv, "RVH\0POS"sv}) {
    ScpBytes bytes("plain");
    bytes.set_at(history, 43, 1).remove(7);
    for (std::size_t i = 0; i < code.size(); ++i)
      bytes.set_at(statement + i, static_cast<std::uint8_t>(code[i]), 1);
    const auto record = read_scp_bytes(bytes.repaired());
    REQUIRE(record.has_value());
    CHECK(record->paced.value_or(false) == (code.front() == 'P'));
  }
}

namespace {

// The file with one text replaced by another of its length.
Result<EcgRecord> with_text(const std::string& name, std::string_view from, std::string_view to) {
  REQUIRE(from.size() == to.size());
  ScpBytes bytes(name);
  const Bytes whole = bytes.repaired();
  const auto found = std::search(whole.begin(), whole.end(), from.begin(), from.end(),
                                 [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
  REQUIRE(found != whole.end());
  for (std::size_t i = 0; i < to.size(); ++i)
    bytes.set_at(static_cast<std::size_t>(found - whole.begin()) + i, static_cast<std::uint8_t>(to[i]), 1);
  return read_scp_bytes(bytes.repaired());
}

}  // namespace

TEST_CASE("an SCP-ECG statement that names who read the ECG is left out") {
  const auto record = with_text("plain", "Right axis deviation", "Confirmed by: Dr Who");
  REQUIRE(refusal(record) == "");
  CHECK(record->statements == std::vector<std::string>{"Sinus rhythm", "RVH POS", "see report"});
}

TEST_CASE("an SCP-ECG text with an overlong form of UTF-8 is none and comes out as UTF-8 all the same") {
  const auto record = with_text("plain", "M\xFCller", "\xE0\x80\x80ler");
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.name == "\xC3\xA0\xC2\x80\xC2\x80ler, Erika");
}

}  // namespace scp_golden_tests
