#include <catch2/catch_test_macros.hpp>
#include <cstring>

#include "frozen_sets.hpp"

namespace {

std::uint64_t hash_of(const leadwise::EcgRecord& record, std::uint64_t hash) {
  for (const leadwise::Channel& channel : record.channels) {
    for (const double value_mv : channel.samples_mv) {
      std::uint64_t word = 0;
      std::memcpy(&word, &value_mv, sizeof word);
      hash = (hash ^ word) * 0x100000001B3;
    }
  }
  return hash;
}

}  // namespace

TEST_CASE("The twenty frozen sets of simulated ECGs are those that were laid down before delineation") {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (std::size_t set = 0; set < kFrozenSets.size(); ++set) {
    for (int ecg = 0; ecg < kEcgsPerSet; ++ecg) {
      hash = hash_of(frozen_ecg(set, ecg).noisy.record, hash);
    }
  }
  CHECK(hash == 0xefce8a57893a4df9);
}
