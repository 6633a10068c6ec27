#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace {

EcgRecord read_back(const EcgRecord& record, std::string_view format) {
  const auto written = write_record(record, format, "copy");
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
