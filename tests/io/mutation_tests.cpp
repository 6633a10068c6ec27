#include <catch2/catch_test_macros.hpp>
#include <set>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace mutation_tests {

namespace {

struct Part {
  std::string name;
  Bytes bytes;
};

// A record that came through must keep what readers promise; a refusal must have a message and a place in the file.
void check_answer(const Result<EcgRecord>& result, const std::vector<Part>& parts) {
  if (result) {
    CHECK_FALSE(result->channels.empty());
    for (const Channel& channel : result->channels)
      CHECK(channel.samples_mv.size() == result->sample_count());
    CHECK(result->sampling_rate_hz > 0.0);
    return;
  }
  CHECK_FALSE(result.error().message.empty());
  std::size_t largest = 0;
  for (const Part& part : parts)
    largest = std::max(largest, part.bytes.size());
  REQUIRE(result.error().offset.has_value());
  CHECK(*result.error().offset <= largest);
}

Result<EcgRecord> read_parts(const std::vector<Part>& parts) {
  Files files;
  for (const Part& part : parts)
    files.add(part.name, part.bytes);
  return files.read();
}

void check_truncations(const std::vector<Part>& parts) {
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (std::size_t percent = 0; percent < 100; ++percent) {
      std::vector<Part> cut = parts;
      cut[part].bytes.resize(parts[part].bytes.size() * percent / 100);
      CAPTURE(parts[part].name, percent);
      check_answer(read_parts(cut), cut);
    }
  }
}

void check_flips(const std::vector<Part>& parts) {
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const std::size_t bits = std::min<std::size_t>(parts[part].bytes.size(), 600) * 8;
    for (std::size_t bit = 0; bit < bits; ++bit) {
      std::vector<Part> flipped = parts;
      flipped[part].bytes[bit / 8] = static_cast<std::uint8_t>(flipped[part].bytes[bit / 8] ^ (1U << bit % 8));
      CAPTURE(parts[part].name, bit);
      check_answer(read_parts(flipped), flipped);
    }
  }
}

std::vector<Part> golden(const std::string& name, const std::string& ending) {
  std::vector<Part> parts;
  for (const std::string& end : {std::string(".hea"), ending}) {
    auto bytes = load_file(std::string(LEADWISE_GOLDEN_DIR) + "/io/" + name + end);
    REQUIRE(bytes.has_value());
    parts.push_back({name + end, std::move(*bytes)});
  }
  return parts;
}

const std::vector<Part> kTable = {
    {"table.csv", bytes_of("# Age: 59\ntime_s,I,II,V1\n0,0.1,,0.3\n0.002,-1e-3,2,nan\n0.004,4,5,6\n")}};

}  // namespace

TEST_CASE("a file cut anywhere is answered or refused by name") {
  for (const char* name : {"format16", "format212", "format80"})
    check_truncations(golden(name, ".dat"));
  for (const char* name : {"wfdb/format8", "wfdb/format310", "wfdb/format311", "wfdb/flac16"})
    check_truncations(golden(name, ".dat"));
  check_truncations(golden("challenge", ".mat"));
  check_truncations(kTable);
}

TEST_CASE("a file with any bit flipped is answered or refused by name") {
  check_flips(golden("format212", ".dat"));
  check_flips(golden("wfdb/flac8", ".dat"));
  check_flips(golden("challenge", ".mat"));
  check_flips(kTable);
}

TEST_CASE("a cut or altered signal file is never taken for the recording") {
  for (const char* name : {"format16", "format212", "format80", "wfdb/format61", "wfdb/format311"}) {
    const std::vector<Part> whole = golden(name, ".dat");
    for (std::size_t size = 0; size + 1 < whole[1].bytes.size(); ++size) {
      std::vector<Part> cut = whole;
      cut[1].bytes.resize(size);
      CHECK(refusal(read_parts(cut)) == "TruncatedData");
    }
    for (std::size_t byte = 0; byte + 1 < whole[1].bytes.size(); ++byte) {
      std::vector<Part> flipped = whole;
      flipped[1].bytes[byte] ^= 0x10;
      CAPTURE(name, byte);
      CHECK(refusal(read_parts(flipped)) == "ChecksumMismatch");
    }
  }
}

}  // namespace mutation_tests
