#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "record_files.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_golden_tests {

namespace {

// Rows of numbers separated by blanks, as scripts/make_io_golden.py writes them.
std::vector<std::vector<double>> load_table(const std::string& path) {
  const Bytes bytes = load_file(path).value_or(Bytes{});
  std::vector<std::vector<double>> rows;
  io::TextLines lines(io::as_text(bytes));
  for (io::TextLine line; lines.next(line);) {
    rows.emplace_back();
    std::string_view rest = line.text;
    for (auto token = io::take_token(rest); !token.empty(); token = io::take_token(rest)) {
      rows.back().push_back(io::parse_double(token).value_or(std::numeric_limits<double>::infinity()));
    }
  }
  return rows;
}

void check_reads_as_expected(const std::string& name, bool has_missing = true) {
  CAPTURE(name);
  const std::string path = std::string(LEADWISE_GOLDEN_DIR) + "/io/" + name;
  const auto record = load_record(path + ".hea").read();
  REQUIRE(refusal(record) == "");
  const auto expected = load_table(path + ".expected.txt");
  REQUIRE(expected.size() == 41);
  REQUIRE(record->sample_count() == expected.size());
  REQUIRE(record->channels.size() == 3);
  std::size_t missing = 0;
  for (std::size_t t = 0; t < expected.size(); ++t) {
    for (std::size_t s = 0; s < 3; ++s) {
      const double found = record->channels[s].samples_mv[t];
      missing += std::isnan(found) ? 1U : 0U;
      const bool same = found == expected[t][s] || (std::isnan(found) && std::isnan(expected[t][s]));
      CHECK(same);
    }
  }
  CHECK(missing >= (has_missing ? 1U : 0U));
  CHECK(record->channels[1].lead == Lead::aVR);
  CHECK(record->format == "wfdb");
  CHECK(record->sampling_rate_hz == 500.0);
}

}  // namespace

TEST_CASE("formats 16, 212 and 80 give the millivolts that an independent packer put in") {
  check_reads_as_expected("format16");
  check_reads_as_expected("format212");
  check_reads_as_expected("format80");
}

TEST_CASE("the rarer formats give the millivolts that an independent packer put in") {
  check_reads_as_expected("wfdb/format8", false);
  for (const char* name : {"24", "32", "61", "160", "310", "311"})
    check_reads_as_expected("wfdb/format" + std::string(name));
}

TEST_CASE("FLAC files of 8, 16 and 24 bits give the millivolts that an independent packer put in") {
  for (const char* name : {"flac8", "flac16", "flac24"})
    check_reads_as_expected("wfdb/" + std::string(name));
}

TEST_CASE("a Challenge record reads its MATLAB matrix") { check_reads_as_expected("challenge"); }

}  // namespace wfdb_golden_tests
