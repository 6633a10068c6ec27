#include "csv_table.hpp"

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

}  // namespace
}  // namespace leadwise::training
