#include "golden_channels.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "expected_table.hpp"
#include "record_files.hpp"

namespace leadwise::test {
namespace {

std::string golden_path(const std::string& path) { return std::string(LEADWISE_GOLDEN_DIR) + "/io/" + path; }

}  // namespace

std::string golden_text(const std::string& path) {
  const auto bytes = load_file(golden_path(path)).value_or(Bytes{});
  REQUIRE_FALSE(bytes.empty());
  return {bytes.begin(), bytes.end()};
}

Result<EcgRecord> read_document(std::string_view text) { return Files().add("document", text).read(); }

void check_integers(const std::vector<Channel>& channels, const std::string& golden_table) {
  const ExpectedTable expected = load_expected(golden_path(golden_table));
  REQUIRE_FALSE(expected.headings.empty());
  REQUIRE(channels.size() == expected.headings.size());
  for (std::size_t i = 0; i < channels.size(); ++i) {
    CAPTURE(golden_table, channels[i].label);
    CHECK(channels[i].label == expected.headings[i]);
    CHECK(channels[i].lead == parse_lead(expected.headings[i]));
    CHECK(largest_difference(digital_units(channels[i]), expected.columns[i]) == 0.0);
  }
}

std::string refusal_text(const Result<EcgRecord>& result) {
  return result ? std::string() : std::string(error_name(result.error().code)) + ": " + result.error().message;
}

double measured(const EcgRecord& record, std::string_view name, std::string_view unit) {
  for (const StoredMeasurement& measurement : record.measurements) {
    if (measurement.name == name && measurement.unit == unit)
      return measurement.value;
  }
  return std::nan("");
}

}  // namespace leadwise::test
