#include <catch2/catch_test_macros.hpp>

#include "golden_channels.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace cardiosoft_tests {

namespace {

std::string golden() { return golden_text("cardiosoft/rest.xml"); }

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// What becomes of the golden file when something in its StripData is altered.
std::string refusal_after(std::string_view from, std::string_view to) {
  const std::string text = golden();
  const std::size_t strip = text.find("<StripData>");
  REQUIRE(text.find(from, strip) != std::string::npos);
  return refusal_text(read_document(text.substr(0, strip) + altered(text.substr(strip), from, to)));
}

}  // namespace

TEST_CASE("a CardioSoft file gives the integers of its strip, and its median beat apart from them") {
  const auto record = read_document(golden());
  REQUIRE(refusal_text(record) == "");
  CHECK(record->format == "cardiosoft");
  CHECK(record->untried_format);
  CHECK(record->sampling_rate_hz == 500.0);
  check_integers(record->channels, "cardiosoft/rest.strip.csv");
  CHECK(record->channels.front().resolution_mv == 0.005);
  REQUIRE(record->average_beats.size() == 1);
  CHECK(record->average_beats.front().sampling_rate_hz == 1000.0);
  CHECK(record->average_beats.front().channels.front().resolution_mv == 0.0025);
  check_integers(record->average_beats.front().channels, "cardiosoft/rest.median.csv");
}

TEST_CASE("a CardioSoft file tells of its patient, time and device, and nothing of those who read it") {
  const auto record = read_document(golden());
  REQUIRE(record.has_value());
  CHECK(record->patient.id == "4711");
  CHECK(record->patient.name == "J\xC3\xA4ger, Max");
  CHECK(record->patient.birth_date == "1950-11-04");
  CHECK(record->patient.age_years == 63.0);
  CHECK(record->patient.sex == Sex::male);
  CHECK(record->paced == false);
  CHECK(record->acquisition_time == "2014-11-03T09:07:05");
  CHECK(record->device.model == "CardioSoft");
  CHECK(record->device.filters == "high pass 0.05 Hz, low pass 150 Hz, mains 50 Hz, cubic spline");
  CHECK(record->statements == std::vector<std::string>{"Sinus rhythm", "Normal ECG"});
}

TEST_CASE("CardioSoft measurements keep the units that the file states") {
  const auto record = read_document(golden());
  REQUIRE(record.has_value());
  CHECK(measured(*record, "ventricular rate", "BPM") == 58.0);
  CHECK(measured(*record, "PQ interval", "ms") == 164.0);
  CHECK(record->measurements.size() == 2);
}

TEST_CASE("what CardioSoft's conclusion repeats of the diagnosis is said once") {
  const auto record = read_document(altered(
      golden(), "<Conclusion>", "<Conclusion><ConclusionText>Sinus rhythm</ConclusionText>"));
  REQUIRE(record.has_value());
  CHECK(record->statements == std::vector<std::string>{"Sinus rhythm", "Normal ECG"});
}

TEST_CASE("a pacemaker or a statement of pacing marks a CardioSoft recording as paced") {
  CHECK(read_document(altered(golden(), "<PaceMaker>no", "<PaceMaker>yes"))->paced == true);
  CHECK(read_document(altered(golden(), "Normal ECG", "Ventricular pacing"))->paced == true);
}

TEST_CASE("CardioSoft counts that contradict the samples are refused") {
  CHECK(contains(refusal_after("CountTotal>60<", "CountTotal>61<"), "TruncatedData"));
  CHECK(contains(refusal_after("CountTotal>60<", "CountTotal>59<"), "InvalidHeader"));
  CHECK(contains(refusal_after("NumberOfLeads>12<", "NumberOfLeads>11<"), "InvalidHeader"));
}

TEST_CASE("CardioSoft rates and resolutions that are none are refused") {
  for (const char* value : {"0", "-5", "nan", "inf", "1e300", "x", ""}) {
    CAPTURE(value);
    CHECK(contains(refusal_after("\"uVperLsb\">5<", std::string("\"uVperLsb\">").append(value).append("<")),
                   "InvalidGain"));
    CHECK(contains(refusal_after("\"Hz\">500<", std::string("\"Hz\">").append(value).append("<")),
                   "InvalidSamplingRate"));
  }
  CHECK(contains(refusal_after("uVperLsb", "nTperLsb"), "UnsupportedFormat"));
  CHECK(contains(refusal_after("units=\"uVperLsb\"", ""), "UnsupportedFormat"));
  CHECK(contains(refusal_after("\"Hz\">500", "\"kHz\">0.5"), "UnsupportedFormat"));
}

TEST_CASE("a resolution in millivolts is read as such") {
  const std::string text = golden();
  const std::size_t strip = text.find("<StripData>");
  const auto record =
      read_document(text.substr(0, strip) + altered(text.substr(strip), "uVperLsb\">5<", "mVperLsb\">0.01<"));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->channels.front().resolution_mv == 0.01);
}

TEST_CASE("a CardioSoft sample that is no whole number is refused with its lead") {
  const std::string found = refusal_after("lead=\"I\">\n\t\t0,58,", "lead=\"I\">\n\t\t0,,58,");
  CHECK(contains(found, "InvalidSample: GE CardioSoft: lead \"I\": sample 1 is \"\""));
  CHECK(contains(refusal_after("lead=\"I\">\n\t\t0,", "lead=\"I\">\n\t\t0.5,"), "InvalidSample"));
  CHECK(contains(refusal_after("lead=\"I\">\n\t\t0,", "lead=\"I\">\n\t\t99999999999,"), "InvalidSample"));
}

TEST_CASE("CardioSoft recordings in forms that are not read are refused by name") {
  const std::string text = golden();
  const std::string only_median = text.substr(0, text.find("\t<StripData>")) + "</CardiologyXML>";
  CHECK(refusal_text(read_document(only_median)) ==
        "UnsupportedFormat: GE CardioSoft: only a median beat is stored, no StripData");
  const char* strips = "<CardiologyXML><StripData><Strip><WaveformData/></Strip></StripData></CardiologyXML>";
  CHECK(contains(refusal_text(read_document(strips)), "UnsupportedFormat: GE CardioSoft: the separate strips"));
  CHECK(
      contains(refusal_text(read_document("<CardiologyXML/>")), "InvalidHeader: GE CardioSoft: StripData is missing"));
}

TEST_CASE("a full disclosure with a waveform for each lead is read") {
  const std::string text =
      altered(altered(golden(), "<StripData>", "<FullDisclosure>"), "</StripData>", "</FullDisclosure>");
  const auto record = read_document(text);
  REQUIRE(refusal_text(record) == "");
  check_integers(record->channels, "cardiosoft/rest.strip.csv");
}

namespace {

/// Three seconds of I, II, III and V1 at 20 Hz in one text; `index` says where sample `i` of lead `lead` stands.
template <class Index>
std::string one_text(std::string_view order, std::string_view count, Index index) {
  constexpr int kLeads = 4, kSamples = 60;
  std::vector<int> all(kLeads * kSamples);
  for (int i = 0; i < kSamples; ++i) {
    const int one = i * i % 91 - 40, three = i * 7 % 53 - 20;
    const int values[kLeads] = {one, one + three, three, 1000 + i};
    for (int lead = 0; lead < kLeads; ++lead)
      all[static_cast<std::size_t>(index(lead, i))] = values[lead];
  }
  std::string text = "<CardiologyXML><FullDisclosure><SampleRate units=\"Hz\">20</SampleRate><Resolution "
                     "units=\"uVperLsb\">5</Resolution><LeadOrder>" +
                     std::string(order) + "</LeadOrder><FullDisclosureData>\n";
  for (const int value : all)
    text += std::to_string(value) + ",";
  return text + "<SampleCountTotal>" + std::string(count) +
         "</SampleCountTotal></FullDisclosureData></FullDisclosure></CardiologyXML>";
}

int in_blocks(int lead, int i) { return i / 20 * 80 + lead * 20 + i % 20; }

}  // namespace

TEST_CASE("a full disclosure in one text is read where Einthoven's law shows its order") {
  const auto record = read_document(one_text("I,II,III,V1", "240", in_blocks));
  REQUIRE(refusal_text(record) == "");
  REQUIRE(record->channels.size() == 4);
  CHECK(record->sampling_rate_hz == 20.0);
  CHECK(record->sample_count() == 60);
  CHECK(digital_units(*record->find(Lead::V1))[59] == 1059.0);
  CHECK(digital_units(*record->find(Lead::I))[25] == 25 * 25 % 91 - 40);
  CHECK(contains(record->notes.front().message, "II is the sum of I and III"));
}

TEST_CASE("a full disclosure in one text whose order cannot be seen is refused") {
  constexpr std::string_view kRefusal = "UnsupportedFormat: GE CardioSoft: FullDisclosureData, all leads in one text";
  const auto in_turn = [](int lead, int i) { return i * 4 + lead; };
  CHECK(contains(refusal_text(read_document(one_text("I,II,III,V1", "240", in_turn))), kRefusal));
  CHECK(contains(refusal_text(read_document(one_text("I,II,V1,V2", "240", in_blocks))), kRefusal));
  CHECK(contains(refusal_text(read_document(one_text("I,II,III,V1,V2", "240", in_blocks))), kRefusal));
  CHECK(contains(refusal_text(read_document(one_text("", "240", in_blocks))), kRefusal));
  CHECK(contains(refusal_text(read_document(one_text("I,II,III,V1", "241", in_blocks))), "TruncatedData"));
  CHECK(contains(refusal_text(read_document(one_text("I,II,III,V1", "239", in_blocks))), "InvalidHeader"));
}

TEST_CASE("a full disclosure that is left out beside a strip is noted") {
  const auto record = read_document(
      altered(golden(), "<StripData>",
              "<FullDisclosure><FullDisclosureData>1,2</FullDisclosureData></FullDisclosure><StripData>"));
  REQUIRE(refusal_text(record) == "");
  CHECK(record->notes.front().code == ErrorCode::UnsupportedFormat);
}

TEST_CASE("a CardioSoft file cut anywhere is refused") {
  const std::string text = golden();
  for (std::size_t end = 0; end + 10 < text.size(); end += 97)
    CHECK_FALSE(read_document(std::string_view(text).substr(0, end)).has_value());
}

}  // namespace cardiosoft_tests
