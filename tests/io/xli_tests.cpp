#include "philips/xli.hpp"

#include <catch2/catch_test_macros.hpp>

#include "philips/lzw.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace xli_tests {

namespace {

/// Codes of 10 bits, highest bit first, as the format packs them.
Bytes pack_codes(const std::vector<unsigned>& codes) {
  Bytes bytes;
  unsigned bits = 0, count = 0;
  for (const unsigned code : codes) {
    bits = bits << 10U | code;
    for (count += 10; count >= 8; count -= 8)
      bytes.push_back(static_cast<std::uint8_t>(bits >> (count - 8)));
  }
  if (count > 0)
    bytes.push_back(static_cast<std::uint8_t>(bits << (8 - count)));
  return bytes;
}

std::string unpacked(const std::vector<unsigned>& codes, std::size_t size) {
  const auto bytes = io::unpack_lzw(pack_codes(codes), size, "test", 0);
  return bytes ? std::string(bytes->begin(), bytes->end()) : std::string(error_name(bytes.error().code));
}

/// A chunk: size, mark, first correction, codes.
Bytes chunk_of(unsigned mark, unsigned correction, const std::vector<unsigned>& codes) {
  const Bytes packed = pack_codes(codes);
  Bytes chunk;
  for (const unsigned byte : {static_cast<unsigned>(packed.size()), 0U, 0U, 0U, mark, 0U, correction, 0U})
    chunk.push_back(static_cast<std::uint8_t>(byte));
  for (const std::uint8_t byte : packed)
    chunk.push_back(byte);
  return chunk;
}

std::string xli_refusal(const Bytes& bytes, std::size_t count) {
  const auto leads = io::unpack_xli(bytes, 1, count, 0);
  return leads ? std::string() : std::string(error_name(leads.error().code));
}

}  // namespace

TEST_CASE("LZW strings may be named before they are complete") {
  CHECK(unpacked({'a', 256, 257, 1023}, 6) == "aaaaaa");
  CHECK(unpacked({'a', 'b', 256, 258, 1023}, 7) == "abababa");
  CHECK(unpacked({'a', 'b', 256}, 4) == "abab");
}

TEST_CASE("damaged LZW is refused") {
  CHECK(unpacked({256, 1023}, 2) == "InvalidSample");
  CHECK(unpacked({'a', 300, 1023}, 2) == "InvalidSample");
  CHECK(unpacked({'a', 1023}, 2) == "TruncatedData");
  CHECK(unpacked({'a', 256, 256, 1023}, 3) == "InvalidHeader");
}

TEST_CASE("XLI samples are twice the last less the one before it, less a correction") {
  // Samples 10 and 12 as they are; then 14 - 1 = 13, and 14 - (67 - 64) = 11. The last word corrects nothing any more.
  const Bytes chunk = chunk_of(1, 1, {0, 0, 0, 0, 10, 12, 67, 64, 1023});
  const auto leads = io::unpack_xli(chunk, 1, 4, 0);
  REQUIRE(leads.has_value());
  CHECK(leads->front() == std::vector<std::int32_t>{10, 12, 13, 11});
}

TEST_CASE("an XLI lead that jumps to the end of its range comes back, though a correction overflowed on the way") {
  // 0, 0 and 0; a correction of -32767 gives 32767; the next one, 32767 and 64, was stored as -32705.
  const Bytes jump = chunk_of(1, 0, {0, 0, 0x80, 0x80, 0, 0, 0, 0x41, 0x3F, 0, 1023});
  const auto leads = io::unpack_xli(jump, 1, 5, 0);
  REQUIRE(leads.has_value());
  CHECK(leads->front() == std::vector<std::int32_t>{0, 0, 0, 32767, 32767});
}

TEST_CASE("XLI data that is cut or marked otherwise is refused") {
  const Bytes good = chunk_of(1, 1, {0, 0, 0, 0, 10, 12, 67, 64, 1023});
  CHECK(xli_refusal(good, 4) == "");
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK(xli_refusal(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)), 4) == "TruncatedData");
  CHECK(xli_refusal(good, 5) == "TruncatedData");
  CHECK(xli_refusal(good, 3) == "InvalidHeader");
  CHECK(xli_refusal(good, 1) == "UnsupportedFormat");
  CHECK(xli_refusal(chunk_of(2, 1, {0, 0, 0, 0, 10, 12, 67, 64, 1023}), 4) == "UnsupportedFormat");
}

TEST_CASE("limb leads are restored from what their prediction exceeds them by") {
  std::vector<std::vector<std::int32_t>> leads = {{7}, {-10}, {1}, {2}, {3}, {4}};
  io::restore_limb_leads(leads);
  CHECK(leads[2].front() == -18);
  CHECK(leads[3].front() == 0);    // 2 - (-1.5 down to -2) = 0, turned
  CHECK(leads[4].front() == 9);    // 12.5 down to 12, less 3
  CHECK(leads[5].front() == -18);  // -14, less 4
}

TEST_CASE("sums of limb leads at the ends of their range overflow within 16 bits, as when they were made") {
  std::vector<std::vector<std::int32_t>> leads = {{-32768}, {32767}, {0}, {0}, {0}, {0}};
  io::restore_limb_leads(leads);
  CHECK(leads[2].front() == -1);
  CHECK(leads[3].front() == 1);
  CHECK(leads[4].front() == -16384);
  CHECK(leads[5].front() == 16383);
}

}  // namespace xli_tests
