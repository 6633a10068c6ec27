#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "expected_table.hpp"
#include "golden_channels.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace muse_tests {

namespace {

std::string golden() { return golden_text("muse/eight_leads.xml"); }

std::string refusal_after(std::string_view from, std::string_view to) {
  const std::string text = golden();
  REQUIRE(text.find(from) != std::string::npos);
  const auto result = read_document(altered(text, from, to));
  if (!result)
    CHECK(result.error().offset.has_value());
  return refusal_text(result);
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// `text` with every `from` replaced.
std::string altered_everywhere(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

/// The first waveform of the golden file (the median) and all before it.
std::string up_to_median() {
  const std::string text = golden();
  return text.substr(0, text.find("</Waveform>")) + "</Waveform></RestingECG>";
}

/// Little-endian 16-bit integers as base64.
std::string base64_of(const std::vector<int>& samples) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  unsigned held = 0, bits = 0;
  for (const std::uint8_t byte : pack_16(samples)) {
    held = held << 8U | byte;
    for (bits += 8; bits >= 6; bits -= 6)
      text += kDigits[held >> (bits - 6) & 63U];
    held &= (1U << bits) - 1;
  }
  if (bits > 0)
    text += kDigits[held << (6 - bits) & 63U];
  return text.append((4 - text.size() % 4) % 4, '=');
}

/// As files of a Korean challenge of 2021 are: no type, no checksum, few fields. The n-th lead holds n units of 5 uV.
std::string simple_document(const std::vector<Lead>& leads, int sample_count) {
  std::string text = "<RestingECG><PatientDemographics><PatientID>1</PatientID></PatientDemographics><Waveform>";
  text += "<NumberofLeads>" + std::to_string(leads.size()) + "</NumberofLeads><SampleBase>500</SampleBase>";
  text += "<HighPassFilter/><LowPassFilter/><ACFilter/>";
  for (std::size_t i = 0; i < leads.size(); ++i) {
    const std::vector<int> samples(static_cast<std::size_t>(sample_count), static_cast<int>(i));
    text += "<LeadData><LeadSampleCountTotal>" + std::to_string(sample_count) + "</LeadSampleCountTotal>";
    text += "<LeadAmplitudeUnitsPerBit>5</LeadAmplitudeUnitsPerBit><LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>";
    text += "<LeadID>" + std::string(lead_name(leads[i])) + "</LeadID><LeadSampleSize>2</LeadSampleSize>";
    text += "<WaveFormData>" + base64_of(samples) + "</WaveFormData></LeadData>";
  }
  return text + "</Waveform></RestingECG>";
}

}  // namespace

TEST_CASE("a MUSE file gives the integers of its rhythm, and its median beat apart from them") {
  const auto record = read_document(golden());
  REQUIRE(refusal_text(record) == "");
  CHECK(record->format == "muse");
  CHECK_FALSE(record->untried_format);
  CHECK(record->sampling_rate_hz == 500.0);
  check_integers(record->channels, "muse/eight_leads.rhythm.csv");
  CHECK(record->channels.front().resolution_mv == 4.88 / 1000.0);
  REQUIRE(record->average_beats.size() == 1);
  CHECK(record->average_beats.front().label == "median beat");
  CHECK(record->average_beats.front().sampling_rate_hz == 500.0);
  check_integers(record->average_beats.front().channels, "muse/eight_leads.median.csv");
}

TEST_CASE("a MUSE reader derives no lead and says which are stored") {
  const auto record = read_document(golden());
  REQUIRE(record.has_value());
  CHECK(record->find(Lead::aVF) == nullptr);
  REQUIRE(record->comments.size() == 1);
  CHECK(record->comments.front() == "stored leads: I, II, V1, V2, V3, V4, V5, V6; not stored: III, aVR, aVL, aVF");
}

TEST_CASE("a MUSE file tells of its patient, time and device, and nothing of those who read it") {
  const auto record = read_document(golden());
  REQUIRE(record.has_value());
  CHECK(record->patient.id == "P-17");
  CHECK(record->patient.name == "M\xC3\xBCster, Erika");
  CHECK(record->patient.birth_date == "1961-12-31");
  CHECK(record->patient.age_years == 1.5);
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->acquisition_time == "2021-03-09T08:05:59");
  CHECK(record->device.model == "MAC55");
  CHECK(record->device.filters == "high pass 0.16 Hz, low pass 150 Hz");
  CHECK(record->statements == std::vector<std::string>{"Normal sinus rhythm", "Right axis"});
}

TEST_CASE("an age without its unit is computed from birth and recording") {
  const auto record = read_document(altered(golden(), "<AgeUnits>MONTHS</AgeUnits>", ""));
  REQUIRE(record.has_value());
  CHECK(record->patient.age_years == 59.0);
}

TEST_CASE("a MUSE age without its unit is below 18 if its number is, and unknown else, with a note") {
  constexpr std::string_view kAge = "<AgeUnits>MONTHS</AgeUnits>", kBirth = "<DateofBirth>12-31-1961</DateofBirth>";
  const std::string unitless = altered(altered(golden(), kAge, ""), kBirth, "");
  REQUIRE(unitless.size() + kAge.size() + kBirth.size() == golden().size());
  const auto older = read_document(unitless);
  CHECK_FALSE(older->patient.age_years.has_value());
  CHECK(std::count_if(older->notes.begin(), older->notes.end(),
                      [](const Note& note) { return contains(note.message, "age of 18"); }) == 1);
  const auto child = read_document(altered(unitless, "<PatientAge>18<", "<PatientAge>9<"));
  CHECK(child->patient.age_years == 9.0);
  CHECK(contains(child->notes.back().message, "age of 9"));
}

TEST_CASE("a MUSE date that is not American is left out with a note") {
  const auto record = read_document(altered(golden(), "03-09-2021", "13-09-2021"));
  REQUIRE(record.has_value());
  CHECK_FALSE(record->acquisition_time.has_value());
  REQUIRE(record->notes.size() == 2);
  CHECK(contains(record->notes.back().message, "AcquisitionDate"));
}

TEST_CASE("a MUSE file's measurements and complexes come with their units and times") {
  const auto record = read_document(golden());
  REQUIRE(record.has_value());
  CHECK(measured(*record, "ventricular rate", "bpm") == 61.0);
  CHECK(measured(*record, "QRS duration", "ms") == 92.0);
  CHECK(measured(*record, "R axis", "deg") == -12.0);
  CHECK(measured(*record, "QTc Fridericia", "ms") == 419.0);
  CHECK(record->measurements.size() == 5);
  REQUIRE(record->annotations.size() == 2);
  CHECK(record->annotations[1].time_s == 0.07);
  CHECK(record->annotations[1].text == "QRS type 1");
}

namespace {

/// 10 s at 500 Hz with four complexes a `step` apart, at the rate that the file states, if any.
Result<EcgRecord> with_complexes(int step, std::string_view rate_bpm) {
  std::string findings = "<RestingECGMeasurements>" + std::string(rate_bpm);
  findings += "</RestingECGMeasurements><QRSTimesTypes>";
  for (int i = 1; i <= 10; ++i)
    findings += "<QRS><Type>0</Type><Time>" + std::to_string(i * step - step / 2) + "</Time></QRS>";
  return read_document(altered(simple_document({Lead::I, Lead::II}, 5000), "<Waveform>",
                               findings + "</QRSTimesTypes><Waveform>"));
}

}  // namespace

TEST_CASE("MUSE complexes are counted in milliseconds or in samples, whichever fits the heart rate") {
  constexpr std::string_view kRate = "<VentricularRate>60</VentricularRate>";
  // A rate that counts half of the complexes, or all twice, moves none of them.
  constexpr std::string_view kHalf = "<VentricularRate>30</VentricularRate>", kDouble = "<VentricularRate>120</VentricularRate>";
  for (const std::string_view rate : {kRate, std::string_view(), kHalf, kDouble}) {
    for (const int step : {500, 1000}) {
      CAPTURE(rate, step);
      const auto record = with_complexes(step, rate);
      REQUIRE(refusal_text(record) == "");
      REQUIRE(record->annotations.size() == 10);
      CHECK(record->annotations[0].time_s == 0.5);
      CHECK(record->annotations[9].time_s == 9.5);
    }
  }
  const auto neither = with_complexes(200, kRate);
  REQUIRE(refusal_text(neither) == "");
  CHECK(neither->annotations.empty());
  CHECK(contains(neither->notes.back().message, "neither as milliseconds nor as samples"));
}

TEST_CASE("MUSE pacing spikes and statements mark a paced rhythm") {
  CHECK_FALSE(read_document(golden())->paced.has_value());
  const auto spikes = read_document(altered(golden(), "<ACFilter>", "<PaceSpikes><Spike/></PaceSpikes><ACFilter>"));
  CHECK(spikes->paced == true);
  const auto statement = read_document(altered(golden(), "sinus rhythm", "ventricular-paced rhythm"));
  CHECK(statement->paced == true);
  CHECK_FALSE(read_document(altered(golden(), "sinus rhythm", "wandering atrial pacemaker"))->paced.has_value());
}

TEST_CASE("an electrode that was off is noted") {
  const auto record = read_document(golden());
  REQUIRE(record->notes.size() == 1);
  CHECK(contains(record->notes.front().message, "\"V3\""));
}

TEST_CASE("a MUSE file with a median beat alone is refused, not shown as the recording") {
  const auto record = read_document(up_to_median());
  CHECK(refusal_text(record) == "UnsupportedFormat: GE MUSE: only a median beat is stored, no waveform of type Rhythm");
}

TEST_CASE("the only waveform of a MUSE file, without its type, is the rhythm where it lasts 2 s, with a note") {
  const auto record = read_document(simple_document({kTwelveLeads.begin(), kTwelveLeads.end()}, 1000));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  REQUIRE(record->channels.size() == 12);
  CHECK(record->find(Lead::V6) != nullptr);
  CHECK(record->sample_count() == 1000);
  CHECK(record->channels[3].samples_mv[0] == 3 * 0.005);
  REQUIRE(record->notes.size() == 1);
  CHECK(contains(record->notes[0].message, "has no type"));
  const auto beat = read_document(simple_document({Lead::I, Lead::II}, 600));
  CHECK(contains(refusal_text(beat), "UnsupportedFormat: GE MUSE: the only waveform has no type and is shorter"));
}

TEST_CASE("of two MUSE waveforms without a type none is taken for the rhythm") {
  const std::string text = simple_document({Lead::I, Lead::II}, 1000);
  const std::size_t start = text.find("<Waveform>"), end = text.find("</Waveform>") + 11;
  const std::string twice = altered(text, "</Waveform>", "</Waveform>" + text.substr(start, end - start));
  CHECK(contains(refusal_text(read_document(twice)), "no waveform of type Rhythm"));
}

TEST_CASE("of a MUSE lead without samples every sample is missing, the others are read") {
  const std::string text = simple_document({Lead::I, Lead::II, Lead::V1}, 1000);
  const std::size_t start = text.rfind("<WaveFormData>"), end = text.rfind("</WaveFormData>") + 15;
  for (const char* data :
       {"<WaveFormData></WaveFormData>", "<WaveFormData>\n </WaveFormData>", "<WaveFormData/>", ""}) {
    CAPTURE(data);
    const auto record = read_document(text.substr(0, start) + data + text.substr(end));
    REQUIRE(refusal_text(record) == "");
    CHECK(record->channels.size() == 3);
    REQUIRE(record->find(Lead::V1) != nullptr);
    const auto& missing = record->find(Lead::V1)->samples_mv;
    CHECK(missing.size() == 1000);
    CHECK(std::all_of(missing.begin(), missing.end(), [](double sample) { return std::isnan(sample); }));
    REQUIRE(record->notes.size() == 2);
    CHECK(record->notes[0].code == ErrorCode::MissingSamples);
    CHECK(contains(record->notes[0].message, "\"V1\""));
  }
}

TEST_CASE("MUSE samples that do not match their checksum are refused by lead") {
  const std::string text = golden();
  const std::size_t data = text.find("<WaveFormData>", text.find("<WaveformType>Rhythm"));
  std::string broken = text;
  char& digit = broken[data + 20];
  digit = digit == 'A' ? 'B' : 'A';
  CHECK(contains(refusal_text(read_document(broken)), "ChecksumMismatch: GE MUSE: LeadDataCRC32"));
  const std::size_t start = text.find("<LeadDataCRC32>"), end = text.find("</LeadDataCRC32>");
  CHECK(read_document(text.substr(0, start) + text.substr(end + 16)).has_value());
}

TEST_CASE("MUSE checksums of 0 are taken for none, with one note") {
  std::string text = golden();
  constexpr std::string_view kOpen = "<LeadDataCRC32>";
  for (std::size_t at = text.find(kOpen); at != std::string::npos; at = text.find(kOpen, at + 1))
    text.replace(at + kOpen.size(), text.find('<', at + 1) - at - kOpen.size(), "0");
  const auto record = read_document(text);
  REQUIRE(refusal_text(record) == "");
  check_integers(record->channels, "muse/eight_leads.rhythm.csv");
  const auto is_of_checksums = [](const Note& note) { return note.code == ErrorCode::ChecksumMismatch; };
  CHECK(std::count_if(record->notes.begin(), record->notes.end(), is_of_checksums) == 1);
}

TEST_CASE("MUSE counts that contradict the samples are refused") {
  CHECK(contains(refusal_after("SampleCountTotal>40<", "SampleCountTotal>41<"), "TruncatedData"));
  CHECK(contains(refusal_after("SampleCountTotal>40<", "SampleCountTotal>39<"), "InvalidHeader"));
  CHECK(contains(refusal_after("ByteCountTotal>80<", "ByteCountTotal>82<"), "TruncatedData"));
  CHECK(contains(refusal_after("SampleCountTotal>40<", "SampleCountTotal>-1<"), "InvalidHeader"));
  CHECK(contains(refusal_after("SampleCountTotal>40<", "SampleCountTotal>99999999999<"), "TooLarge"));
  CHECK(contains(refusal_after("NumberofLeads>8<", "NumberofLeads>9<"), "InvalidHeader"));
}

TEST_CASE("MUSE gains and rates that are no numbers are refused") {
  for (const char* gain : {"0", "-4.88", "nan", "inf", "1e300", "x", ""}) {
    CAPTURE(gain);
    CHECK(contains(refusal_after("UnitsPerBit>4.88<", "UnitsPerBit>" + std::string(gain) + "<"), "InvalidGain"));
  }
  for (const char* rate : {"0", "-500", "nan", "1e9", "x", ""}) {
    CAPTURE(rate);
    CHECK(contains(refusal_after("SampleBase>50<", "SampleBase>" + std::string(rate) + "<"), "InvalidSamplingRate"));
  }
  CHECK(contains(refusal_after("SampleExponent>1<", "SampleExponent>400<"), "InvalidSamplingRate"));
}

TEST_CASE("MUSE layouts that are not described are refused by the field's name") {
  CHECK(contains(refusal_after("LeadOffsetFirstSample>0<", "LeadOffsetFirstSample>5<"),
                 "UnsupportedFormat: GE MUSE: LeadOffsetFirstSample \"5\""));
  CHECK(contains(refusal_after("LeadTimeOffset>0<", "LeadTimeOffset>1<"), "UnsupportedFormat"));
  CHECK(contains(refusal_after("FirstSampleBaseline>0<", "FirstSampleBaseline>1<"), "UnsupportedFormat"));
  CHECK(contains(refusal_after("LeadSampleSize>2<", "LeadSampleSize>4<"), "UnsupportedFormat"));
  CHECK(contains(refusal_after("Type>Median<", "Type>Rhythm<"), "UnsupportedFormat"));
  const std::string compressed = altered_everywhere(golden(), "CONTINUOUS_SAMPLES", "COMPRESSED");
  CHECK(contains(refusal_text(read_document(compressed)), "UnsupportedFormat: GE MUSE: SampleType \"COMPRESSED\""));
}

TEST_CASE("a MUSE lead whose unit is no voltage is left out with a note") {
  const std::string text = golden();
  const std::size_t rhythm = text.find("Type>Rhythm<");
  const auto record = read_document(text.substr(0, rhythm) + altered(text.substr(rhythm), "MICROVOLTS", "MMHG"));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->channels.size() == 7);
  CHECK(record->find(Lead::I) == nullptr);
  CHECK(record->notes.front().code == ErrorCode::UnitRequired);
}

TEST_CASE("MUSE samples without a unit are read in the unit that the caller says") {
  const std::string text = altered_everywhere(golden(), "<LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits>", "");
  CHECK(contains(refusal_text(read_document(text)), "UnitRequired"));
  const auto record = Files().add("document", text).read({VoltageUnit::microvolt, std::nullopt});
  REQUIRE(refusal_text(record) == "");
  CHECK(record->channels.front().resolution_mv == 4.88 / 1000.0);
}

TEST_CASE("a MUSE file cut anywhere is refused") {
  const std::string text = golden();
  for (std::size_t end = 0; end + 10 < text.size(); end += 97)
    CHECK_FALSE(read_document(std::string_view(text).substr(0, end)).has_value());
}

TEST_CASE("real MUSE files read as another decoder read them") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  for (const char* name : {"example1", "example2", "example3", "example4"}) {
    CAPTURE(name);
    const std::string path = folder + "formats/ge_muse_xml/Example ECGs/" + name;
    const auto record = load_record(path + ".xml").read();
    REQUIRE(refusal_text(record) == "");
    const ExpectedTable expected = load_expected(path + ".expected_decode_rhythm_uV.csv");
    REQUIRE(expected.headings.size() == 8);
    REQUIRE(record->channels.size() == 8);
    for (std::size_t i = 0; i < 8; ++i) {
      const Channel& channel = record->channels[i];
      CHECK(channel.label == expected.headings[i]);
      std::vector<double> integers, microvolts;
      for (const double uv : expected.columns[i])
        integers.push_back(std::round(uv / 4.88));
      for (const double mv : channel.samples_mv)
        microvolts.push_back(mv * 1000.0);
      CHECK(largest_difference(digital_units(channel), integers) == 0.0);
      CHECK(largest_difference(microvolts, expected.columns[i]) < 1e-9);
    }
    CHECK(record->average_beats.size() == 1);
    CHECK(record->average_beats.front().channels.front().samples_mv.size() == 600);
    CHECK(record->notes.empty());
  }
}

}  // namespace muse_tests
