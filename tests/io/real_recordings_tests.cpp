#include <catch2/catch_test_macros.hpp>

#include "leadwise/writer.hpp"
#include "record_files.hpp"
#include "text/text_lines.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace real_recordings_tests {

namespace {

std::vector<std::string> recording_paths(const std::string& folder) {
  std::vector<std::string> paths;
  const Bytes index = load_file(folder + "recordings/index.csv").value_or(Bytes{});
  io::TextLines lines(io::as_text(index));
  io::TextLine line;
  lines.next(line);
  while (lines.next(line)) {
    std::string_view rest = line.text;
    for (int i = 0; i < 2; ++i)
      rest.remove_prefix(rest.find(',') + 1);
    paths.push_back(folder + "recordings/" + std::string(rest.substr(0, rest.find(','))));
  }
  return paths;
}

}  // namespace

TEST_CASE("every real recording is read, its checksums right, and survives WFDB and CSV") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::vector<std::string> paths = recording_paths(folder);
  REQUIRE(paths.size() == 710);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    CAPTURE(paths[i]);
    const auto record = load_record(paths[i]).read();
    REQUIRE(refusal(record) == "");
    for (const Lead lead : kTwelveLeads)
      CHECK(record->find(lead) != nullptr);
    CHECK(record->sampling_rate_hz == 500.0);
    CHECK(record->notes.empty());
    if (i % 50 != 0)
      continue;
    for (const std::string_view format : {"wfdb", "csv"}) {
      const auto files = write_record(*record, format, "copy");
      REQUIRE(files.has_value());
      Files copy;
      for (const OutputFile& file : *files)
        copy.add(file.name, file.bytes);
      const auto back = copy.read();
      REQUIRE(refusal(back) == "");
      for (const Lead lead : kTwelveLeads)
        CHECK(back->find(lead)->samples_mv == record->find(lead)->samples_mv);
    }
  }
}

TEST_CASE("a plain text export is read once its unit and rate are said") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::string path = folder + "formats/plain_text/testing_ecg.txt";
  CHECK(refusal(load_record(path).read()) == "SamplingRateRequired");
  const auto record = load_record(path).read({VoltageUnit::microvolt, 500.0});
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 5000);
  CHECK(record->find(Lead::I)->samples_mv[0] == 0.019);
  CHECK(record->find(Lead::V6)->samples_mv[0] == -0.019);
  CHECK(record->notes.size() == 1);
}

TEST_CASE("a stored record whose checksum is wrong is refused") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  const std::string path = folder + "recordings/ptbxl/records500/00000/00001_hr";
  auto header = load_file(path + ".hea"), samples = load_file(path + ".dat");
  REQUIRE((header && samples));
  (*samples)[1000] ^= 1;
  CHECK(refusal(Files().add("00001_hr.hea", *header).add("00001_hr.dat", *samples).read()) == "ChecksumMismatch");
}

}  // namespace real_recordings_tests
