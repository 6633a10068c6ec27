#include <catch2/catch_test_macros.hpp>
#include <ctime>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace mfer_load_tests {

namespace {

// Sanitizers make every read ten times slower.
#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kFileBytes = 1'000'000;
#elif defined(__has_feature)
constexpr std::size_t kFileBytes = __has_feature(address_sanitizer) ? 1'000'000 : 10'000'000;
#else
constexpr std::size_t kFileBytes = 10'000'000;
#endif

// It takes 0.7 s at most on the machine that this was written on; before frames were planned once it took 3, growing with the
// square of some of these items. Machines differ: only a run away is a failure.
constexpr double kLongestRead_s = 10.0;

const Bytes kPreamble = {0x40, 4, 'M', 'F', 'R', ' '};
/// 100 Hz, 5 µV, samples of one byte.
const Bytes kSampling = {0x0B, 3, 0, 0, 100, 0x0C, 3, 0, 0xFA, 5, 0x0A, 1, 3};

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

Bytes channel_count(std::uint8_t count) { return {0x05, 1, count}; }

Bytes of_channel(std::uint8_t number, const Bytes& definition) {
  Bytes item = {0x3F};
  if (number > 127)
    item.push_back(static_cast<std::uint8_t>(0x80U | number >> 7U));
  item.push_back(number & 0x7FU);
  item.push_back(static_cast<std::uint8_t>(definition.size()));
  return joined({item, definition});
}

Bytes of_every_channel(std::uint8_t count, const Bytes& definition) {
  Bytes items;
  for (std::uint8_t number = 0; number < count; ++number)
    items = joined({items, of_channel(number, definition)});
  return items;
}

Bytes wave(std::size_t bytes) {
  Bytes item = {0x1E, 0x82, static_cast<std::uint8_t>(bytes >> 8U), static_cast<std::uint8_t>(bytes & 0xFFU)};
  if (bytes < 128)
    item = {0x1E, static_cast<std::uint8_t>(bytes)};
  item.resize(item.size() + bytes, 1);
  return item;
}

// The head, the same items again and again, one last frame.
Bytes repeated(const Bytes& head, const Bytes& items, const Bytes& tail) {
  Bytes bytes = joined({kPreamble, kSampling, head});
  bytes.reserve(kFileBytes + items.size() + tail.size());
  while (bytes.size() < kFileBytes)
    bytes.insert(bytes.end(), items.begin(), items.end());
  bytes.insert(bytes.end(), tail.begin(), tail.end());
  return bytes;
}

void check_read_soon(const char* what, const Bytes& bytes) {
  CAPTURE(what);
  const std::clock_t start = std::clock();
  const auto record = Files().add("file", bytes).read();
  const double took_s = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  UNSCOPED_INFO(what << ": " << took_s << " s, " << refusal(record));
  CHECK(took_s < kLongestRead_s);
}

}  // namespace

TEST_CASE("ten megabytes of an MFER file are read without keeping anyone waiting, whatever items they are") {
  const Bytes lead = {0x09, 2, 0, 2}, null_value = {0x12, 1, 9}, other_null = {0x12, 1, 8}, status = {0x0A, 1, 4};
  const Bytes many = channel_count(255), one = wave(1), all = wave(255);
  check_read_soon("frames of one sample", repeated(lead, one, {}));
  check_read_soon("frames of one sample, each half of what is stated", repeated({0x06, 1, 2}, one, {}));
  check_read_soon("frames of many channels", repeated(many, all, {}));
  check_read_soon("frames of many channels with names", repeated(joined({many, of_every_channel(255, lead)}), all, {}));
  check_read_soon("frames of many channels, redefined each time",
                  repeated(many, joined({null_value, all, other_null, all}), {}));
  check_read_soon("frames of one channel, redefined each time",
                  repeated({}, joined({null_value, one, other_null, one}), {}));
  check_read_soon("definitions of all", repeated(joined({many, of_every_channel(255, lead)}), null_value, all));
  check_read_soon("definitions of all that many channels share",
                  repeated(joined({many, of_every_channel(255, null_value)}), null_value, all));
  check_read_soon("definitions of all, and one channel's own",
                  repeated(joined({many, of_every_channel(255, null_value)}),
                           joined({of_channel(0, other_null), of_channel(0, null_value), null_value}), all));
  check_read_soon("numbers of channels", repeated({}, joined({many, channel_count(1)}), one));
  check_read_soon("channels of a status beside one of a voltage",
                  repeated(joined({many, status, of_channel(0, {0x0A, 1, 3})}), wave(254 * 2 + 1), {}));
  check_read_soon("channels of a status", repeated({}, joined({many, status, wave(510)}), {}));
  check_read_soon("comments", repeated({}, {0x16, 1, 'x'}, one));
  check_read_soon("comments in no code", repeated({}, {0x16, 1, 0xFF}, one));
  check_read_soon("events", repeated({}, {0x41, 2, 0, 1}, one));
  check_read_soon("times that are none", repeated({}, {0x85, 0}, one));
}

}  // namespace mfer_load_tests
