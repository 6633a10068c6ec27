#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "expected_table.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace atc_tests {

namespace {

constexpr std::size_t kHeadSize = 12;
constexpr std::size_t kInfoData = 20;
constexpr std::size_t kFormatData = 296;

Bytes golden(const std::string& name) {
  const auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/atc/" + name);
  REQUIRE(bytes.has_value());
  return *bytes;
}

Result<EcgRecord> read(const Bytes& bytes) { return Files().add("file", bytes).read(); }

std::uint32_t word_at(const Bytes& bytes, std::size_t place) {
  return static_cast<std::uint32_t>(bytes[place] | bytes[place + 1] << 8 | bytes[place + 2] << 16) |
         static_cast<std::uint32_t>(bytes[place + 3]) << 24;
}

void put_word(Bytes& bytes, std::size_t place, std::uint32_t word) {
  for (std::size_t i = 0; i < 4; ++i)
    bytes[place + i] = static_cast<std::uint8_t>(word >> (8 * i));
}

// Makes every checksum right again after a test altered a block.
Bytes summed(Bytes bytes) {
  for (std::size_t start = kHeadSize; start < bytes.size();) {
    const std::size_t end = start + 8 + word_at(bytes, start + 4);
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(start);
    const auto to = bytes.begin() + static_cast<std::ptrdiff_t>(end);
    put_word(bytes, end, std::accumulate(from, to, std::uint32_t{0}));
    start = end + 4;
  }
  return bytes;
}

Bytes with_byte(const std::string& name, std::size_t place, std::uint8_t value) {
  Bytes bytes = golden(name);
  bytes[place] = value;
  return summed(bytes);
}

Bytes with_text(const std::string& name, const std::string& from, const std::string& to) {
  const Bytes bytes = golden(name);
  std::string text(bytes.begin(), bytes.end());
  text.replace(text.find(from), from.size(), to);
  return summed(Bytes(text.begin(), text.end()));
}

// The integers that scripts/make_atc_files.py wrote.
std::vector<double> written(std::size_t block, std::size_t count) {
  std::vector<double> adu;
  for (std::size_t t = 0; t < count; ++t)
    adu.push_back(static_cast<double>((block * 1009 + t * 37) % 2001) - 1000.0);
  return adu;
}

bool mentions(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("AliveCor recordings of real devices read as another decoder read them") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  for (const std::string name : {"1_lead", "6_lead"}) {
    CAPTURE(name);
    const std::string path = folder + "formats/alivecor_atc/" + name;
    const auto bytes = load_file(path + ".atc");
    const ExpectedTable expected = load_expected(path + ".expected_decode.csv");
    REQUIRE(bytes.has_value());
    const auto record = read(*bytes);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "atc");
    CHECK_FALSE(record->untried_format);
    CHECK(record->sampling_rate_hz == 300.0);
    REQUIRE(record->channels.size() == expected.headings.size());
    for (std::size_t i = 0; i < expected.headings.size(); ++i) {
      const auto lead = parse_lead(expected.headings[i]);
      REQUIRE(lead.has_value());
      const Channel* channel = record->find(*lead);
      REQUIRE(channel != nullptr);
      CHECK(channel->resolution_mv == 0.0005);
      CHECK(digital_units(*channel).size() == 9000);
      CHECK(largest_difference(digital_units(*channel), expected.columns[i]) == 0.0);
    }
  }
}

TEST_CASE("the metadata of real AliveCor recordings is taken") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto one = read(load_file(folder + "formats/alivecor_atc/1_lead.atc").value());
  REQUIRE(refusal(one) == "");
  CHECK(one->acquisition_time == "2016-06-01T18:15:25.777-04:00");
  CHECK(one->device.filters == "mains filter, low-pass filter, mains notch filter (mains 60 Hz)");
  CHECK(one->device.model == "19kHz 200Hz/mV");
  REQUIRE(one->annotations.size() == 51);
  CHECK(one->annotations[1].text == "normal beat");
  CHECK(std::abs(one->annotations[1].time_s - 202.0 / 300.0) < 1e-12);
  const auto six = read(load_file(folder + "formats/alivecor_atc/6_lead.atc").value());
  REQUIRE(refusal(six) == "");
  CHECK(six->acquisition_time == "2018-10-10T11:13:11-07:00");
  CHECK(six->device.filters == "no filter (mains 60 Hz)");
}

TEST_CASE("any flipped byte of a block in a real AliveCor recording is found by its checksum") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const Bytes whole = load_file(folder + "formats/alivecor_atc/1_lead.atc").value();
  for (const std::size_t place : {std::size_t{25}, std::size_t{297}, std::size_t{5000}, whole.size() - 10}) {
    Bytes flipped = whole;
    flipped[place] ^= 1;
    CAPTURE(place);
    CHECK(refusal(read(flipped)) == "ChecksumMismatch");
  }
}

TEST_CASE("an ATC file's leads are named by their blocks, whatever their order") {
  for (const std::size_t leads : {std::size_t{6}, std::size_t{12}}) {
    const auto record = read(golden(leads == 6 ? "six_leads.atc" : "twelve_leads.atc"));
    REQUIRE(refusal(record) == "");
    CHECK(record->sampling_rate_hz == (leads == 6 ? 300.0 : 600.0));
    REQUIRE(record->channels.size() == leads);
    for (std::size_t i = 0; i < leads; ++i) {
      const Channel* channel = record->find(kTwelveLeads[i]);
      REQUIRE(channel != nullptr);
      CHECK(digital_units(*channel) == written(i + 1, leads == 6 ? 50 : 40));
      CHECK(std::abs(channel->samples_mv[0] - written(i + 1, 1)[0] * (leads == 6 ? 500e-6 : 250e-6)) < 1e-12);
    }
  }
}

TEST_CASE("average and median beats of an ATC file stand apart from the recording") {
  const auto record = read(golden("twelve_leads.atc"));
  REQUIRE(refusal(record) == "");
  REQUIRE(record->average_beats.size() == 2);
  CHECK(record->average_beats[0].label == "average beat");
  CHECK(record->average_beats[0].sampling_rate_hz == 600.0);
  REQUIRE(record->average_beats[0].channels.size() == 2);
  CHECK(record->average_beats[0].channels[1].lead == Lead::II);
  CHECK(digital_units(record->average_beats[0].channels[1]) == written(2, 12));
  CHECK(record->average_beats[1].label == "median beat");
  CHECK(record->average_beats[1].channels[0].lead == Lead::V6);
  CHECK(digital_units(record->average_beats[1].channels[0]) == written(12, 10));
}

TEST_CASE("an ATC file's beats, device and time are taken, the phone's identifier and place are not") {
  const auto one = read(golden("one_lead.atc"));
  REQUIRE(refusal(one) == "");
  CHECK(one->acquisition_time == "2010-12-08T15:54:23.245+10:00");
  CHECK(one->device.manufacturer == "AliveCor");
  CHECK(one->device.model == "kardia_mobile");
  CHECK(one->device.filters == "mains filter, low-pass filter (mains 60 Hz)");
  CHECK_FALSE(one->device.serial_number.has_value());
  CHECK(one->comments == std::vector<std::string>{"recording UUID: 58E0A7D7-EEBC-11D8-9669-0800200C9A66",
                                                  "phone: iPhone 4 : iPhone OS4.2", "software: AliveECG v1.6.7"});
  REQUIRE(one->annotations.size() == 2);
  CHECK(one->annotations[0].time_s == 0.1);
  CHECK(one->annotations[0].text == "normal beat");
  CHECK(one->annotations[1].text == "ventricular beat");
  CHECK_FALSE(one->paced.has_value());
  const auto twelve = read(golden("twelve_leads.atc"));
  REQUIRE(refusal(twelve) == "");
  CHECK(twelve->acquisition_time == "2021-07-22T08:00:00Z");
  CHECK(twelve->device.serial_number == "AC6L100010");
  CHECK(twelve->device.filters ==
        "0.1 Hz baseline filter, mains notch filter, enhanced filter, multi-lead filter (mains 50 Hz)");
  CHECK(twelve->annotations.at(1).text == "paced beat");
  CHECK(twelve->annotations.at(2).text == "beat type 9");
  CHECK(twelve->annotations.at(2).time_s == 1.0);
  CHECK(twelve->paced == true);
}

TEST_CASE("what an ATC file cannot tell or what was left out is noted") {
  const auto one = read(golden("one_lead.atc"));
  REQUIRE(refusal(one) == "");
  REQUIRE(one->notes.size() == 1);
  CHECK(mentions(one->notes[0].message, "lead I"));
  const auto twelve = read(golden("twelve_leads.atc"));
  REQUIRE(refusal(twelve) == "");
  REQUIRE(twelve->notes.size() == 1);
  CHECK(mentions(twelve->notes[0].message, "\"acc \""));
  const auto dated = read(with_text("six_leads.atc", "2018-10-10T11", "10/10/2018 11"));
  REQUIRE(refusal(dated) == "");
  CHECK_FALSE(dated->acquisition_time.has_value());
  CHECK(dated->notes.size() == 1);
  const auto binary = read(with_byte("six_leads.atc", kInfoData + 32, 0x03));
  REQUIRE(refusal(binary) == "");
  CHECK(binary->comments.size() == 2);
}

TEST_CASE("an ATC file of an unknown version or coding is refused by name") {
  for (const std::uint8_t version : {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{6}}) {
    Bytes bytes = golden("six_leads.atc");
    bytes[8] = version;
    const auto record = read(bytes);
    CHECK(refusal(record) == "UnsupportedFormat");
    CHECK(record.error().offset == 8);
  }
  const auto coded = read(with_byte("six_leads.atc", kFormatData, 2));
  CHECK(refusal(coded) == "UnsupportedFormat");
  CHECK(coded.error().offset == kFormatData);
}

TEST_CASE("an ATC file with impossible numbers is refused by name") {
  Bytes no_rate = golden("six_leads.atc");
  no_rate[kFormatData + 1] = no_rate[kFormatData + 2] = 0;
  CHECK(refusal(read(summed(no_rate))) == "InvalidSamplingRate");
  Bytes no_gain = golden("six_leads.atc");
  no_gain[kFormatData + 3] = no_gain[kFormatData + 4] = 0;
  CHECK(refusal(read(summed(no_gain))) == "InvalidGain");
  Bytes no_ticks = golden("one_lead.atc");
  const std::size_t beats = no_ticks.size() - 4 - 16;
  no_ticks[beats] = no_ticks[beats + 1] = 0;
  CHECK(refusal(read(summed(no_ticks))) == "InvalidHeader");
}

TEST_CASE("an ATC file whose blocks are missing or repeated is refused by name") {
  CHECK(refusal(read(with_text("six_leads.atc", "fmt ", "fmtx"))) == "InvalidHeader");
  CHECK(refusal(read(with_text("one_lead.atc", "ecg ", "egc "))) == "NoEcgChannel");
  CHECK(refusal(read(with_text("six_leads.atc", "ecg6", "ecg5"))) == "InvalidHeader");
  Bytes shorter = golden("one_lead.atc");
  // The signal gives two bytes to a block that is one byte too long for whole samples.
  const std::size_t signal = 308;
  REQUIRE(word_at(shorter, signal + 4) == 120);
  put_word(shorter, signal + 4, 119);
  shorter.erase(shorter.begin() + 400);
  CHECK(refusal(read(summed(shorter))) == "InvalidHeader");
}

TEST_CASE("leads of different length in an ATC file are refused") {
  Bytes bytes = golden("six_leads.atc");
  const std::size_t last = bytes.size() - 100 - 12;
  put_word(bytes, last + 4, 98);
  bytes.erase(bytes.begin() + static_cast<std::ptrdiff_t>(last) + 8,
              bytes.begin() + static_cast<std::ptrdiff_t>(last) + 10);
  CHECK(refusal(read(summed(bytes))) == "InvalidHeader");
}

TEST_CASE("an ATC file cut anywhere but between blocks is refused as truncated") {
  const Bytes whole = golden("six_leads.atc");
  std::size_t read_whole = 0;
  for (std::size_t size = kHeadSize; size < whole.size(); ++size) {
    const auto record = read(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
    const bool between_blocks = record.has_value() || refusal(record) != "TruncatedData";
    read_whole += between_blocks ? 1 : 0;
  }
  // Behind the head, behind info, behind fmt and behind each lead but the last.
  CHECK(read_whole == 3 + 5);
}

TEST_CASE("a block length that leads out of the ATC file is refused without reading there") {
  for (const std::uint32_t length : {0xFFFFFFFFU, 0x7FFFFFFFU, 100000U}) {
    Bytes bytes = golden("six_leads.atc");
    put_word(bytes, kHeadSize + 4, length);
    CHECK(refusal(read(bytes)) == "TruncatedData");
  }
}

TEST_CASE("an ATC block that was altered is found by its checksum") {
  const Bytes whole = golden("six_leads.atc");
  for (const std::size_t place : {kInfoData + 5, kFormatData + 1, whole.size() - 20}) {
    Bytes altered = whole;
    altered[place] ^= 0x10;
    const auto record = read(altered);
    CAPTURE(place);
    CHECK(refusal(record) == "ChecksumMismatch");
    CHECK(record.error().offset > place);
  }
}

TEST_CASE("a multitude of unknown ATC blocks is noted in a few words") {
  Bytes bytes = golden("one_lead.atc");
  for (int i = 0; i < 3000; ++i) {
    for (const char c : "u" + std::to_string(100 + i % 300) + std::string(8, '\0'))
      bytes.push_back(static_cast<std::uint8_t>(c));
  }
  const auto record = read(summed(bytes));
  REQUIRE(refusal(record) == "");
  const auto left_out = std::count_if(record->notes.begin(), record->notes.end(),
                                      [](const Note& note) { return mentions(note.message, "was left out"); });
  CHECK(left_out == 16);
}

}  // namespace atc_tests
