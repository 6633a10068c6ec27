#include "support/csv_table.hpp"

#include <catch2/catch_test_macros.hpp>

namespace leadwise::training {
namespace {

TEST_CASE("A table's quoted fields keep their commas and quotes") {
  const auto rows = read_table("a,b\r\n1,\"x, \"\"y\"\"\"\r\n2,\n", {"a", "b"});
  REQUIRE(rows.has_value());
  REQUIRE(rows->size() == 2);
  CHECK((*rows)[0].at("b") == "x, \"y\"");
  CHECK((*rows)[1].at("b").empty());
}

TEST_CASE("A table with a missing column or a short line is refused by name") {
  CHECK(read_table("a,b\n1,2\n", {"patient"}).error().message.find("\"patient\"") != std::string::npos);
  CHECK(read_table("a,b\n1,2\n3\n", {}).error().message.find("line 3") != std::string::npos);
  CHECK_FALSE(read_table("", {"a"}).has_value());
}

TEST_CASE("A table that is not UTF-8 is refused at its line, before names of patients could become alike") {
  const auto row = read_table("database,uid\nUniversit\xE4tsklinik,1\n", {});
  REQUIRE_FALSE(row.has_value());
  CHECK(row.error().code == ErrorCode::InvalidHeader);
  CHECK(row.error().message.find("line 2 of the table is not UTF-8") != std::string::npos);
  CHECK(read_table("Gr\xF6\xDF"
                   "e,uid\n1,1\n",
                   {})
            .error()
            .message.find("line 1") != std::string::npos);
  CHECK(read_table("database,uid\nUniversit\xC3\xA4tsklinik,1\n", {}).has_value());
}

/// What a table of two columns, "uid" and "patient", holds.
void check_read(const std::string& text, const std::vector<std::pair<std::string, std::string>>& expected) {
  const auto rows = read_table(text, {"uid", "patient"});
  INFO(text << (rows ? "" : rows.error().message));
  REQUIRE(rows.has_value());
  REQUIRE(rows->size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK((*rows)[i].at("uid") == expected[i].first);
    CHECK((*rows)[i].at("patient") == expected[i].second);
  }
}

TEST_CASE("A table is read as spreadsheets write it: with semicolons or tabs, and empty rows at its end") {
  check_read("uid;patient\r\n1;a,b\r\n", {{"1", "a,b"}});
  check_read("uid\tpatient\n1\tx\n", {{"1", "x"}});
  check_read("sep=;\nuid;patient\n1;x\n", {{"1", "x"}});
  check_read("\xEF\xBB\xBFuid,patient\n1,x\n,\n,\n", {{"1", "x"}});
  check_read("uid,patient\n1,x\n   \n\n2,y\n", {{"1", "x"}, {"2", "y"}});
}

TEST_CASE("Blanks around a field are no part of it: they would make two patients of one") {
  check_read("uid, patient \n1,7\n2,7 \n3,\" 7\"\n", {{"1", "7"}, {"2", "7"}, {"3", "7"}});
}

TEST_CASE("A quoted field may go on in the next line, and a quote that is never closed is told with its line") {
  check_read("uid,patient\n1,\"x\r\ny\"\n2,z\n", {{"1", "x\ny"}, {"2", "z"}});
  CHECK(read_table("a,b\n1,\"x\ny\"\n3\n", {}).error().message.find("line 4") != std::string::npos);
  const auto open = read_table("a,b\n1,2\n1,\"x\ny,2\n", {});
  REQUIRE_FALSE(open.has_value());
  CHECK(open.error().message.find("line 3 of the table has a quote that is not closed") != std::string::npos);
}

TEST_CASE("A quote within a field is a character like others: no rows are swallowed by a monitor of 6 inches") {
  check_read("uid,patient\n2,6\" monitor\n3,x\n5,5\" strip\n", {{"2", "6\" monitor"}, {"3", "x"}, {"5", "5\" strip"}});
  check_read("uid;patient\n1; \"x; y\" \n2;\"6\"\" monitor\"\n", {{"1", "x; y"}, {"2", "6\" monitor"}});
  // Closed by what was meant to open another field.
  const auto open = read_table("uid,patient\n1,\"x\n2,\"y\"\n", {});
  REQUIRE_FALSE(open.has_value());
  CHECK(open.error().message.find("line 2 of the table has a quote that is not closed") != std::string::npos);
}

TEST_CASE("A quote that is never closed before half a million lines is told as soon as one before a few") {
  const auto open = read_table("path,note\na,\"here\n" + std::string(std::size_t{1} << 19, '\n'), {});
  REQUIRE_FALSE(open.has_value());
  CHECK(open.error().message.find("line 2 of the table has a quote that is not closed") != std::string::npos);
}

TEST_CASE("A header in other letters, or with other line ends, is refused by what is wrong with it") {
  const auto letters = read_table("Path,uid\na,b\n", {"path"});
  REQUIRE_FALSE(letters.has_value());
  CHECK(letters.error().message.find("\"Path\" is written \"path\"") != std::string::npos);
  const auto ends = read_table("path,uid\ra,b\r", {"path"});
  REQUIRE_FALSE(ends.has_value());
  CHECK(ends.error().message.find("carriage return") != std::string::npos);
}

}  // namespace
}  // namespace leadwise::training
