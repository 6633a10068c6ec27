#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "leadwise/writer.hpp"
#include "record_files.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace {

// Rows of numbers; what is no number ("-", missing) becomes NaN.
std::vector<std::vector<double>> load_rows(const std::string& path) {
  const Bytes bytes = load_file(path).value_or(Bytes{});
  std::vector<std::vector<double>> rows;
  io::TextLines lines(io::as_text(bytes));
  for (io::TextLine line; lines.next(line);) {
    rows.emplace_back();
    std::string_view rest = line.text;
    for (auto token = io::take_token(rest); !token.empty(); token = io::take_token(rest)) {
      rows.back().push_back(io::parse_double(token).value_or(std::nan("")));
    }
  }
  return rows;
}

// What another program read of a record: which of our channels its columns are, from which sample on, and whether in
// digital units.
struct Reference {
  const char* file;
  const char* header;
  std::size_t first_sample;
  std::vector<std::string> labels;  ///< empty: a column that this reader leaves out
  bool digital;
};

const std::vector<Reference>& references() {
  static const std::vector<Reference> all = {
      {"record-1a", "test01_00s", 0, {"ECG 1", "ECG 2", "ECG 3", "ECG 4"}, true},
      {"record-1b", "a103l", 12500, {"", "II"}, false},
      {"record-1c", "a103l-no-len", 20000, {"II", "V"}, true},
      {"record-2b", "100", 1, {"V5"}, true},
      {"record-2c", "100_3chan", 0, {"I", "II", "III"}, false},
      {"record-2d", "3000003_0003", 2, {"II", "V"}, true},
      {"record-3b", "s0010_re", 5000, {"vy", "i", "avl", "v3", "avr"}, false},
  };
  return all;
}

const Channel* by_label(const EcgRecord& record, const std::string& label) {
  for (const Channel& channel : record.channels) {
    if (channel.label == label)
      return &channel;
  }
  return nullptr;
}

double largest_difference(const Channel& channel, const Reference& reference,
                          const std::vector<std::vector<double>>& rows, std::size_t column) {
  double largest = 0.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double mv = channel.samples_mv.at(reference.first_sample + i);
    const double found = reference.digital ? mv / channel.resolution_mv + channel.baseline_adu : mv;
    largest = std::max(largest, std::abs(found - rows[i].at(column)));
  }
  return largest;
}

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

TEST_CASE("WFDB samples of other people read as rdsamp printed them") {
  const std::string folder = data_folder();
  if (folder.empty())
    SKIP("the folder of real recordings is not there");
  for (const Reference& reference : references()) {
    CAPTURE(reference.file);
    const auto record =
        load_record(folder + "formats/wfdb/wfdb-python-sample-data/" + reference.header + ".hea").read();
    REQUIRE(refusal(record) == "");
    const auto rows = load_rows(folder + "formats/wfdb/wfdb-python-target-output/" + reference.file);
    REQUIRE(rows.size() > 500);
    for (std::size_t column = 0; column < reference.labels.size(); ++column) {
      if (reference.labels[column].empty())
        continue;
      const Channel* channel = by_label(*record, reference.labels[column]);
      REQUIRE(channel != nullptr);
      CHECK(largest_difference(*channel, reference, rows, column) < 1e-8);
    }
  }
}

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
