#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>

#include "expected_table.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace aecg_tests {

namespace {

std::string golden(const std::string& name) {
  const auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/aecg/" + name);
  REQUIRE(bytes.has_value());
  return {bytes->begin(), bytes->end()};
}

Result<EcgRecord> read(std::string_view text, const ReadOptions& options = {}) {
  return Files().add("a.xml", text).read(options);
}

EcgRecord read_golden(const std::string& name) {
  const auto record = read(golden(name));
  REQUIRE(refusal(record) == "");
  return *record;
}

// As scripts/make_aecg_files.py defines them.
double digit(int lead, int i) { return (7 * i + 13 * lead) % 201 - 100; }

double largest_digit_error(const Channel& channel, int lead) {
  const std::vector<double> found = digital_units(channel);
  std::vector<double> expected;
  for (int i = 0; i < static_cast<int>(found.size()); ++i)
    expected.push_back(digit(lead, i));
  return largest_difference(found, expected);
}

double measurement(const EcgRecord& record, std::string_view name) {
  for (const StoredMeasurement& measured : record.measurements) {
    if (measured.name == name)
      return measured.value;
  }
  return std::nan("");
}

bool is_about(double a, double b) { return std::abs(a - b) < 1e-6; }

std::string refusal_of_full(std::string_view from, std::string_view to) {
  const std::string text = golden("full.xml");
  REQUIRE(text.find(from) != std::string::npos);
  return refusal(read(altered(text, from, to)));
}

}  // namespace

TEST_CASE("an annotated ECG gives back its own digits, each lead in its own unit and origin") {
  const EcgRecord record = read_golden("full.xml");
  CHECK(record.format == "aecg");
  CHECK_FALSE(record.untried_format);
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 3);
  CHECK(largest_digit_error(*record.find(Lead::I), 1) == 0.0);
  CHECK(largest_digit_error(*record.find(Lead::aVR), 2) == 0.0);
  CHECK(largest_digit_error(*record.find(Lead::V1), 3) == 0.0);
  CHECK(record.find(Lead::I)->samples_mv[2] == digit(1, 2) * 0.0025);
  CHECK(is_about(record.find(Lead::aVR)->samples_mv[2], digit(2, 2) * 0.005 - 0.05));
  CHECK(is_about(record.find(Lead::V1)->samples_mv[2], digit(3, 2) * 0.00488));
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].code == ErrorCode::NoEcgChannel);
}

TEST_CASE("a representative beat of an annotated ECG is kept apart from its rhythm") {
  const EcgRecord record = read_golden("full.xml");
  REQUIRE(record.average_beats.size() == 1);
  const SignalGroup& beat = record.average_beats[0];
  CHECK(beat.label == "REPRESENTATIVE_BEAT");
  CHECK(beat.sampling_rate_hz == 500.0);
  REQUIRE(beat.channels.size() == 2);
  CHECK(beat.channels[0].samples_mv.size() == 30);
  CHECK(is_about(measurement(record, "P wave onset, REPRESENTATIVE_BEAT"), 20.0));
  CHECK(refusal_of_full("\"RHYTHM\"", "\"REPRESENTATIVE_BEAT\"") == "NoEcgChannel");
}

TEST_CASE("only a series that says it is a rhythm is the recording of an annotated ECG") {
  CHECK(refusal_of_full("\"RHYTHM\"", "\"SOMETHING\"") == "NoEcgChannel");
  const auto record = read(altered(golden("full.xml"), "REPRESENTATIVE_BEAT", "RHYTHM"));
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 60);
  CHECK(record->average_beats.empty());
  REQUIRE(record->other_signals.size() == 1);
  CHECK(record->other_signals[0].channels[0].samples_mv.size() == 30);
}

TEST_CASE("an annotated ECG in the words of Megacare is read like any other") {
  std::string text = altered(golden("full.xml"), "\"RHYTHM\"", "\"ECG_RHYTHM_WAVEFORMS\"");
  for (std::size_t at = text.find("MDC_ECG_LEAD_"); at != std::string::npos; at = text.find("MDC_ECG_LEAD_", at))
    text.replace(at, 3, "NOM");
  const auto record = read(text);
  REQUIRE(refusal(record) == "");
  const EcgRecord usual = read_golden("full.xml");
  REQUIRE(record->channels.size() == usual.channels.size());
  for (std::size_t i = 0; i < usual.channels.size(); ++i)
    CHECK(record->channels[i].lead == usual.channels[i].lead);
  CHECK(record->find(Lead::V1)->samples_mv == usual.find(Lead::V1)->samples_mv);
}

TEST_CASE("subject, device and time of an annotated ECG are taken, its staff is not") {
  const EcgRecord record = read_golden("full.xml");
  CHECK(record.patient.id == "SBJ-7");
  CHECK(record.patient.name == "Ada Test");
  CHECK(record.patient.birth_date == "1960-01-03");
  CHECK(record.patient.sex == Sex::female);
  CHECK(record.patient.age_years == 59.0);
  CHECK(record.device.manufacturer == "Maker");
  CHECK(record.device.model == "Model X");
  CHECK(record.device.serial_number == "SN-9");
  CHECK(record.device.filters == "low pass 150 Hz");
  CHECK(record.acquisition_time == "2020-01-02T03:04:05+01:00");
  CHECK(record.comments == std::vector<std::string>{"Felt dizzy & tired"});
  CHECK(record.statements == std::vector<std::string>{"Sinus rhythm"});
}

TEST_CASE("an annotated ECG that states the year of birth alone is of the youngest patient that it may be") {
  const auto record = read(altered(golden("full.xml"), "birthTime value=\"19600103\"", "birthTime value=\"2010\""));
  REQUIRE(record.has_value());
  CHECK(record->patient.birth_date == "2010");
  CHECK(record->patient.age_years == 9.0);
}

TEST_CASE("annotations of an annotated ECG have their time, their lead and their words") {
  const EcgRecord record = read_golden("full.xml");
  REQUIRE(record.annotations.size() == 3);
  CHECK(record.annotations[0].text == "QRS wave");
  CHECK(is_about(record.annotations[0].time_s, 0.1));
  CHECK(is_about(record.annotations[0].duration_s.value_or(0.0), 0.1));
  CHECK(record.annotations[1].text == "T wave offset");
  CHECK(is_about(record.annotations[1].time_s, 0.3));
  CHECK(record.annotations[2].text == "R wave peak");
  CHECK(record.annotations[2].channel == "MDC_ECG_LEAD_I");
  CHECK(is_about(record.annotations[2].time_s, 0.15));
}

TEST_CASE("measures of one beat stand for the recording, those of several beats do not") {
  const EcgRecord record = read_golden("full.xml");
  CHECK(measurement(record, "QRS duration") == 100.0);
  CHECK(measurement(record, "heart rate") == 61.0);
  CHECK(std::isnan(measurement(record, "QT interval")));
}

TEST_CASE("sequence sets of a series are joined where they belong, pauses are missing samples") {
  const EcgRecord record = read_golden("pieces.xml");
  CHECK(record.sampling_rate_hz == 250.0);
  REQUIRE(record.channels.size() == 3);
  CHECK(record.sample_count() == 50);
  CHECK(largest_digit_error(*record.find(Lead::II), 2) == 0.0);
  CHECK(record.find(Lead::I)->samples_mv[24] == digit(1, 24) * 0.0025);
  CHECK(std::isnan(record.find(Lead::I)->samples_mv[25]));
  CHECK(std::isnan(record.find(Lead::V1)->samples_mv[24]));
  CHECK(record.find(Lead::V1)->samples_mv[25] == digit(3, 25) * 0.0025);
}

TEST_CASE("signals at another rate and later rhythms are kept beside the recording") {
  const EcgRecord record = read_golden("pieces.xml");
  REQUIRE(record.other_signals.size() == 2);
  CHECK(record.other_signals[0].sampling_rate_hz == 100.0);
  CHECK(record.other_signals[1].sampling_rate_hz == 250.0);
  CHECK(record.other_signals[1].channels[0].samples_mv[0] == digit(5, 0) * 0.0025);
  CHECK(record.notes.size() == 1);
}

TEST_CASE("a list of integers without a unit asks for it") {
  const std::string text = golden("no_unit.xml");
  CHECK(refusal(read(text)) == "UnitRequired");
  const auto record = read(text, {VoltageUnit::microvolt, std::nullopt});
  REQUIRE(refusal(record) == "");
  CHECK(is_about(record->find(Lead::II)->samples_mv[1], digit(2, 1) * 0.003));
}

TEST_CASE("what an annotated ECG does not say properly is refused by its cause") {
  CHECK(refusal_of_full("<digits>-87", "<digits>-87.5") == "InvalidSample");
  CHECK(refusal_of_full("<digits>-87", "<digits>-") == "InvalidSample");
  CHECK(refusal_of_full("<digits>-87", "<digits>99999999999999999999") == "InvalidSample");
  CHECK(refusal_of_full("<digits>-87", "<digits>") == "InvalidHeader");
  CHECK(refusal_of_full("scale value=\"2.5\"", "scale value=\"0\"") == "InvalidGain");
  CHECK(refusal_of_full("scale value=\"2.5\"", "scale value=\"-2.5\"") == "InvalidGain");
  CHECK(refusal_of_full("scale value=\"2.5\"", "scale value=\"nan\"") == "InvalidGain");
  CHECK(refusal_of_full("scale value=\"2.5\" unit=\"uV\"", "scale value=\"2.5\"") == "UnitRequired");
  CHECK(refusal_of_full("SLIST_PQ", "GLIST_PQ") == "UnsupportedFormat");
  CHECK(refusal_of_full("increment value=\"0.002\"", "increment value=\"0\"") == "InvalidSamplingRate");
  CHECK(refusal_of_full("increment value=\"0.002\"", "increment value=\"1e-320\"") == "InvalidSamplingRate");
  CHECK(refusal_of_full("increment value=\"0.002\" unit=\"s\"", "increment value=\"0.002\" unit=\"m\"") ==
        "InvalidHeader");
  CHECK(refusal_of_full("GLIST_TS\"", "GLIST_TS\" denominator=\"2\"") == "UnsupportedFormat");
  CHECK(refusal_of_full("code=\"TIME_ABSOLUTE\"", "code=\"TIME_OTHER\"") == "UnsupportedFormat");
  CHECK(refusal_of_full("<series><code code=\"RHYTHM\"/>", "<series>") == "InvalidHeader");
  CHECK(refusal_of_full("MDC_ECG_LEAD_AVR", "MDC_ECG_LEAD_I") == "");
  CHECK(refusal_of_full("</AnnotatedECG>", "") == "InvalidHeader");
  CHECK(refusal(read("<AnnotatedECG xmlns=\"urn:hl7-org:v3\"></AnnotatedECG>")) == "NoEcgChannel");
}

TEST_CASE("without a time sequence an annotated ECG asks for its rate") {
  const std::string text = altered(golden("no_unit.xml"), "TIME_RELATIVE", "MDC_TIME");
  const std::string timeless = altered(text, "GLIST_PQ", "SLIST_PQ");
  const std::string listed =
      altered(timeless, "<increment value=\"0.002\" unit=\"s\"/>", "<scale value=\"1\" unit=\"%\"/>");
  CHECK(refusal(read(listed, {VoltageUnit::microvolt, std::nullopt})) == "SamplingRateRequired");
  const auto record = read(listed, {VoltageUnit::microvolt, 250.0});
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 250.0);
}

TEST_CASE("a gap of years between sequence sets is refused before memory is asked for it") {
  const std::string text = altered(golden("pieces.xml"), "20200102030405.100", "20240102030405.100");
  CHECK(refusal(read(text)) == "TooLarge");
}

TEST_CASE("sequence sets that do not fit one row of samples, or whose time is unknown, are refused") {
  const std::string text = golden("pieces.xml");
  CHECK(refusal(read(altered(text, "20200102030405.100", "20200102030405.101"))) == "UnsupportedFormat");
  CHECK(refusal(read(altered(text, "head value=\"20200102030405.100\"", "head nullFlavor=\"UNK\""))) ==
        "UnsupportedFormat");
}

TEST_CASE("a lead for whose time another sequence set stands too is kept beside the recording") {
  const std::string text = golden("pieces.xml");
  const auto record = read(altered(text, "20200102030405.100", "20200102030405.096"));
  REQUIRE(refusal(record) == "");
  CHECK(record->find(Lead::II)->samples_mv[24] == digit(2, 24) * 0.0025);
  CHECK(std::isnan(record->find(Lead::II)->samples_mv[25]));
  CHECK(record->find(Lead::V1)->samples_mv[24] == digit(3, 25) * 0.0025);
  const SignalGroup& beside = record->other_signals.back();
  REQUIRE(beside.channels.size() == 1);
  CHECK(beside.channels[0].samples_mv[24] == digit(2, 25) * 0.0025);
  CHECK(record->notes.back().message.find("contradicts the other in 1 of the 1 samples") != std::string::npos);
}

TEST_CASE("a scale that changes between sequence sets is applied set by set and noted") {
  const std::string text = golden("pieces.xml");
  const std::size_t second = text.find("<scale", text.find("MDC_ECG_LEAD_II", text.find("20200102030405.100")));
  const auto record = read(text.substr(0, second) + altered(text.substr(second), "value=\"2.5\"", "value=\"5\""));
  REQUIRE(refusal(record) == "");
  const Channel& lead = *record->find(Lead::II);
  CHECK(lead.resolution_mv == 0.0);
  CHECK(lead.samples_mv[24] == digit(2, 24) * 0.0025);
  CHECK(lead.samples_mv[25] == digit(2, 25) * 0.005);
  CHECK(record->find(Lead::I)->resolution_mv == 0.0025);
  CHECK(record->notes.front().code == ErrorCode::InvalidGain);
}

TEST_CASE("an annotated ECG whose first sample's time is said to be unknown is read with a note") {
  const std::string text = golden("full.xml");
  const auto record =
      read(altered(text, text.substr(text.find("head value=\"20200102"), 32), "head nullFlavor=\"UNK\" z=\""));
  REQUIRE(refusal(record) == "");
  CHECK(std::any_of(record->notes.begin(), record->notes.end(), [](const Note& note) {
    return note.message == "the file says that the time of its first sample is unknown";
  }));
}

TEST_CASE("an annotated ECG whose first sample's time is emptied, absent or none is read with a note") {
  const std::string text = golden("full.xml");
  const std::string head = "<head value=\"20200102030405.000+0100\"/>";
  REQUIRE(text.find(head) != std::string::npos);
  for (const char* other : {"<head value=\"\"/>", "", "<head value=\"20201302\"/>", "<head value=\"2020-01-02\"/>"}) {
    CAPTURE(other);
    const auto record = read(altered(text, head, other));
    REQUIRE(refusal(record) == "");
    CHECK(largest_digit_error(*record->find(Lead::I), 1) == 0.0);
    CHECK(record->acquisition_time == "2020-01-02T03:04:05");
    CHECK(std::any_of(record->notes.begin(), record->notes.end(), [](const Note& note) {
      return note.message == "the time of the first sample is absent or cannot be read";
    }));
  }
}

TEST_CASE("a relative head of 0 needs no unit, and an absent one is noted") {
  const std::string text = golden("no_unit.xml");
  const ReadOptions options{VoltageUnit::microvolt, std::nullopt};
  const auto unitless = read(altered(text, "<head value=\"0\" unit=\"s\"/>", "<head value=\"0\"/>"), options);
  REQUIRE(refusal(unitless) == "");
  CHECK(unitless->notes.size() == read(text, options)->notes.size());
  const auto headless = read(altered(text, "<head value=\"0\" unit=\"s\"/>", ""), options);
  REQUIRE(refusal(headless) == "");
  CHECK(headless->notes.size() == unitless->notes.size() + 1);
}

TEST_CASE("leads of an annotated ECG are told by the numbers of their codes too") {
  const auto record = read(altered(golden("pieces.xml"), "MDC_ECG_LEAD_I\"", "131329\""));
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].lead == Lead::I);
}

TEST_CASE("derived leads of an annotated ECG are shown and taken for no standard lead") {
  for (const char* code : {"MDC_ECG_LEAD_dI", "MDC_ECG_ELEC_POTL_dI"}) {
    const auto record = read(altered(golden("full.xml"), "MDC_ECG_LEAD_I\"", std::string(code) + '"'));
    REQUIRE(refusal(record) == "");
    CHECK(record->channels[0].label == code);
    CHECK_FALSE(record->channels[0].lead.has_value());
  }
}

TEST_CASE("every real annotated ECG reads as another decoder read it") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  std::size_t compared = 0;
  for (const char* place : {"hl7_aecg_fda", "hl7_aecg_liryc", "scp_dicom_aecg_same_ecg"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder + "formats/" + place)) {
      const std::string path = entry.path().string();
      const ExpectedTable rhythm = load_expected(path.substr(0, path.size() - 4) + ".expected_decode_set0.csv");
      if (entry.path().extension() != ".xml" || rhythm.headings.empty())
        continue;
      CAPTURE(path);
      const auto record = load_record(path).read();
      REQUIRE(refusal(record) == "");
      const ExpectedTable beat = load_expected(path.substr(0, path.size() - 4) + ".expected_decode_set1.csv");
      CHECK(record->average_beats.size() == (beat.headings.empty() ? 0U : 1U));
      const auto compare = [&](const std::vector<Channel>& channels, const ExpectedTable& table) {
        REQUIRE(channels.size() == table.headings.size());
        for (std::size_t i = 0; i < channels.size(); ++i) {
          CHECK(channels[i].label == table.headings[i]);
          std::vector<double> expected_adu;
          for (const double value_uv : table.columns[i]) {
            const double adu = value_uv / 1000.0 / channels[i].resolution_mv + channels[i].baseline_adu;
            expected_adu.push_back(std::round(adu));
            CHECK(std::abs(adu - std::round(adu)) < 1e-6);
          }
          CHECK(largest_difference(digital_units(channels[i]), expected_adu) == 0.0);
          compared += expected_adu.size();
        }
      };
      compare(record->channels, rhythm);
      if (!beat.headings.empty())
        compare(record->average_beats[0].channels, beat);
    }
  }
  CHECK(compared > 250000);
}

TEST_CASE("the empty annotated ECG and the schema beside the real ones are refused") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  CHECK(refusal(load_record(folder + "formats/hl7_aecg_fda/examples/empty.xml").read()) == "NoEcgChannel");
  CHECK(refusal(load_record(folder + "formats/hl7_aecg_fda/examples/badschema.xsd").read()) == "UnknownFormat");
}

TEST_CASE("the example ECG of HL7 gives its subject, device and beats") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const auto record = load_record(folder + "formats/scp_dicom_aecg_same_ecg/Example.xml").read();
  REQUIRE(refusal(record) == "");
  CHECK(record->patient.age_years == 46.0);
  CHECK(record->patient.birth_date == "1953-05-08");
  CHECK(record->patient.name == "Clark");
  CHECK(record->device.filters == "low pass 150 Hz, high pass FIR, notch Adaptive 60 Hz");
  CHECK(record->annotations.size() >= 37);
  CHECK(record->annotations[1].text == "P wave");
  CHECK(is_about(record->annotations[1].time_s, 0.122));
  CHECK(measurement(*record, "QRS duration, Representative Beat Waveforms") == 120.0);
  for (const std::string& statement : record->statements)
    CHECK(statement.find("Brown") == std::string::npos);
}

namespace {

std::string set_at(std::string_view head, std::string_view lead) {
  return "<component><sequenceSet><component><sequence><code code=\"TIME_ABSOLUTE\"/><value "
         "xsi:type=\"GLIST_TS\"><head "
         "value=\"" +
         std::string(head) +
         "\"/><increment value=\"0.002\" unit=\"s\"/></value></sequence></component><component><sequence><code "
         "code=\"" +
         std::string(lead) +
         "\"/><value xsi:type=\"SLIST_PQ\"><origin value=\"0\" unit=\"uV\"/><scale value=\"1\" unit=\"uV\"/><digits>1 "
         "2 "
         "3</digits></value></sequence></component></sequenceSet></component>";
}

std::string series_with_pause(std::string_view code) {
  return "<series><code code=\"" + std::string(code) + "\"/>" + set_at("20200102030405", "MDC_ECG_LEAD_I") +
         set_at("20200102030505", "MDC_ECG_LEAD_I") + "</series>";
}

std::string annotated(const std::string& components) {
  return "<AnnotatedECG xmlns:xsi=\"x\">" + components + "</AnnotatedECG>";
}

}  // namespace

TEST_CASE("pauses of all series of a file are bounded together, not each for itself") {
  const std::string one = "<component>" + series_with_pause("RHYTHM") + "</component>";
  const std::string padding(10000, ' ');
  CHECK(refusal(read(annotated(one + padding))) == "");
  std::string many;
  for (int i = 0; i < 10; ++i)
    many += one;
  CHECK(refusal(read(annotated(many))) == "TooLarge");
}

TEST_CASE("a component that holds two sequences loses neither") {
  const std::string text =
      altered(golden("full.xml"), "</sequence></component>\n<component><sequence><code code=\"MDC_ECG_LEAD_AVR\"",
              "</sequence><sequence><code code=\"MDC_ECG_LEAD_AVR\"");
  CHECK(text != golden("full.xml"));
  CHECK(read(text)->channels.size() == read_golden("full.xml").channels.size());
}

TEST_CASE("what somebody wrote about an average beat is a statement, not the name of a measurement") {
  const std::string beat =
      "<derivation><derivedSeries><code code=\"REPRESENTATIVE_BEAT\"/>" + set_at("20200102030405", "MDC_ECG_LEAD_I") +
      "<subjectOf><annotationSet><component><annotation><code code=\"MDC_ECG_NOTE\"/><value xsi:type=\"ST\">Ask Mr "
      "Secret</value><support><supportingROI><component><boundary><code code=\"TIME_RELATIVE\"/><value "
      "xsi:type=\"IVL_PQ\"><low value=\"0.1\" unit=\"s\"/></value></boundary></component></supportingROI></support>"
      "</annotation></component></annotationSet></subjectOf></derivedSeries></derivation>";
  const auto record = read(annotated("<component><series><code code=\"RHYTHM\"/>" +
                                     set_at("20200102030405", "MDC_ECG_LEAD_I") + beat + "</series></component>"));
  REQUIRE(refusal(record) == "");
  CHECK(record->measurements.empty());
  CHECK(record->statements == std::vector<std::string>{"Ask Mr Secret"});
}

}  // namespace aecg_tests
