#include <cstring>

#include <catch2/catch_test_macros.hpp>

#include "safetensors.hpp"

using namespace leadwise;

namespace {

/// A file of this header and `data_bytes` zeros.
std::vector<std::uint8_t> file_of(const std::string& header, std::size_t data_bytes) {
  std::vector<std::uint8_t> bytes(8 + header.size() + data_bytes, 0);
  bytes[0] = static_cast<std::uint8_t>(header.size() & 0xFFU);
  bytes[1] = static_cast<std::uint8_t>(header.size() >> 8U);
  std::memcpy(bytes.data() + 8, header.data(), header.size());
  return bytes;
}

std::string header_of(const std::vector<std::string>& fields) {
  std::string text = "{";
  for (const std::string& field : fields) {
    if (text.size() > 1)
      text += ',';
    text += field;
  }
  text += '}';
  return text;
}

std::string tensor(const std::string& name, const std::string& dtype, const std::string& shape,
                   const std::string& offsets) {
  std::string text = "\"";
  for (const std::string& part : {name, std::string("\":{\"dtype\":\""), dtype, std::string("\",\"shape\":"), shape,
                                  std::string(",\"data_offsets\":"), offsets, std::string("}")}) {
    text += part;
  }
  return text;
}

void check_refused(const std::string& header, std::size_t data_bytes, const std::string& named) {
  const auto parsed = nn::parse_safetensors(file_of(header, data_bytes));
  REQUIRE_FALSE(parsed.has_value());
  INFO(parsed.error().message);
  CHECK(parsed.error().code == ErrorCode::InvalidWeightFile);
  CHECK(parsed.error().message.find(named) != std::string::npos);
}

}  // namespace

TEST_CASE("A safetensors file is read as its format says") {
  const std::string header =
      header_of({"\"__metadata__\":{\"a\":\"b\"}", tensor("x", "F32", "[2,3]", "[0,24]"),
                 tensor("empty", "I8", "[0,5]", "[24,24]"), tensor("scalar", "F16", "[]", "[24,26]")});
  const auto file = file_of(header, 26);
  const auto parsed = nn::parse_safetensors(file);
  REQUIRE(parsed.has_value());
  CHECK(parsed->metadata.at("a") == "b");
  CHECK(parsed->tensors.at("x").shape == std::vector<std::size_t>{2, 3});
  CHECK(parsed->tensors.at("x").bytes.size() == 24);
  CHECK(parsed->tensors.at("scalar").shape.empty());
  CHECK(parsed->tensors.at("empty").bytes.empty());
}

TEST_CASE("What is written is read back, and the data are aligned") {
  const std::vector<nn::TensorToWrite> tensors = {{"b", "F32", {2}, {0, 0, 128, 63, 0, 0, 0, 64}},
                                                  {"a", "I8", {3}, {1, 2, 255}}};
  const auto bytes = nn::write_safetensors({{"key", "value \"quoted\""}}, tensors);
  const auto parsed = nn::parse_safetensors(bytes);
  REQUIRE(parsed.has_value());
  CHECK(parsed->metadata.at("key") == "value \"quoted\"");
  const auto& b = parsed->tensors.at("b").bytes;
  CHECK(std::vector<std::uint8_t>(b.begin(), b.end()) == tensors[0].bytes);
  CHECK((b.data() - bytes.data()) % 8 == 0);
}

TEST_CASE("Offsets that lie are refused with the tensor's name") {
  check_refused(header_of({tensor("x", "F32", "[2]", "[0,9]")}), 8, "tensor x");
  check_refused(header_of({tensor("x", "F32", "[2]", "[4,0]")}), 8, "tensor x");
  check_refused(header_of({tensor("x", "F32", "[2]", "[0,4]")}), 4, "tensor x");
  check_refused(header_of({tensor("x", "F32", "[2]", "[0,18446744073709551615]")}), 8, "tensor x");
  check_refused(header_of({tensor("x", "F32", "[2]", "[0]")}), 8, "tensor x");
  check_refused(header_of({tensor("x", "F32", "[2]", "[-8,0]")}), 8, "tensor x");
  check_refused(header_of({tensor("x", "F32", "[2]", "[0,8]"), tensor("y", "F32", "[2]", "[4,12]")}), 12,
                "tensor y overlaps");
  check_refused(header_of({tensor("x", "F32", "[1]", "[0,4]"), tensor("y", "F32", "[1]", "[0,4]")}), 4, "overlaps");
  check_refused(header_of({tensor("x", "F32", "[1]", "[0,4]"), tensor("y", "F32", "[1]", "[8,12]")}), 12,
                "tensor y leaves a gap");
  check_refused(header_of({tensor("x", "F32", "[1]", "[0,4]")}), 5, "no tensor");
}

TEST_CASE("Shapes whose product overflows are refused") {
  check_refused(header_of({tensor("x", "F32", "[4294967296,4294967296]", "[0,0]")}), 0, "tensor x");
  check_refused(header_of({tensor("x", "I8", "[18446744073709551615,2]", "[0,8]")}), 8, "tensor x");
  check_refused(header_of({tensor("x", "I8", "[1,1,1,1,1,1,1,1,1]", "[0,1]")}), 1, "tensor x");
  check_refused(header_of({tensor("x", "I8", "[1.5]", "[0,1]")}), 1, "tensor x");
}

TEST_CASE("Headers that are not what the format knows are refused") {
  check_refused(header_of({tensor("x", "F31", "[1]", "[0,4]")}), 4, "dtype");
  check_refused("{\"x\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "dtype");
  check_refused("{\"x\":[]}", 0, "tensor x");
  check_refused("{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"more\":1}}", 4, "more");
  check_refused("{\"__metadata__\":{\"a\":1}}", 0, "__metadata__");
  check_refused("{\"__metadata__\":[]}", 0, "__metadata__");
  check_refused("[]", 0, "not an object");
  check_refused("{", 0, "JSON");
  check_refused(header_of({tensor("x", "I8", "[1]", "[0,1]"), tensor("x", "I8", "[1]", "[1,2]")}), 2, "\"x\" twice");
  check_refused(header_of({"\"x\":" + std::string(60000, '[')}), 0, "deeper");
}
