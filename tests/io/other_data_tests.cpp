#include <string>

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace other_data_tests {

namespace {

/// Files that have a format, as a folder's search sees them.
bool is_other(const std::string& text) {
  const Files files = Files().add("a", text);
  const auto format = detect_format(files.views().front());
  REQUIRE(format);
  return is_other_data(files.views().front(), *format);
}

std::string list_of(std::size_t count, int different) {
  std::string text = "[";
  for (std::size_t i = 0; i < count; ++i)
    text.append(i == 0 ? "" : ", ").append(std::to_string((i * i) % static_cast<std::size_t>(different)));
  return text + "]";
}

std::string rows_under(const std::string& headings, const std::string& row) {
  std::string text = headings + "\n";
  for (int i = 0; i < 50; ++i)
    text += row + "\n";
  return text;
}

}  // namespace

TEST_CASE("tables of patients, labels and scores are no recordings") {
  CHECK(is_other(rows_under("patient,age,label", "1,63,0")));
  CHECK(is_other(rows_under("id,score", "1,0.31")));
  CHECK(is_other(rows_under("Patient ID;Age (years);Sex", "1;63;0")));
  CHECK(is_other(rows_under(",ecg_id,fold", "7,12,3")));
}

TEST_CASE("a table is a recording in doubt: where anything names a lead, a time, a unit, a rate or what is not known") {
  for (const char* headings : {"id,I", "id,ecg", "id,value", "time_s,label", "id,score (mV)", "id,channel 1",
                               "# unit: mV\nid,score", "# sampling_rate_hz: 500\nid,score"})
    CHECK_FALSE(is_other(rows_under(headings, "1,2")));
  CHECK_FALSE(is_other(rows_under("12,13", "1,2")));
  CHECK_FALSE(is_other(rows_under("time_s,I,II", "0,1,2")));
}

TEST_CASE("short lists of numbers and lists of classes are no recordings") {
  CHECK(is_other("[1, 2, 3]"));
  CHECK(is_other("[[1, 2], [3, 4]]"));
  CHECK(is_other(list_of(5000, 2)));
  CHECK(is_other(list_of(60000, 3)));
  CHECK_FALSE(is_other(list_of(5000, 300)));
  CHECK_FALSE(is_other(list_of(60000, 300)));
  CHECK_FALSE(is_other("[1, 2]\n[3, 4]\n"));
  CHECK_FALSE(is_other("[" + list_of(50, 300) + ", " + list_of(50, 300) + "]"));
}

TEST_CASE("the answers of this software are no recordings, whatever leads they name") {
  CHECK(is_other(R"({"file":"a\"b.hea","ok":true,"quality":{"leads":{"I":{"usable":true}}}})"
                 "\n"));
  CHECK_FALSE(is_other(R"({"sampling_rate_hz": 500, "unit": "mV", "leads": {"I": [1, 2]}})"));
  CHECK_FALSE(is_other(R"({"file": "a.hea", "leads": {"I": [1, 2]}})"));
}

TEST_CASE("bytes that end anywhere are judged without reading on") {
  for (const std::string whole :
       {R"({"file":"a\"b","ok":true,"leads":{"I":1}})", "[1, 2, [3]]", "id,score\n1,2\n3,4\n"}) {
    for (std::size_t size = 0; size <= whole.size(); ++size) {
      const Files files = Files().add("a", whole.substr(0, size));
      for (const std::string_view format : {"json", "csv"})
        static_cast<void>(is_other_data(files.views().front(), format));
    }
  }
}

}  // namespace other_data_tests
