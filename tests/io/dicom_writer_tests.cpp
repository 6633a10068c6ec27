#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "expected_table.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace dicom_writer_tests {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

EcgRecord twelve_leads(std::size_t samples = 500, double rate_hz = 500.0) {
  EcgRecord record;
  record.sampling_rate_hz = rate_hz;
  for (const Lead lead : kTwelveLeads) {
    Channel channel{std::string(lead_name(lead)), lead, 0.0, 0.0, {}};
    for (std::size_t t = 0; t < samples; ++t)
      channel.samples_mv.push_back(std::sin(0.01 * static_cast<double>(t * (lead_index(lead) + 1))));
    record.channels.push_back(std::move(channel));
  }
  return record;
}

std::string written(const EcgRecord& record, bool identifiers = false) {
  const auto files = write_record(record, "dicom", "out", identifiers);
  REQUIRE(files.has_value());
  CHECK(files->front().name == "out.dcm");
  return {files->front().bytes.begin(), files->front().bytes.end()};
}

EcgRecord read_back(const EcgRecord& record, bool identifiers = false) {
  const auto back = Files().add("out.dcm", written(record, identifiers)).read();
  REQUIRE(refusal(back) == "");
  CHECK(back->format == "dicom");
  return *back;
}

bool holds(const std::string& file, std::string_view text) { return file.find(text) != std::string::npos; }

constexpr std::string_view kTwelveLead = "1.2.840.10008.5.1.4.1.1.9.1.1";
constexpr std::string_view kGeneral = "1.2.840.10008.5.1.4.1.1.9.1.2";
constexpr std::string_view kAmbulatory = "1.2.840.10008.5.1.4.1.1.9.1.3";

std::string refusal_to_write(const EcgRecord& record) {
  const auto files = write_record(record, "dicom", "out");
  return files ? std::string() : std::string(error_name(files.error().code));
}

}  // namespace

TEST_CASE("a record that came in integers keeps them through DICOM") {
  EcgRecord record = twelve_leads(4);
  const double resolutions_mv[] = {0.0025, 0.001, 1.0 / 7247.0, 1.0 / 204.8};
  const double baselines_adu[] = {0.0, 12.0, -33.0, 1024.0};
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    Channel& channel = record.channels[i];
    channel.resolution_mv = resolutions_mv[i % 4];
    channel.baseline_adu = baselines_adu[i % 4];
    const int adus[] = {-32767, 32767, 0, static_cast<int>(i)};
    for (std::size_t t = 0; t < 4; ++t)
      channel.samples_mv[t] = (adus[t] - channel.baseline_adu) * channel.resolution_mv;
  }
  const EcgRecord back = read_back(record);
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    CAPTURE(i);
    CHECK(digital_units(back.channels[i]) == digital_units(record.channels[i]));
    CHECK(back.channels[i].baseline_adu == record.channels[i].baseline_adu);
    CHECK(std::abs(back.channels[i].resolution_mv / record.channels[i].resolution_mv - 1.0) < 1e-12);
    CHECK(largest_difference(back.channels[i].samples_mv, record.channels[i].samples_mv) < 1e-9);
  }
}

TEST_CASE("numbers without steps of their own come back from DICOM within half a step of the finest scale") {
  EcgRecord record = twelve_leads();
  record.channels[2].samples_mv[7] = -80.0;
  const EcgRecord back = read_back(record);
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    CHECK(back.channels[i].resolution_mv < (i == 2 ? 81.0 : 1.1) / 32000.0);
    CHECK(largest_difference(back.channels[i].samples_mv, record.channels[i].samples_mv) <=
          0.501 * back.channels[i].resolution_mv);
    CHECK(back.channels[i].lead == record.channels[i].lead);
  }
  CHECK(back.sampling_rate_hz == 500.0);
  CHECK(back.notes.empty());
}

TEST_CASE("missing samples, a flat and a missing channel survive DICOM") {
  EcgRecord record = twelve_leads(3);
  record.channels[0].samples_mv = {kMissing, 1.0, kMissing};
  record.channels[1].samples_mv = {kMissing, kMissing, kMissing};
  record.channels[2].samples_mv = {0.0, 0.0, 0.0};
  const EcgRecord back = read_back(record);
  CHECK(std::isnan(back.channels[0].samples_mv[0]));
  CHECK(std::abs(back.channels[0].samples_mv[1] - 1.0) < 1e-4);
  CHECK(std::all_of(back.channels[1].samples_mv.begin(), back.channels[1].samples_mv.end(),
                    [](double sample) { return std::isnan(sample); }));
  CHECK(back.channels[2].samples_mv == record.channels[2].samples_mv);
}

TEST_CASE("the object class is one whose limits the record keeps") {
  CHECK(holds(written(twelve_leads()), std::string(kTwelveLead) + '\0'));
  CHECK(holds(written(twelve_leads(16384)), std::string(kTwelveLead) + '\0'));
  CHECK(holds(written(twelve_leads(16385)), std::string(kGeneral) + '\0'));
  CHECK(holds(written(twelve_leads(500, 100.0)), std::string(kAmbulatory) + '\0'));
  EcgRecord six = twelve_leads();
  six.channels.resize(6);
  CHECK(holds(written(six), std::string(kGeneral) + '\0'));
}

TEST_CASE("a channel that is called like a lead and is none becomes none through DICOM") {
  EcgRecord record = twelve_leads();
  for (const char* label :
       {"II", "Lead V1 (copy)", "I                and more", "aVR, of another day", "I              \xC3\x97"}) {
    record.channels.resize(12);
    record.channels.push_back({label, std::nullopt, 0.0, 0.0, std::vector<double>(500, 0.5)});
    const EcgRecord back = read_back(record);
    REQUIRE(back.channels.size() == 13);
    CHECK_FALSE(back.channels[12].lead.has_value());
  }
}

TEST_CASE("amplitudes beyond all scale are not written as DICOM, unused huge steps are") {
  EcgRecord record = twelve_leads();
  record.channels[0].resolution_mv = 1e35;
  record.channels[0].samples_mv.assign(500, 0.0);
  CHECK(read_back(record).channels[0].samples_mv == record.channels[0].samples_mv);
  record.channels[0].samples_mv[3] = 1e300;
  CHECK(refusal_to_write(record) == "InvalidArgument");
}

TEST_CASE("what no ECG object of DICOM holds is refused") {
  CHECK(refusal_to_write(twelve_leads(500, 1001.0)) == "InvalidArgument");
  CHECK(refusal_to_write(twelve_leads(500, 49.0)) == "InvalidArgument");
  EcgRecord record = twelve_leads();
  record.channels.assign(97, Channel{"x", std::nullopt, 0.0, 0.0, std::vector<double>(500, 0.5)});
  CHECK(refusal_to_write(record) == "InvalidArgument");
}

TEST_CASE("more than twenty-four channels go into several groups and come back as one recording") {
  EcgRecord record = twelve_leads();
  for (int i = 0; i < 30; ++i)
    record.channels.push_back(
        {"extra " + std::to_string(i), std::nullopt, 0.0, 0.0, std::vector<double>(500, 0.1 * i)});
  const EcgRecord back = read_back(record);
  REQUIRE(back.channels.size() == 42);
  CHECK(back.channels[41].label == "extra 29");
  CHECK(std::abs(back.channels[41].samples_mv[499] - 2.9) < 1e-3);
}

TEST_CASE("patient, time and pacing survive DICOM, identities only when asked for") {
  EcgRecord record = twelve_leads();
  record.patient = {"4711", "Doe, Jane", "1950-03-09", 59.0, Sex::female};
  record.acquisition_time = "2020-02-05T11:39:16.25+01:00";
  record.device = {"Maker", "Model 3", "SN-77", std::nullopt};
  record.comments = {"Seen in town"};
  record.paced = true;
  const EcgRecord open = read_back(record, true), silent = read_back(record);
  CHECK(open.patient.id == "4711");
  CHECK(open.patient.name == "Doe, Jane");
  CHECK(open.patient.birth_date == "1950-03-09");
  CHECK(open.device.serial_number == "SN-77");
  CHECK(open.comments == record.comments);
  for (const EcgRecord* back : {&open, &silent}) {
    CHECK(back->patient.age_years == 59.0);
    CHECK(back->patient.sex == Sex::female);
    CHECK(back->acquisition_time == "2020-02-05T11:39:16.25+01:00");
    CHECK(back->device.manufacturer == "Maker");
    CHECK(back->device.model == "Model 3");
    CHECK(back->paced == true);
  }
  const std::string bytes = written(record);
  for (const char* secret : {"4711", "Jane", "19500309", "SN-77", "Seen in town"})
    CHECK_FALSE(holds(bytes, secret));
}

TEST_CASE("a time that is not known is not made up") {
  const EcgRecord back = read_back(twelve_leads());
  CHECK_FALSE(back.acquisition_time.has_value());
  CHECK_FALSE(back.patient.age_years.has_value());
}

TEST_CASE("a simulated ECG says so in DICOM, whether identifiers are asked for or not") {
  for (const bool identifiers : {false, true}) {
    const EcgRecord record = marked_as_simulated(twelve_leads(), SimulationBasis::parametric, {});
    CHECK(holds(written(record, identifiers), "Simulated ECG, research use only"));
    const EcgRecord back = read_back(record, identifiers);
    CHECK(back.comments == record.comments);
    CHECK(back.statements == record.comments);
  }
}

TEST_CASE("the same record gives the same UIDs and another one others") {
  const auto uid = [](const EcgRecord& record) {
    const std::string file = written(record);
    return file.substr(file.find("2.25."), 40);
  };
  EcgRecord other = twelve_leads();
  other.channels[3].samples_mv[100] += 0.5;
  CHECK(written(twelve_leads()) == written(twelve_leads()));
  CHECK(uid(twelve_leads()) != uid(other));
}

TEST_CASE("labels and names cannot break a DICOM file") {
  EcgRecord record = twelve_leads();
  std::string label(100, '\\');
  label += "\n\xFF";
  record.channels.push_back({label, std::nullopt, 0.0, 0.0, std::vector<double>(500, 1.0)});
  record.patient.name = "A^B=C\\D\xFF";
  record.comments = {std::string(20000, 'x')};
  const EcgRecord back = read_back(record, true);
  CHECK(back.channels.size() == 13);
  CHECK(back.patient.name == "A B C/D?");
}

}  // namespace dicom_writer_tests
