#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "expected_table.hpp"
#include "golden_channels.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace vendor_xml_tests {

namespace {

std::string golden(const std::string& name) {
  const auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/" + name);
  REQUIRE(bytes.has_value());
  return {bytes->begin(), bytes->end()};
}

Result<EcgRecord> read(std::string_view text) { return Files().add("a.xml", text).read(); }

EcgRecord read_golden(const std::string& name) {
  const auto record = read(golden(name));
  REQUIRE(refusal(record) == "");
  return *record;
}

std::string refusal_of(const std::string& name, std::string_view from, std::string_view to) {
  const std::string text = golden(name);
  REQUIRE(text.find(from) != std::string::npos);
  return refusal(read(altered(text, from, to)));
}

// As the scripts that made the files define them.
std::vector<double> digits(int lead, int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i)
    values.push_back((7 * i + 13 * lead) % 201 - 100);
  return values;
}

double measurement(const EcgRecord& record, std::string_view name) {
  for (const StoredMeasurement& measured : record.measurements) {
    if (measured.name == name)
      return measured.value;
  }
  return std::nan("");
}

}  // namespace

TEST_CASE("a Mortara file gives back its integers at its own gain, the typical cycle apart") {
  const EcgRecord record = read_golden("mortara/small.xml");
  CHECK(record.format == "mortara");
  CHECK(record.untried_format);
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 3);
  CHECK(digital_units(*record.find(Lead::I)) == digits(1, 40));
  CHECK(digital_units(*record.find(Lead::aVF)) == digits(2, 40));
  CHECK(digital_units(*record.find(Lead::V1)) == digits(3, 40));
  CHECK(record.find(Lead::I)->samples_mv[0] == digits(1, 1)[0] / 400.0);
  REQUIRE(record.average_beats.size() == 1);
  CHECK(record.average_beats[0].sampling_rate_hz == 250.0);
  CHECK(digital_units(record.average_beats[0].channels[0]) == digits(7, 20));
  CHECK(record.average_beats[0].channels[0].samples_mv[0] == digits(7, 1)[0] / 200.0);
  REQUIRE(record.other_signals.size() == 1);
  CHECK(record.other_signals[0].sampling_rate_hz == 125.0);
}

TEST_CASE("subject, device and measurements of a Mortara file are taken, its staff is not") {
  const EcgRecord record = read_golden("mortara/small.xml");
  CHECK(record.patient.id == "P-1");
  CHECK(record.patient.name == "Ada Test");
  CHECK(record.patient.birth_date == "1960-01-03");
  CHECK(record.patient.age_years == 63.0);
  CHECK(record.patient.sex == Sex::female);
  CHECK(record.acquisition_time == "2023-12-01T12:00:00");
  CHECK(record.device.manufacturer == "Mortara Instrument, Inc.");
  CHECK(record.device.filters == "LOW_PASS_FILTER 150");
  CHECK(measurement(record, "heart rate") == 75.0);
  CHECK(measurement(record, "QRS axis") == -35.0);
  CHECK(record.statements == std::vector<std::string>{"SINUS RHYTHM", "LEFT AXIS DEVIATION (QRS AXIS < -30)"});
  CHECK(record.comments == std::vector<std::string>{"Chest pain"});
}

TEST_CASE("a Mortara age without a unit is below 18 if its number is, where no dates tell the age") {
  const std::string unitless = altered(golden_text("mortara/small.xml"), "AGE_UNITS=\"Y\"", "AGE_UNITS=\"\"");
  CHECK(read_document(unitless)->patient.age_years == 63.0);
  const std::string unborn = altered(unitless, "DOB=", "D=");
  CHECK_FALSE(read_document(unborn)->patient.age_years.has_value());
  CHECK(read_document(altered(unborn, "AGE=\"63\"", "AGE=\"9\""))->patient.age_years == 9.0);
  CHECK_FALSE(read_document(altered(unborn, "AGE=\"63\"", "AGE=\"0\""))->patient.age_years.has_value());
}

TEST_CASE("ways of storing that no source explains are refused in a Mortara file") {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refusal_of("mortara/small.xml", from, to);
  };
  CHECK(refused("BITS=\"16\" FORMAT=\"SIGNED\" UNITS_PER_MV=\"400\"",
                "BITS=\"8\" FORMAT=\"SIGNED\" UNITS_PER_MV=\"400\"") == "UnsupportedFormat");
  CHECK(refused("OFFSET=\"0\"", "OFFSET=\"5\"") == "UnsupportedFormat");
  CHECK(refused("FORMAT=\"SIGNED\"", "FORMAT=\"UNSIGNED\"") == "UnsupportedFormat");
  CHECK(refused("ENCODING=\"BASE64\"", "ENCODING=\"HEX\"") == "UnsupportedFormat");
  CHECK(refused("UNITS_PER_MV=\"400\"", "UNITS_PER_MV=\"0\"") == "InvalidGain");
  CHECK(refused("UNITS_PER_MV=\"400\"", "UNITS_PER_MV=\"nan\"") == "InvalidGain");
  CHECK(refused("SAMPLE_FREQ=\"500\"", "SAMPLE_FREQ=\"fast\"") == "InvalidSamplingRate");
  CHECK(refused("DURATION=\"40\"", "DURATION=\"41\"") == "TruncatedData");
  CHECK(refused("DURATION=\"40\"", "DURATION=\"39\"") == "InvalidHeader");
  CHECK(refused("DURATION=\"40\"", "DURATION=\"99999999999999999999\"") == "InvalidHeader");
  CHECK(refused("DATA=\"", "DATA=\"!") == "InvalidSample");
  CHECK(refusal(read("<ECG><TYPICAL_CYCLE UNITS_PER_MV='1'/></ECG>")) == "NoEcgChannel");
}

TEST_CASE("an ECG element of another vendor is no Mortara file") {
  CHECK(refusal(read("<ECG><Lead name='I'>1 2 3</Lead></ECG>")) == "UnknownFormat");
}

TEST_CASE("a Schiller file gives back its integers at its own step, the average beat apart") {
  const EcgRecord record = read_golden("schiller/small.xml");
  CHECK(record.format == "schiller");
  CHECK(record.untried_format);
  CHECK(record.sampling_rate_hz == 500.0);
  REQUIRE(record.channels.size() == 3);
  CHECK(digital_units(*record.find(Lead::I)) == digits(1, 40));
  CHECK(digital_units(*record.find(Lead::aVF)) == digits(2, 40));
  CHECK(digital_units(*record.find(Lead::V1)) == digits(3, 40));
  CHECK(record.find(Lead::I)->samples_mv[0] == digits(1, 1)[0] * 0.0025);
  REQUIRE(record.average_beats.size() == 1);
  CHECK(record.average_beats[0].sampling_rate_hz == 250.0);
  CHECK(digital_units(record.average_beats[0].channels[0]) == digits(7, 20));
}

TEST_CASE("patient, device and measurements of a Schiller file are taken, its staff is not") {
  const EcgRecord record = read_golden("schiller/small.xml");
  CHECK(record.patient.id == "P-1");
  CHECK(record.patient.name == "Ada Test");
  CHECK(record.patient.sex == Sex::female);
  CHECK(record.patient.age_years == 63.0);
  CHECK(record.paced == false);
  CHECK(record.acquisition_time == "2023-12-01T12:00:00.25");
  CHECK(record.device.model == "AT-10P");
  CHECK(record.device.filters == "MAINS 50, LOWPASS_CUTOFF_FREQ 150");
  CHECK(record.measurements.size() == 2);
  CHECK(measurement(record, "QRS duration") == 94.0);
  REQUIRE(record.annotations.size() == 2);
  CHECK(record.annotations[1].time_s == 0.05);
  CHECK(record.statements == std::vector<std::string>{"Sinus rhythm"});
}

TEST_CASE("spikes that a Schiller device found make the record a paced one, a list without any does not") {
  const auto with = [](std::string_view list) {
    return read(altered(golden("schiller/small.xml"), "<filters_data>", std::string(list) + "<filters_data>"));
  };
  const auto none = with("<rhythm_global><name>PACEMAKER</name></rhythm_global>");
  REQUIRE(refusal(none) == "");
  CHECK(none->paced == false);
  const auto some = with("<rhythm_global><name>PACEMAKER</name><value>12</value></rhythm_global>");
  REQUIRE(refusal(some) == "");
  CHECK(some->paced == true);
}

TEST_CASE("ways of storing that no source explains are refused in a Schiller file") {
  const auto refused = [](std::string_view from, std::string_view to) {
    return refusal_of("schiller/small.xml", from, to);
  };
  CHECK(refused("<exponent>1<", "<exponent>2<") == "UnsupportedFormat");
  CHECK(refused("<units>UV<", "<units>BAR<") == "UnsupportedFormat");
  CHECK(refused("COMMASEPARATE", "BASE64") == "UnsupportedFormat");
  CHECK(refused("<unitperbit>2.5<", "<unitperbit>0<") == "InvalidGain");
  CHECK(refused("<value>500</value>", "<value>0</value>") == "InvalidSamplingRate");
  CHECK(refused("<samplecount>40<", "<samplecount>41<") == "TruncatedData");
  CHECK(refused("<samplecount>40<", "<samplecount>39<") == "InvalidHeader");
  CHECK(refused("<data>-87,", "<data>,") == "InvalidSample");
  CHECK(refused("<data>-87,", "<data>1.5,") == "InvalidSample");
  CHECK(refused("ECG_AVERAGES", "ECG_RHYTHMS") == "UnsupportedFormat");
  CHECK(refused("ECG_RHYTHMS", "ECG_OTHER") == "NoEcgChannel");
  CHECK(refused("</eventdata>", "") == "InvalidHeader");
}

TEST_CASE("who confirmed a Mortara or Schiller ECG is left out of its statements") {
  const auto mortara = read(altered(golden("mortara/small.xml"), "SINUS RHYTHM", "CONFIRMED BY DR. SECRET"));
  REQUIRE(refusal(mortara) == "");
  CHECK(mortara->statements == std::vector<std::string>{"LEFT AXIS DEVIATION (QRS AXIS < -30)"});
  const auto schiller = read(altered(golden("schiller/small.xml"), "Sinus rhythm", "Reviewed by Secret"));
  REQUIRE(refusal(schiller) == "");
  CHECK(schiller->statements.empty());
}

}  // namespace vendor_xml_tests
