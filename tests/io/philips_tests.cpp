#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "expected_table.hpp"
#include "golden_channels.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace philips_tests {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string refusal_after(const char* file, std::string_view from, std::string_view to) {
  const std::string text = golden_text(file);
  REQUIRE(text.find(from) != std::string::npos);
  const auto result = read_document(altered(text, from, to));
  if (!result)
    CHECK(result.error().offset.has_value());
  return refusal_text(result);
}

std::string sierra_after(std::string_view from, std::string_view to) {
  return refusal_after("philips/sierra_1_03.xml", from, to);
}

std::string plain_after(std::string_view from, std::string_view to) {
  return refusal_after("philips/plain.xml", from, to);
}

Result<EcgRecord> real_file(const std::string& folder, const std::string& name) {
  return load_record(folder + "formats/philips_sierra_xml/" + name).read();
}

/// The sample in the middle, in digital units, as the decoder's own tests assert it.
std::vector<double> middle_samples(const EcgRecord& record) {
  std::vector<double> samples;
  for (const Lead lead : kTwelveLeads)
    samples.push_back(digital_units(*record.find(lead)).at(2750));
  return samples;
}

}  // namespace

TEST_CASE("a Sierra ECG 1.03 file gives the integers that were compressed into it") {
  const auto record = read_document(golden_text("philips/sierra_1_03.xml"));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->format == "philips");
  CHECK_FALSE(record->untried_format);
  CHECK(record->sampling_rate_hz == 500.0);
  check_integers(record->channels, "philips/sierra_1_03.csv");
  CHECK(record->channels.front().resolution_mv == 0.005);
}

TEST_CASE("a Philips ECG 1.04.01 file in UTF-16 is read, its own attributes before those of the acquisition") {
  const auto record = read_document(golden_text("philips/philips_1_04_01.xml"));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
  check_integers(record->channels, "philips/philips_1_04_01.csv");
  CHECK(record->channels.front().resolution_mv == 0.0025);
  CHECK(record->device.filters == "high pass 0.15 Hz, low pass 100 Hz, notch 60 Hz");
  REQUIRE(record->average_beats.size() == 1);
  const SignalGroup& beat = record->average_beats.front();
  CHECK(beat.label == "mean beat");
  CHECK(beat.sampling_rate_hz == 1000.0);
  CHECK(digital_units(beat.channels.at(0)) == std::vector<double>{1, -2, 300});
  CHECK(digital_units(beat.channels.at(1))[0] == -32768.0);
  CHECK(std::isnan(beat.channels.at(1).samples_mv[2]));
}

TEST_CASE("the padding of representative beats is no voltage: cut where all leads have it, else missing") {
  const auto beats = [](std::string_view first, std::string_view second) {
    std::string text = golden_text("philips/plain.xml");
    const std::size_t start = text.find("<repbeats"), end = text.find("</repbeats>");
    text.replace(start, end - start,
                 "<repbeats dataencoding=\"Plain\" samplespersec=\"1000\" resolution=\"1.0\"><repbeat leadname=\"I\">" +
                     std::string(first) + "</repbeat><repbeat leadname=\"II\">" + std::string(second) + "</repbeat>");
    const auto record = read_document(text);
    REQUIRE(refusal_text(record) == "");
    REQUIRE(record->average_beats.size() == 1);
    return record->average_beats.front().channels;
  };
  const std::vector<Channel> padded = beats("1 2 3 32767 32767", "4 32767 32767 32767 32767");
  CHECK(digital_units(padded[0]) == std::vector<double>{1, 2, 3});
  CHECK(digital_units(padded[1])[0] == 4.0);
  CHECK(std::isnan(padded[1].samples_mv[2]));
  CHECK(digital_units(beats("32767 5 32767 6", "1 2 3 4")[0]) == std::vector<double>{32767, 5, 32767, 6});
  CHECK(std::isnan(beats("32767 32767", "32767 32767")[0].samples_mv[1]));
}

TEST_CASE("uncompressed Philips samples are the leads themselves, plain or in base64") {
  for (const char* file : {"philips/plain.xml", "philips/base64.xml"}) {
    CAPTURE(file);
    const auto record = read_document(golden_text(file));
    REQUIRE(refusal_text(record) == "");
    check_integers(record->channels, "philips/uncompressed.csv");
    CHECK(record->channels[1].samples_mv[1] == 200.0 * 0.0025);
    CHECK_FALSE(record->channels[0].lead.has_value());
  }
}

TEST_CASE("a Philips file of version 1.03 tells of patient, time and device, and nothing of those who read it") {
  const auto record = read_document(golden_text("philips/sierra_1_03.xml"));
  REQUIRE(record.has_value());
  CHECK(record->patient.id == "77");
  CHECK(record->patient.name == "Doe, Jo");
  CHECK(record->patient.age_years == 50.0);
  CHECK(record->patient.sex == Sex::male);
  CHECK(record->paced == false);
  CHECK(record->acquisition_time == "2012-02-29T07:27:34");
  CHECK(record->device.manufacturer == "Philips Medical Products");
  CHECK(record->device.model == "PageWriter TC");
  CHECK(record->device.serial_number == "SN 9");
  CHECK(record->device.filters == "bandwidth 0.05-150 Hz");
  CHECK(record->electrode_placement == "STD-12 MASON-LIKAR");
  CHECK(record->statements == std::vector<std::string>{"Sinus bradycardia [rate< 50]", "- ABNORMAL ECG -"});
}

TEST_CASE("an age is computed from the birth of the patient, never taken from the default") {
  const auto record = read_document(golden_text("philips/philips_1_04_01.xml"));
  REQUIRE(record.has_value());
  CHECK(record->patient.birth_date == "1951-03-01");
  CHECK(record->patient.age_years == 60.0);
  CHECK(record->patient.name == "Gr\xC3\xBCn");
  CHECK_FALSE(record->patient.sex.has_value());
}

TEST_CASE("measurements of the interpretation go before those of the algorithm") {
  const auto record = read_document(golden_text("philips/sierra_1_03.xml"));
  REQUIRE(record.has_value());
  CHECK(measured(*record, "heart rate", "bpm") == 41.0);
  CHECK(measured(*record, "QRS duration", "ms") == 96.0);
  CHECK(measured(*record, "T axis", "deg") == 59.0);
  CHECK(record->measurements.size() == 3);
}

TEST_CASE("pulses that the device found mark a paced rhythm whatever was said of the patient") {
  const auto record = read_document(golden_text("philips/philips_1_04_01.xml"));
  CHECK(record->paced == true);
  REQUIRE(record->annotations.size() == 1);
  CHECK(record->annotations.front().time_s == 0.012);
  const std::string text = golden_text("philips/sierra_1_03.xml");
  CHECK(read_document(altered(text, "<pacepulses>", "<pacepulses><pacepulse starttime=\"5\"/>"))->paced == true);
  CHECK(read_document(altered(text, "Non paced", "Paced with magnet"))->paced == true);
  CHECK_FALSE(read_document(altered(text, "Non paced", "Unknown"))->paced.has_value());
}

TEST_CASE("a calibration pulse at the end of a Philips recording is marked and left in it") {
  const auto record = read_document(golden_text("philips/sierra_1_03.xml"));
  REQUIRE(record.has_value());
  REQUIRE(record->annotations.size() == 1);
  CHECK(record->annotations.front().text == "calibration pulse");
  CHECK(record->annotations.front().time_s == 680.0 / 500.0);
  CHECK(record->notes.size() == 1);
  CHECK(record->sample_count() == 800);
  CHECK(read_document(golden_text("philips/philips_1_04_01.xml"))->notes.empty());
}

TEST_CASE("Philips documents of another type or version are refused by name") {
  CHECK(contains(sierra_after("SierraECG</", "MortaraECG</"),
                 "UnsupportedFormat: Philips XML: documents of type \"MortaraECG\", version \"1.03\""));
  CHECK(contains(sierra_after(">1.03<", ">1.05<"), "version \"1.05\""));
  CHECK(contains(sierra_after("<documentversion>1.03</documentversion>", ""), "version \"\""));
}

TEST_CASE("revisions of Philips 1.04 are read: the known ones as such, others as an untried format") {
  const std::string text = golden_text("philips/plain.xml");
  const auto known = read_document(altered(text, ">1.04<", ">1.04.02<"));
  const auto other = read_document(altered(text, ">1.04<", ">1.04.07<"));
  REQUIRE((known && other));
  CHECK_FALSE(known->untried_format);
  CHECK(known->notes.empty());
  CHECK(other->untried_format);
  REQUIRE(other->notes.size() == 1);
  CHECK(other->notes[0].code == ErrorCode::UntriedFormat);
  CHECK(other->channels[0].samples_mv == known->channels[0].samples_mv);
  CHECK_FALSE(read_document(altered(text, ">1.04<", ">1.04.x<")).has_value());
}

TEST_CASE("Philips encodings that are not read are refused by name") {
  CHECK(contains(sierra_after("\"Base64\"", "\"Hex\""), "UnsupportedFormat: Philips XML: dataencoding \"Hex\""));
  CHECK(contains(sierra_after("\"XLI\"", "\"Huffman\""), "UnsupportedFormat: Philips XML: compressmethod \"Huffman\""));
  CHECK(contains(sierra_after("nbitspersample=\"16\"", "nbitspersample=\"12\""), "UnsupportedFormat"));
  CHECK(contains(sierra_after("signalsigned>True", "signalsigned>False"), "UnsupportedFormat"));
  CHECK(contains(sierra_after("signaloffset>0", "signaloffset>7"), "UnsupportedFormat"));
  CHECK(contains(sierra_after("acquisitiontype>STD-12", "acquisitiontype>EASI"), "acquisitiontype \"EASI\""));
  CHECK(contains(sierra_after("allocated>12", "allocated>16"), "UnsupportedFormat"));
  CHECK(contains(plain_after("<parsedwaveforms", "<unparsedwaveforms/><x"), "not well-formed"));
  CHECK(contains(refusal_text(read_document(
                     "<restingecgdata><documentinfo><documenttype>PhilipsECG</documenttype><documentversion>1.04"
                     "</documentversion></documentinfo><waveforms><repbeats/></waveforms></restingecgdata>")),
                 "UnsupportedFormat: Philips XML: only representative beats"));
}

TEST_CASE("the signaloffset of Philips samples is subtracted from each, with a note") {
  for (const char* file : {"philips/plain.xml", "philips/base64.xml"}) {
    CAPTURE(file);
    const std::string text = golden_text(file);
    const auto without = read_document(text);
    const auto record = read_document(altered(text, "signaloffset=\"0\"", "signaloffset=\"-120\""));
    REQUIRE(refusal_text(record) == "");
    REQUIRE(record->notes.size() == 1);
    CHECK(contains(record->notes[0].message, "signaloffset -120"));
    for (std::size_t i = 0; i < record->channels.size(); ++i) {
      CHECK(digital_units(record->channels[i]) == digital_units(without->channels[i]));
      CHECK(std::abs(record->channels[i].samples_mv[0] - without->channels[i].samples_mv[0] - 120 * 0.0025) < 1e-12);
    }
  }
}

TEST_CASE("a signaloffset that is no number of 16 bits, or of XLI data, or only the acquisition's is refused") {
  for (const char* offset : {"0.5", "x", "70000", "nan"}) {
    CAPTURE(offset);
    CHECK(contains(plain_after("signaloffset=\"0\"", "signaloffset=\"" + std::string(offset) + "\""),
                   "UnsupportedFormat: Philips XML: signaloffset"));
  }
  CHECK(contains(sierra_after("<parsedwaveforms ", "<parsedwaveforms signaloffset=\"7\" "), "UnsupportedFormat"));
  const std::string text = altered(golden_text("philips/plain.xml"), "signaloffset=\"0\" ", "");
  CHECK(contains(refusal_text(read_document(altered(text, "signaloffset>0", "signaloffset>7"))), "UnsupportedFormat"));
}

TEST_CASE("XLI data of leads in another order is refused") {
  const std::string text = golden_text("philips/sierra_1_03.xml");
  const auto result = read_document(altered(
      text, "compressflag", "numberofleads=\"12\" leadlabels=\"I II III aVL aVR aVF V1 V2 V3 V4 V5 V6\" compressflag"));
  CHECK(contains(refusal_text(result), "UnsupportedFormat: Philips XML: XLI data whose first leads"));
}

TEST_CASE("Philips counts that contradict the samples are refused") {
  CHECK(contains(sierra_after("channel=\"1600\"", "channel=\"1602\""), "TruncatedData"));
  CHECK(contains(sierra_after("channel=\"1600\"", "channel=\"1598\""), "InvalidHeader"));
  CHECK(contains(sierra_after("channel=\"1600\"", "channel=\"1601\""), "InvalidHeader"));
  CHECK(contains(sierra_after("channel=\"1600\"", "channel=\"0\""), "InvalidHeader"));
  CHECK(contains(sierra_after("channel=\"1600\"", "channel=\"99999999999\""), "TooLarge"));
  CHECK(contains(sierra_after("channel=\"1600\"", "channel=\"1000000\""), "TooLarge"));
  CHECK(contains(plain_after("channel=\"16\"", "channel=\"20\""), "TruncatedData"));
  CHECK(contains(plain_after("channel=\"16\"", "channel=\"12\""), "InvalidHeader"));
  CHECK(contains(plain_after("numberofleads=\"2\"", "numberofleads=\"4\""), "InvalidHeader"));
}

TEST_CASE("Philips rates, resolutions and samples that are none are refused") {
  for (const char* value : {"0", "-5", "nan", "inf", "1e300", "x"}) {
    CAPTURE(value);
    CHECK(contains(sierra_after("resolution>5", "resolution>" + std::string(value)), "InvalidGain"));
    CHECK(contains(sierra_after("rate>500", "rate>" + std::string(value)), "InvalidSamplingRate"));
  }
  CHECK(contains(plain_after("32767", "32768"), "InvalidSample"));
  CHECK(contains(plain_after("\n -8", "\n 8.5"), "InvalidSample"));
  CHECK(contains(sierra_after("nbitspersample=\"16\">", "nbitspersample=\"16\">*"), "InvalidHeader"));
}

TEST_CASE("representative beats in a form that is not read are left out with a note") {
  const auto record =
      read_document(altered(golden_text("philips/plain.xml"), "<repbeats", "<repbeats compression=\"Huffman\""));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->average_beats.empty());
  CHECK(contains(record->notes.front().message, "Huffman"));
}

TEST_CASE("a Philips file cut anywhere is refused") {
  const std::string text = golden_text("philips/sierra_1_03.xml");
  for (std::size_t end = 0; end + 10 < text.size(); end += 97)
    CHECK_FALSE(read_document(std::string_view(text).substr(0, end)).has_value());
}

TEST_CASE("real Philips files read as another decoder read them") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  for (const char* name : {"129DYPRG.XML", "2020-5-18_15-48-11.xml", "repbeats_example.xml"}) {
    CAPTURE(name);
    const auto record = real_file(folder, name);
    REQUIRE(refusal_text(record) == "");
    const std::string stem = std::string(name).substr(0, std::string(name).rfind('.'));
    const auto expected = load_expected(folder + "formats/philips_sierra_xml/" + stem + ".expected_pysierraecg.csv");
    REQUIRE(expected.headings.size() == 12);
    REQUIRE(record->channels.size() == 12);
    CHECK(record->sampling_rate_hz == 500.0);
    CHECK(record->sample_count() == 5500);
    for (std::size_t i = 0; i < 12; ++i) {
      CAPTURE(expected.headings[i]);
      CHECK(record->channels[i].label == expected.headings[i]);
      CHECK(largest_difference(digital_units(record->channels[i]), expected.columns[i]) == 0.0);
    }
  }
}

TEST_CASE("real Philips files hold what their decoder's own tests assert") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto sierra = real_file(folder, "129DYPRG.XML");
  REQUIRE(refusal_text(sierra) == "");
  CHECK(middle_samples(*sierra) == std::vector<double>{-9, -17, -7, 13, -1, -12, 0, -1, -3, -4, -7, -6});
  CHECK(sierra->patient.sex == Sex::male);
  const auto later = real_file(folder, "2020-5-18_15-48-11.xml");
  REQUIRE(refusal_text(later) == "");
  CHECK(middle_samples(*later) == std::vector<double>{-12, 78, 90, -33, -51, 84, 14, 3, -24, -20, -13, -21});
  CHECK(later->patient.age_years == 69.0);
  CHECK(later->average_beats.size() == 1);
  CHECK(contains(refusal_text(real_file(folder, "invalid-doc-type.xml")),
                 "UnsupportedFormat: Philips XML: documents of type \"MortaraECG\""));
  CHECK(contains(refusal_text(real_file(folder, "invalid-doc-version.xml")), "version \"1.05\""));
}

}  // namespace philips_tests
