#include "scp_bytes.hpp"

#include <catch2/catch_test_macros.hpp>

#include "formats.hpp"

namespace leadwise::test {
namespace {

constexpr std::size_t kFirstPointer = 22;

std::uint64_t load(const Bytes& bytes, std::size_t place, unsigned size) {
  std::uint64_t value = 0;
  for (unsigned i = size; i-- > 0;)
    value = value << 8U | bytes.at(place + i);
  return value;
}

void store(Bytes& bytes, std::size_t place, std::uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; ++i)
    bytes.at(place + i) = static_cast<std::uint8_t>(value >> 8U * i);
}

// Bit by bit, unlike the reader's own.
void put_crc(Bytes& bytes, std::size_t place, std::size_t length) {
  std::uint32_t crc = 0xFFFF;
  for (std::size_t i = place + 2; i < place + length; ++i) {
    crc ^= static_cast<std::uint32_t>(bytes.at(i)) << 8U;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc & 0x8000U) != 0 ? (crc << 1U ^ 0x1021U) & 0xFFFFU : crc << 1U & 0xFFFFU;
  }
  store(bytes, place, crc, 2);
}

}  // namespace

ScpBytes::ScpBytes(const std::string& golden_name) {
  auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/scp/" + golden_name + ".scp");
  REQUIRE(bytes.has_value());
  bytes_ = std::move(*bytes);
}

std::size_t ScpBytes::pointer_place(std::uint16_t section) const {
  const std::size_t end = 6 + static_cast<std::size_t>(load(bytes_, 10, 4));
  for (std::size_t place = kFirstPointer; place < end; place += 10) {
    if (load(bytes_, place, 2) == section)
      return place;
  }
  FAIL("no such section");
  return 0;
}

std::size_t ScpBytes::data_place(std::uint16_t section) const {
  return static_cast<std::size_t>(load(bytes_, pointer_place(section) + 6, 4)) - 1 + 16;
}

ScpBytes& ScpBytes::set(std::uint16_t section, std::size_t place, std::uint64_t value, unsigned size) {
  store(bytes_, data_place(section) + place, value, size);
  return *this;
}

ScpBytes& ScpBytes::set_at(std::size_t place, std::uint64_t value, unsigned size) {
  store(bytes_, place, value, size);
  return *this;
}

ScpBytes& ScpBytes::remove(std::uint16_t section) {
  store(bytes_, pointer_place(section) + 2, 0, 8);
  return *this;
}

ScpBytes& ScpBytes::put_head_alone(std::uint16_t section, std::uint16_t in_place_of) {
  constexpr std::size_t kHeadBytes = 16;
  const std::size_t head = data_place(in_place_of) - kHeadBytes, pointer = pointer_place(section);
  remove(in_place_of);
  return set_at(pointer + 2, kHeadBytes, 4)
      .set_at(pointer + 6, head + 1, 4)
      .set_at(head + 2, section, 2)
      .set_at(head + 4, kHeadBytes, 4);
}

Bytes ScpBytes::repaired_outside() const {
  Bytes bytes = bytes_;
  put_crc(bytes, 0, bytes.size());
  return bytes;
}

Bytes ScpBytes::repaired() const {
  Bytes bytes = bytes_;
  const std::size_t end = 6 + static_cast<std::size_t>(load(bytes, 10, 4));
  for (std::size_t place = kFirstPointer; place < end; place += 10) {
    const auto length = static_cast<std::size_t>(load(bytes, place + 2, 4));
    const auto begin = static_cast<std::size_t>(load(bytes, place + 6, 4)) - 1;
    if (length != 0 && begin < bytes.size() && begin + length <= bytes.size())
      put_crc(bytes, begin, length);
  }
  put_crc(bytes, 0, bytes.size());
  return bytes;
}

Result<EcgRecord> read_scp_bytes(const Bytes& bytes) {
  const std::vector<FileBytes> files = {{"file.scp", bytes}};
  return io::read_as(*io::format_named("scp"), files, {});
}

Result<EcgRecord> read_scp_golden(const std::string& name) { return read_scp_bytes(ScpBytes(name).repaired()); }

}  // namespace leadwise::test
