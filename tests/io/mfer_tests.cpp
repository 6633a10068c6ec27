#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "expected_table.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace mfer_tests {

namespace {

Bytes golden(const std::string& name) {
  const auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/mfer/" + name);
  REQUIRE(bytes.has_value());
  return *bytes;
}

Result<EcgRecord> read(const Bytes& bytes, const ReadOptions& options = {}) {
  return Files().add("file", bytes).read(options);
}

// The integers that scripts/make_mfer_files.py wrote.
std::vector<double> written(std::size_t channel, std::size_t first, std::size_t count) {
  std::vector<double> adu;
  for (std::size_t t = first; t < first + count; ++t)
    adu.push_back(static_cast<double>((channel * 1009 + t * 37) % 2001) - 1000.0);
  return adu;
}

double largest_error(const std::vector<double>& mv, const std::vector<double>& adu, double resolution_mv) {
  double largest = mv.size() == adu.size() ? 0.0 : HUGE_VAL;
  for (std::size_t i = 0; i < std::min(mv.size(), adu.size()); ++i)
    largest = std::max(largest, std::abs(mv[i] - adu[i] * resolution_mv));
  return largest;
}

// One channel, lead II, two samples of 16 bits: what the tests of single items alter. Big-endian.
const Bytes kPreamble = {0x40, 4, 'M', 'F', 'R', ' '};
const Bytes kInterval = {0x0B, 3, 0, 0, 100};
const Bytes kResolution = {0x0C, 3, 0, 0xFA, 5};
const Bytes kBlock = {0x04, 1, 2};
const Bytes kLead = {0x09, 2, 0, 2};
const Bytes kWave = {0x1E, 4, 0, 1, 0xFF, 0xFF};

Bytes joined(const std::vector<Bytes>& parts) {
  Bytes all;
  for (const Bytes& part : parts)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

Bytes text_item(std::uint8_t tag, const std::string& text) {
  Bytes item;
  item.push_back(tag);
  item.push_back(static_cast<std::uint8_t>(text.size()));
  for (const char c : text)
    item.push_back(static_cast<std::uint8_t>(c));
  return item;
}

// The small file with items put before its waveform data.
Result<EcgRecord> read_with(const std::vector<Bytes>& items, const ReadOptions& options = {}) {
  return read(joined({kPreamble, kInterval, kResolution, kBlock, kLead, joined(items), kWave}), options);
}

}  // namespace

TEST_CASE("an MFER 12-lead recording is read, its dominant beat kept apart") {
  const auto record = read(golden("twelve_lead.mwf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "mfer");
  CHECK(record->sampling_rate_hz == 500.0);
  const std::vector<Lead> leads = {Lead::I, Lead::II, Lead::V1, Lead::V2, Lead::V3, Lead::V4, Lead::V5, Lead::V6};
  REQUIRE(record->channels.size() == leads.size());
  REQUIRE(record->average_beats.size() == 1);
  CHECK(record->average_beats[0].label == "dominant beat at 500 Hz");
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const Channel* channel = record->find(leads[i]);
    REQUIRE(channel != nullptr);
    CHECK(channel->resolution_mv == 0.00125);
    CHECK(digital_units(*channel) == written(i + 1, 0, 60));
    CHECK(largest_error(channel->samples_mv, written(i + 1, 0, 60), 0.00125) < 1e-12);
    CHECK(record->average_beats[0].channels.at(i).lead == leads[i]);
    CHECK(digital_units(record->average_beats[0].channels[i]) == written(i + 1, 500, 20));
  }
  CHECK(record->other_signals.empty());
}

TEST_CASE("an MFER file's patient, device, time, filters and values are taken") {
  const auto record = read(golden("twelve_lead.mwf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.name == "Doe Jane");
  CHECK(record->patient.id == "0815");
  CHECK(record->patient.birth_date == "1960-07-14");
  // The day before the birthday.
  CHECK(record->patient.age_years == 59.0);
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->acquisition_time == "2020-07-13T08:05:09.250");
  CHECK(record->device.manufacturer == "Maker");
  CHECK(record->device.model == "ECG-1");
  CHECK(record->device.serial_number == "0042");
  CHECK(record->device.filters == "LPF=150; BEF=50^Hum filter");
  REQUIRE(record->measurements.size() == 1);
  CHECK(record->measurements[0].name == "MFER value 16416");
  CHECK(record->measurements[0].value == 92.0);
  CHECK(record->measurements[0].unit == "ms");
  CHECK(record->comments == std::vector<std::string>{"event 8193 at 30 for 0: Sinus rhythm", "at rest"});
}

TEST_CASE("an MFER record is shown as untried and gets no prediction") {
  const auto record = read(golden("twelve_lead.mwf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->untried_format);
  REQUIRE(record->notes.size() == 1);
  CHECK(record->notes[0].code == ErrorCode::UntriedFormat);
}

TEST_CASE("sequences of an MFER frame are put together channel by channel, the null value is a missing sample") {
  const auto record = read(golden("sequences_big_endian.mwf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  REQUIRE(record->channels.size() == 12);
  const std::vector<Lead> leads = {Lead::I,  Lead::II, Lead::III, Lead::aVR, Lead::aVL, Lead::aVF,
                                   Lead::V1, Lead::V2, Lead::V3,  Lead::V4,  Lead::V5,  Lead::V6};
  for (std::size_t i = 0; i < leads.size(); ++i) {
    CHECK(record->channels[i].lead == leads[i]);
    CHECK(record->channels[i].resolution_mv == 0.005);
    const std::vector<double> found = digital_units(record->channels[i]);
    const std::vector<double> wanted = written(i + 1, 0, 30);
    REQUIRE(found.size() == 30);
    for (std::size_t t = 0; t < 30; ++t) {
      const bool missing = (i == 1 && t == 3) || (i == 11 && t == 29);
      CHECK((missing ? std::isnan(found[t]) : found[t] == wanted[t]));
    }
  }
}

TEST_CASE("MFER channels of other rates, units and kinds do not mix with the ECG") {
  const auto record = read(golden("monitor.mwf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  REQUIRE(record->channels.size() == 3);
  CHECK(digital_units(*record->find(Lead::II)) == written(1, 0, 100));
  CHECK(digital_units(*record->find(Lead::V5)) == written(2, 0, 100));
  // Its code is that of lead I, its text says otherwise.
  CHECK(record->channels[2].label == "ECG1");
  CHECK_FALSE(record->channels[2].lead.has_value());
  REQUIRE(record->other_signals.size() == 1);
  CHECK(record->other_signals[0].label == "monitoring at 125 Hz");
  REQUIRE(record->other_signals[0].channels.size() == 1);
  CHECK(record->other_signals[0].channels[0].label == "ECG3");
  CHECK(digital_units(record->other_signals[0].channels[0]) == written(4, 0, 50));
  std::string notes;
  for (const Note& note : record->notes)
    notes += note.message + '\n';
  CHECK(notes.find("\"ART\" was left out: its unit (code 1) is no unit of voltage") != std::string::npos);
  CHECK(notes.find("was left out: it holds a status") != std::string::npos);
  CHECK(notes.find("\"ECG1\" bears the code of lead I") != std::string::npos);
}

TEST_CASE("every MFER data type reads in both byte orders") {
  for (const std::string name : {"types_little_endian.mwf", "types_big_endian.mwf"}) {
    CAPTURE(name);
    const auto record = read(golden(name));
    REQUIRE(refusal(record) == "");
    CHECK(record->sampling_rate_hz == 500.0);
    REQUIRE(record->channels.size() == 8);
    const std::string types = "hHiBbIfd";
    for (std::size_t i = 0; i < types.size(); ++i) {
      std::vector<double> wanted = written(i + 1, 0, 40);
      for (double& adu : wanted) {
        if (types[i] == 'H' || types[i] == 'I')
          adu = std::abs(adu);
        if (types[i] == 'B' || types[i] == 'b')
          adu = adu - 100.0 * std::floor(adu / 100.0);
        if (types[i] == 'f' || types[i] == 'd')
          adu /= 8.0;
      }
      CAPTURE(types[i]);
      CHECK(largest_error(record->channels[i].samples_mv, wanted, 0.001) < 1e-12);
      CHECK(record->channels[i].resolution_mv == (i < 6 ? 0.001 : 0.0));
    }
  }
}

TEST_CASE("signed MFER bytes keep their sign") {
  const auto record = read(joined({kInterval, kResolution, {0x04, 1, 2}, {0x0A, 1, 5}, kLead, {0x1E, 2, 0x80, 0x7F}}));
  REQUIRE(refusal(record) == "");
  CHECK(digital_units(record->channels[0]) == std::vector<double>{-128, 127});
}

TEST_CASE("MFER frames of the same channels are one recording, a frame of another rate stays apart") {
  const auto record = read(golden("frames.mwf"));
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 200.0);
  REQUIRE(record->channels.size() == 2);
  CHECK(record->channels[1].label == "V4R");
  CHECK_FALSE(record->channels[1].lead.has_value());
  CHECK(digital_units(record->channels[0]) == written(1, 0, 90));
  CHECK(digital_units(record->channels[1]) == written(2, 0, 90));
  REQUIRE(record->other_signals.size() == 1);
  CHECK(record->other_signals[0].sampling_rate_hz == 100.0);
  CHECK(digital_units(record->other_signals[0].channels[0]) == written(1, 0, 4));
}

TEST_CASE("MFER frames with a gap between them are refused, not joined") {
  Bytes bytes = golden("frames.mwf");
  const Bytes pointer = {0x07, 4, 0, 0, 0, 30};
  const auto found = std::search(bytes.begin(), bytes.end(), pointer.begin(), pointer.end());
  REQUIRE(found != bytes.end());
  found[5] = 31;
  CHECK(refusal(read(bytes)) == "UnsupportedFormat");
}

TEST_CASE("MFER frames measured at different times are not joined") {
  const Bytes earlier = {0x85, 7, 0x07, 0xE4, 7, 13, 8, 5, 9};
  Bytes later = earlier;
  later[8] = 10;
  const auto apart = read(joined({earlier, kInterval, kResolution, kBlock, kLead, kWave, later, kWave}));
  REQUIRE(refusal(apart) == "");
  CHECK(apart->sample_count() == 2);
  CHECK(apart->acquisition_time == "2020-07-13T08:05:09");
  CHECK(apart->other_signals.size() == 1);
  const auto one = read(joined({earlier, kInterval, kResolution, kBlock, kLead, kWave, earlier, kWave}));
  REQUIRE(refusal(one) == "");
  CHECK(one->sample_count() == 4);
}

TEST_CASE("an MFER file without sampling interval has the format's default rate, with a note") {
  const Bytes bytes = joined({text_item(0x40, "MFR "), kResolution, kBlock, kLead, kWave});
  const auto record = read(bytes);
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 1000.0);
  REQUIRE(record->notes.size() == 2);
  CHECK(record->notes[0].code == ErrorCode::SamplingRateRequired);
  CHECK(read(bytes, {std::nullopt, 250.0})->sampling_rate_hz == 250.0);
}

TEST_CASE("an MFER file without resolution is read once its unit is said") {
  const Bytes bytes = joined({kInterval, kBlock, kLead, kWave});
  CHECK(refusal(read(bytes)) == "UnitRequired");
  const auto record = read(bytes, {VoltageUnit::microvolt, std::nullopt});
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv == std::vector<double>{0.001, -0.001});
}

TEST_CASE("texts of an MFER file are taken in its character code only") {
  const std::string umlaut = "M\xC3\xBCller", latin = "M\xFCller", shift_jis = "\x8E\x52\x93\x63", escape = "\x1B$B;3";
  CHECK(read_with({text_item(0x03, "UTF-8"), text_item(0x81, umlaut)})->patient.name == umlaut);
  CHECK(read_with({text_item(0x03, "ISO-IR 100"), text_item(0x81, latin)})->patient.name == umlaut);
  for (const auto& [code, name] : {std::pair("UTF-8", latin), std::pair("JIS X 0208", shift_jis),
                                   std::pair("ASCII", umlaut), std::pair("ISO 2022", escape)}) {
    const auto record = read_with({text_item(0x03, code), text_item(0x81, name)});
    REQUIRE(refusal(record) == "");
    CHECK_FALSE(record->patient.name.has_value());
    REQUIRE(record->notes.size() == 2);
    CHECK(record->notes[0].message.find("character code") != std::string::npos);
    CHECK(record->notes[0].message.find(name) == std::string::npos);
  }
}

TEST_CASE("an MFER name in UTF-16 is whole, and none where its byte order is not said") {
  const std::string little("T\0\xFC\0R\0\0\0", 8), big("\0T\0\xFC\0R\0\0", 8);
  CHECK(read_with({text_item(0x03, "UTF-16LE"), text_item(0x81, little)})->patient.name == "T\xC3\xBCR");
  CHECK(read_with({text_item(0x03, "UTF-16BE"), text_item(0x81, big)})->patient.name == "T\xC3\xBCR");
  CHECK_FALSE(read_with({text_item(0x03, "UTF-16"), text_item(0x81, little)})->patient.name.has_value());
}

TEST_CASE("an MFER age of nothing but ones is unknown, which is no reason for a note") {
  const auto record = read_with({{0x83, 7, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}});
  REQUIRE(refusal(record) == "");
  CHECK_FALSE(record->patient.age_years.has_value());
  CHECK_FALSE(record->patient.birth_date.has_value());
  CHECK(record->notes.size() == 1);
}

TEST_CASE("what MFER leaves open, or what is not read, is refused by name") {
  CHECK(refusal(read_with({})) == "");
  CHECK(refusal(read_with({{0x0A, 1, 9}})) == "UnsupportedFormat");        // AHA compression
  CHECK(refusal(read_with({{0x0A, 1, 10}})) == "UnsupportedFormat");       // unknown data type
  CHECK(refusal(read_with({{0x0E, 2, 0, 1}})) == "UnsupportedFormat");     // compressed
  CHECK(refusal(read_with({{0x0E, 2, 0, 0}})) == "");                      // not compressed
  CHECK(refusal(read_with({{0x0D, 2, 0, 1}})) == "UnsupportedFormat");     // offset
  CHECK(refusal(read_with({{0x0D, 2, 0, 0}})) == "");                      // no offset
  CHECK(refusal(read_with({{0x0B, 3, 2, 0, 1}})) == "UnsupportedFormat");  // sampled by metres
  CHECK(refusal(read_with({{0x1F, 0}})) == "UnsupportedFormat");           // an extended tag
  CHECK(refusal(read_with({{0x16, 0x80, 0, 0}})) == "UnsupportedFormat");  // a comment without a length
  CHECK(refusal(read_with({{0x3F, 0, 3, 0x04, 1, 2, 0x04, 1, 1}})) == "UnsupportedFormat");  // all after one
}

TEST_CASE("impossible numbers in an MFER file are refused by name, with their place") {
  const auto rate = read_with({{0x0B, 3, 0, 0, 0}});
  CHECK(refusal(rate) == "InvalidSamplingRate");
  CHECK(rate.error().offset == 25);
  CHECK(refusal(read_with({{0x0B, 3, 0, 0, 0xFF}})) == "InvalidSamplingRate");
  CHECK(refusal(read_with({{0x0B, 3, 0, 100, 1}})) == "InvalidSamplingRate");
  CHECK(refusal(read_with({{0x0C, 3, 0, 0, 0}})) == "InvalidGain");
  CHECK(refusal(read_with({{0x0C, 3, 0, 0x80, 1}})) == "InvalidGain");
  CHECK(refusal(read_with({{0x0C, 2, 0, 0}})) == "InvalidHeader");
  CHECK(refusal(read_with({{0x04, 5, 0, 0, 0, 0, 2}})) == "InvalidHeader");
  CHECK(refusal(read_with({{0x04, 1, 0}})) == "InvalidHeader");
  CHECK(refusal(read_with({{0x05, 1, 0}})) == "InvalidHeader");
  CHECK(refusal(read_with({{0x05, 2, 1, 1}})) == "TooLarge");
  CHECK(refusal(read_with({{0x01, 1, 2}})) == "InvalidHeader");
  CHECK(refusal(read_with({{0x3F, 1, 0}})) == "InvalidHeader");              // channel 2 of 1
  CHECK(refusal(read_with({{0x3F, 0, 4, 0x3F, 0, 0}})) == "InvalidHeader");  // a channel in a channel
  const auto longer = read_with({{0x3F, 0, 3, 0x09, 2, 0, 2}});
  CHECK(refusal(longer) == "InvalidHeader");
  CHECK(longer.error().message.find("longer than the definitions it lies in") != std::string::npos);
  CHECK(refusal(read_with({{0x16, 0x85, 0, 0, 0, 0, 0}})) == "InvalidHeader");  // a length of five bytes
}

TEST_CASE("waveform data that do not fit their frame are refused") {
  CHECK(refusal(read_with({{0x06, 1, 1}})) == "");
  CHECK(refusal(read_with({{0x04, 1, 3}})) == "TruncatedData");
  CHECK(refusal(read_with({{0x04, 1, 3}, {0x06, 1, 2}})) == "TruncatedData");
  CHECK(refusal(read_with({{0x04, 1, 1}, {0x06, 1, 1}})) == "InvalidHeader");
  CHECK(refusal(read_with({{0x04, 4, 0xFF, 0xFF, 0xFF, 0xFF}, {0x06, 4, 0xFF, 0xFF, 0xFF, 0xFF}})) == "TruncatedData");
  const auto fewer = read_with({{0x06, 4, 0xFF, 0xFF, 0xFF, 0xFF}});
  REQUIRE(refusal(fewer) == "");
  CHECK(fewer->sample_count() == 2);
  CHECK(fewer->notes.at(0).code == ErrorCode::TruncatedData);
}

TEST_CASE("waveform data without a length must end where their frame ends") {
  const Bytes head = joined({kInterval, kResolution, kBlock, kLead});
  const Bytes open = {0x1E, 0x80, 0, 1, 0, 2, 0, 0};
  CHECK(refusal(read(joined({head, open}))) == "UnsupportedFormat");
  CHECK(refusal(read(joined({head, {0x06, 1, 1}, open}))) == "");
  CHECK(refusal(read(joined({head, {0x06, 1, 1}, {0x1E, 0x80, 0, 1, 0, 2, 0, 3}}))) == "InvalidHeader");
  CHECK(refusal(read(joined({head, {0x06, 1, 2}, open}))) == "TruncatedData");
  CHECK(refusal(read(joined({head, {0x06, 4, 0xFF, 0xFF, 0xFF, 0xFF}, open}))) == "TooLarge");
}

TEST_CASE("an infinite MFER sample is refused, one that is no number is missing") {
  const Bytes floats = {0x0A, 1, 7};
  const Bytes infinite = {0x1E, 8, 0x7F, 0x80, 0, 0, 0, 0, 0, 0}, nan = {0x1E, 8, 0x7F, 0xC0, 0, 0, 0, 0, 0, 0};
  CHECK(refusal(read(joined({kInterval, kResolution, kBlock, kLead, floats, infinite}))) == "InvalidSample");
  const auto record = read(joined({kInterval, kResolution, kBlock, kLead, floats, nan}));
  REQUIRE(refusal(record) == "");
  CHECK(std::isnan(record->channels[0].samples_mv[0]));
  CHECK(record->channels[0].samples_mv[1] == 0.0);
}

TEST_CASE("an MFER file without a rhythm in volts is no ECG") {
  CHECK(refusal(read_with({{0x08, 2, 0, 40}})) == "NoEcgChannel");  // EEG
  CHECK(refusal(read_with({{0x08, 2, 0, 9}})) == "NoEcgChannel");   // a beat alone
  CHECK(refusal(read_with({{0x0C, 3, 1, 0, 1}})) == "NoEcgChannel");
  CHECK(refusal(read(joined({text_item(0x40, "MFR "), kInterval}))) == "NoEcgChannel");
}

TEST_CASE("an MFER file cut inside of an item is refused as truncated") {
  const Bytes whole = golden("sequences_big_endian.mwf");
  for (std::size_t size = 30; size < whole.size(); ++size) {
    const auto record = read(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    CAPTURE(size);
    const std::string code = refusal(record);
    // Between two items before the waves nothing but an ECG is missing.
    CHECK((code == "TruncatedData" || code == "NoEcgChannel" || code == "UnknownFormat"));
    if (size > 120)
      CHECK(code == "TruncatedData");
  }
}

TEST_CASE("MFER is told by its preamble or by its definitions, and by nothing less") {
  const auto format = [](const Bytes& bytes) { return detect_format({"file", bytes}).value_or("none"); };
  for (const char* name : {"twelve_lead.mwf", "sequences_big_endian.mwf", "types_little_endian.mwf", "frames.mwf"})
    CHECK(format(golden(name)) == "mfer");
  CHECK(format(joined({kInterval, kBlock, kWave})) == "mfer");
  CHECK(format(joined({kInterval, kWave})) == "none");
  CHECK(format(joined({kBlock, kWave})) == "none");
  CHECK(format(joined({kInterval, kBlock})) == "none");
  CHECK(format(joined({kInterval, kBlock, {0x50, 1, 0}, kWave})) == "none");
  CHECK(format(Bytes(4096, 0)) == "none");
}

TEST_CASE("age and sex of an MFER file are taken where they are stated, and not guessed") {
  const auto patient = [](const Bytes& item) { return read_with({item})->patient; };
  CHECK(patient({0x83, 3, 71, 0, 9}).age_years == 71.0);
  CHECK(patient({0x83, 3, 0, 0, 9}).age_years == 0.0);
  CHECK_FALSE(patient({0x83, 3, 0, 0, 0}).age_years.has_value());
  CHECK_FALSE(patient({0x83, 3, 255, 0, 0}).age_years.has_value());
  CHECK_FALSE(patient({0x83, 7, 0, 0, 0, 0x07, 0xA8, 13, 14}).birth_date.has_value());
  CHECK(patient({0x84, 1, 1}).sex == Sex::male);
  CHECK_FALSE(patient({0x84, 1, 0}).sex.has_value());
  CHECK_FALSE(patient({0x84, 1, 3}).sex.has_value());
}

TEST_CASE("an MFER time that is none is left out with a note") {
  for (const Bytes& time : {Bytes{0x85, 7, 0x07, 0xE4, 13, 13, 8, 5, 9}, Bytes{0x85, 7, 0x07, 0xE4, 7, 13, 24, 5, 9},
                            Bytes{0x85, 7, 0x07, 0xE4, 2, 30, 8, 5, 9}, Bytes{0x85, 4, 0x07, 0xE4, 7, 13}}) {
    const auto record = read_with({time});
    REQUIRE(refusal(record) == "");
    CHECK_FALSE(record->acquisition_time.has_value());
    CHECK(record->notes.size() == 2);
  }
}

TEST_CASE("beats of an MFER file are not joined to a recording of beats") {
  const Bytes beat = {0x08, 2, 0, 9};
  const auto record = read_with({kWave, beat, kWave});
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 2);
  REQUIRE(record->average_beats.size() == 2);
  CHECK(record->average_beats[1].channels[0].samples_mv.size() == 2);
}

TEST_CASE("an MFER filter whose words are part of another's is kept, and their number is bounded") {
  const auto record =
      read_with({text_item(0x11, "high-pass 50 Hz"), text_item(0x11, "50 Hz"), text_item(0x11, "50 Hz")});
  REQUIRE(refusal(record) == "");
  CHECK(record->device.filters == "high-pass 50 Hz; 50 Hz");
  std::vector<Bytes> many;
  for (int i = 0; i < 1000; ++i)
    many.push_back(text_item(0x11, "filter " + std::to_string(1000 + i)));
  CHECK(read_with(many)->device.filters.value_or("").size() < 300);
  many.push_back({0x11, 0});
  CHECK_FALSE(read_with(many)->device.filters.has_value());
}

TEST_CASE("a pacemaker in an MFER comment makes the record a paced one, a denied one does not") {
  CHECK(read_with({text_item(0x16, "Pacemaker: VVI")})->paced == true);
  CHECK_FALSE(read_with({text_item(0x16, "Pacemaker: none")})->paced.has_value());
}

}  // namespace mfer_tests
