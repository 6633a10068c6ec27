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

}  // namespace
}  // namespace leadwise::training
