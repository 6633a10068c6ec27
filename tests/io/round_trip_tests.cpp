#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace round_trip_tests {

namespace {

EcgRecord read_back(const EcgRecord& record, std::string_view format, bool identifiers = false) {
  const auto written = write_record(record, format, "copy", identifiers);
  REQUIRE(written.has_value());
  Files files;
  for (const OutputFile& file : *written)
    files.add(file.name, file.bytes);
  const auto copy = files.read();
  REQUIRE(refusal(copy) == "");
  return *copy;
}

// Half a step for rounding, of the coarser of the two scales.
void check_same_within_a_step(const Channel& channel, const Channel& copy) {
  REQUIRE(copy.samples_mv.size() == channel.samples_mv.size());
  const double step_mv = std::max(channel.resolution_mv, copy.resolution_mv);
  double largest_mv = 0.0;
  for (std::size_t i = 0; i < copy.samples_mv.size(); ++i)
    largest_mv = std::max(largest_mv, std::abs(copy.samples_mv[i] - channel.samples_mv[i]));
  CHECK(largest_mv <= 0.501 * step_mv + 1e-12);
  CHECK(step_mv < 0.01);
}

void check_every_format(const EcgRecord& record) {
  for (const std::string_view format : writable_formats()) {
    CAPTURE(format);
    const EcgRecord copy = read_back(record, format);
    CHECK(copy.format == format);
    CHECK(copy.sampling_rate_hz == record.sampling_rate_hz);
    REQUIRE(copy.channels.size() == record.channels.size());
    for (const Channel& channel : record.channels) {
      REQUIRE(channel.lead.has_value());
      const Channel* back = copy.find(*channel.lead);
      REQUIRE(back != nullptr);
      check_same_within_a_step(channel, *back);
    }
  }
}

}  // namespace

TEST_CASE("a simulated ECG survives every format that is written, within a step") {
  const auto simulated = simulate_ecg({}, 3);
  REQUIRE(simulated.has_value());
  check_every_format(simulated->record);
}

TEST_CASE("a real ECG survives every format that is written, within a step") {
  const std::string data = data_folder();
  if (data.empty())
    SKIP("the folder of real recordings is not there");
  const auto record = load_record(data + "recordings/ptbxl/records500/00000/00001_hr.hea").read();
  REQUIRE(refusal(record) == "");
  check_every_format(*record);
}

TEST_CASE("a channel that its reader takes for no lead does not become one by its label, in any format") {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  for (const char* label : {"V2", "\x01v2 ", "V2 (mV)", "MDC_ECG_LEAD_V3", "ECG I", "aVF\"", "\"V1\"", "'V1'"})
    record.channels.push_back({label, std::nullopt, 0.001, 0.0, {0.1, 0.2, -0.1}});
  record.channels[2].lead = Lead::V2;
  for (const std::string_view format : writable_formats()) {
    CAPTURE(format);
    const EcgRecord copy = read_back(record, format);
    REQUIRE(copy.channels.size() == record.channels.size());
    for (std::size_t i = 0; i < copy.channels.size(); ++i) {
      CAPTURE(copy.channels[i].label);
      CHECK(copy.channels[i].lead == record.channels[i].lead);
    }
  }
}

TEST_CASE("a copy of a record of an untried format is of an untried format, and so is the copy's copy") {
  EcgRecord record;
  record.format = "mfer";
  record.untried_format = true;
  record.comments = {"Seen by Dr. House"};
  record.sampling_rate_hz = 500.0;
  record.channels = {{"I", Lead::I, 0.001, 0.0, {0.1, 0.2, -0.1, 0.3}}};
  for (const std::string_view first : writable_formats()) {
    for (const bool identifiers : {false, true}) {
      const EcgRecord copy = read_back(record, first, identifiers);
      CAPTURE(first, identifiers);
      CHECK(copy.untried_format);
      CHECK(copy.statements.empty());
      CHECK(copy.annotations.empty());
      CHECK(std::count(copy.comments.begin(), copy.comments.end(), "Untried format: mfer") == 1);
      REQUIRE(copy.notes.size() == 1);
      CHECK(copy.notes[0].code == ErrorCode::UntriedFormat);
      CHECK(copy.notes[0].message.find("\"mfer\"") != std::string::npos);
      for (const std::string_view second : writable_formats()) {
        CAPTURE(second);
        const EcgRecord again = read_back(copy, second, identifiers);
        CHECK(again.untried_format);
        CHECK(std::count(again.comments.begin(), again.comments.end(), "Untried format: mfer") == 1);
      }
    }
  }
  record.comments = {"# Untried format: \x01,\"\n and what a file may say"};
  for (const std::string_view format : writable_formats())
    CHECK(read_back(record, format, true).comments.back() == "Untried format: unknown");
  record.untried_format = false;
  record.comments.clear();
  for (const std::string_view format : writable_formats())
    CHECK_FALSE(read_back(record, format).untried_format);
}

TEST_CASE("a copy says where the electrodes sat, in any format, and so does the copy's copy") {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels = {{"I", Lead::I, 0.001, 0.0, {0.1, 0.2, -0.1, 0.3}}};
  record.electrode_placement = "12-lead derived:\r\nEASI, \"AAMI\"";
  for (const std::string_view first : writable_formats()) {
    for (const bool identifiers : {false, true}) {
      const EcgRecord copy = read_back(record, first, identifiers);
      CAPTURE(first, identifiers);
      REQUIRE(copy.electrode_placement.has_value());
      CHECK(copy.electrode_placement->starts_with("12-lead derived:"));
      CHECK(copy.electrode_placement->ends_with("EASI, \"AAMI\""));
      CHECK(copy.annotations.empty());
      CHECK(copy.statements.empty());
      CHECK(copy.comments.empty());
      for (const std::string_view second : writable_formats())
        CHECK(read_back(copy, second, identifiers).electrode_placement == copy.electrode_placement);
    }
  }
  record.electrode_placement.reset();
  for (const std::string_view format : writable_formats())
    CHECK_FALSE(read_back(record, format).electrode_placement.has_value());
}

TEST_CASE("a copy of a child's ECG is a child's, in any format") {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels = {{"I", Lead::I, 0.001, 0.0, {0.1, 0.2, -0.1, 0.3}}};
  for (const double age_years : {0.5, 9.0, 17.0}) {
    record.patient.age_years = age_years;
    for (const std::string_view format : writable_formats()) {
      for (const bool identifiers : {false, true}) {
        CAPTURE(format, identifiers);
        const auto age = read_back(record, format, identifiers).patient.age_years;
        REQUIRE(age.has_value());
        CHECK(std::abs(*age - age_years) < 0.01);
      }
    }
  }
}

TEST_CASE("a copy of a paced ECG is paced, in any format") {
  EcgRecord record;
  record.sampling_rate_hz = 500.0;
  record.channels = {{"I", Lead::I, 0.001, 0.0, {0.1, 0.2, -0.1, 0.3}}};
  for (const std::string_view format : writable_formats()) {
    CAPTURE(format);
    record.paced = true;
    CHECK(read_back(record, format).paced == true);
    record.paced = std::nullopt;
    CHECK_FALSE(read_back(record, format).paced.value_or(false));
  }
}

TEST_CASE("the same ECG as SCP-ECG, DICOM and HL7 aECG is the same three times") {
  const std::string data = data_folder();
  if (data.empty())
    SKIP("the folder of device files is not there");
  const std::string path = data + "formats/scp_dicom_aecg_same_ecg/Example";
  const auto dicom = load_record(path + ".dcm").read();
  REQUIRE(refusal(dicom) == "");
  REQUIRE(dicom->channels.size() == 12);
  for (const char* ending : {".scp", ".xml"}) {
    CAPTURE(ending);
    const auto other = load_record(path + ending).read();
    REQUIRE(refusal(other) == "");
    CHECK(other->sampling_rate_hz == dicom->sampling_rate_hz);
    for (const Channel& channel : dicom->channels) {
      const Channel* same = other->find(channel.lead.value());
      REQUIRE(same != nullptr);
      REQUIRE(same->samples_mv.size() == channel.samples_mv.size());
      for (std::size_t i = 0; i < channel.samples_mv.size(); ++i)
        REQUIRE(std::abs(same->samples_mv[i] - channel.samples_mv[i]) < 1e-9);
    }
  }
}

}  // namespace round_trip_tests
