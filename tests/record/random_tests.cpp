#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstring>
#include <set>
#include <vector>

#include "leadwise/random.hpp"
#include "normal_quantile.hpp"
#include "philox.hpp"

using leadwise::normal_quantile;
using leadwise::philox4x32_10;
using leadwise::PhiloxBlock;
using leadwise::Random;

namespace {

constexpr int kDraws = 200000;

std::uint64_t mix(std::uint64_t hash, std::uint64_t word) { return (hash ^ word) * 0x100000001B3; }

std::uint64_t bits(double value) {
  std::uint64_t word = 0;
  std::memcpy(&word, &value, sizeof word);
  return word;
}

}  // namespace

// The three philox4x32 10 lines of Random123's tests/kat_vectors.
TEST_CASE("Philox gives the published known answers") {
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) == PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t kOnes = 0xffffffff;
  CHECK(philox4x32_10({kOnes, kOnes, kOnes, kOnes}, {kOnes, kOnes}) ==
        PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("A generator hands out the words of Philox in order, seed as key, stream in the counter's upper half") {
  Random random(0);
  CHECK(random.next_u32() == 0x6627e8d5);
  CHECK(random.next_u64() == 0xbc57ac4ce169c58d);
  CHECK(random.next_u32() == 0x9b00dbd8);
  Random other(0x0000000200000001, 0x0000000400000003);
  const PhiloxBlock second = philox4x32_10({1, 0, 3, 4}, {1, 2});
  other.next_u64();
  other.next_u64();
  CHECK(other.next_u32() == second[0]);
}

// Expected values: scipy.special.ndtri at 0.5 + offset.
TEST_CASE("The normal quantile agrees with an independent implementation") {
  CHECK(normal_quantile(0.0) == 0.0);
  CHECK(normal_quantile(0.1) == Catch::Approx(0.2533471031357997).epsilon(1e-14));
  CHECK(normal_quantile(-0.2) == Catch::Approx(-0.5244005127080409).epsilon(1e-14));
  CHECK(normal_quantile(-0.425) == Catch::Approx(-1.4395314709384563).epsilon(1e-14));
  CHECK(normal_quantile(-0.499) == Catch::Approx(-3.090232306167813).epsilon(1e-14));
  CHECK(normal_quantile(0.4999) == Catch::Approx(3.7190164854557084).epsilon(1e-12));
  CHECK(normal_quantile(-0.499999999) == Catch::Approx(-5.997807010584733).epsilon(1e-13));
  // The outermost value that normal() can draw.
  CHECK(normal_quantile(0x1p-53 - 0.5) == Catch::Approx(-8.209536151601387).epsilon(1e-13));
}

TEST_CASE("Uniform values fill [0, 1) evenly") {
  Random random(11);
  std::array<int, 20> bins{};
  for (int i = 0; i < kDraws; ++i) {
    const double value = random.uniform();
    REQUIRE(value >= 0.0);
    REQUIRE(value < 1.0);
    ++bins[static_cast<std::size_t>(value * 20.0)];
  }
  double chi_square = 0.0;
  for (const int count : bins) {
    const double expected = kDraws / 20.0;
    chi_square += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi_square < 43.8);  // 19 degrees of freedom, p = 0.001
  const double shifted = random.uniform(-3.0, -1.0);
  CHECK(shifted >= -3.0);
  CHECK(shifted < -1.0);
}

TEST_CASE("Normal values have the moments and tails of a standard normal") {
  Random random(12);
  double sum = 0.0;
  double squares = 0.0;
  double fourths = 0.0;
  int beyond_two = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double value = random.normal();
    sum += value;
    squares += value * value;
    fourths += value * value * value * value;
    beyond_two += std::fabs(value) > 1.959964 ? 1 : 0;
  }
  CHECK(std::fabs(sum / kDraws) < 0.01);
  CHECK(squares / kDraws == Catch::Approx(1.0).margin(0.015));
  CHECK(fourths / kDraws == Catch::Approx(3.0).margin(0.12));
  CHECK(static_cast<double>(beyond_two) / kDraws == Catch::Approx(0.05).margin(0.002));
}

TEST_CASE("Whole numbers below n are unbiased, whatever n") {
  Random random(13);
  std::array<int, 7> counts{};
  for (int i = 0; i < kDraws; ++i) {
    ++counts[static_cast<std::size_t>(random.below(7))];
  }
  for (const int count : counts) {
    CHECK(count == Catch::Approx(kDraws / 7.0).epsilon(0.025));
  }
  CHECK(random.below(1) == 0);
  // With n = 3 * 2^62 a plain remainder would give the lowest third twice as often.
  constexpr std::uint64_t kThird = std::uint64_t{1} << 62U;
  int lowest = 0;
  for (int i = 0; i < 30000; ++i) {
    lowest += random.below(3 * kThird) < kThird ? 1 : 0;
  }
  CHECK(lowest == Catch::Approx(10000).epsilon(0.05));
}

TEST_CASE("Equal seeds repeat, other seeds, streams and forks differ") {
  Random a(1, 2);
  Random b(1, 2);
  CHECK(a.next_u64() == b.next_u64());
  std::set<std::uint64_t> firsts;
  firsts.insert(Random(1, 2).next_u64());
  firsts.insert(Random(1, 3).next_u64());
  firsts.insert(Random(2, 2).next_u64());
  for (std::uint64_t name = 0; name < 100; ++name) {
    firsts.insert(Random(1, 2).fork(name).next_u64());
    firsts.insert(Random(1, 2).fork(name).fork(name).next_u64());
  }
  CHECK(firsts.size() == 203);
}

TEST_CASE("A fork does not depend on how much was drawn before") {
  Random drawn(5);
  drawn.normal();
  CHECK(drawn.fork(9).next_u64() == Random(5).fork(9).next_u64());
}

TEST_CASE("Random values are equal bit for bit on every platform") {
  Random random(2024, 7);
  std::uint64_t hash = 0xCBF29CE484222325;
  for (int i = 0; i < 20000; ++i) {
    hash = mix(hash, bits(random.normal()));
    hash = mix(hash, bits(random.uniform(-1.0, 3.0)));
    hash = mix(hash, random.below(1000));
  }
  CHECK(hash == 0x347bf73000870c6a);
}

TEST_CASE("Values that are passed over are those that would have been drawn") {
  for (const std::uint64_t first : {0U, 1U, 3U, 4U, 5U}) {
    for (const std::uint64_t words : {0U, 1U, 2U, 3U, 4U, 5U, 8U, 1001U}) {
      Random drawn(7, 3), skipped(7, 3);
      for (std::uint64_t i = 0; i < first; ++i)
        CHECK(drawn.next_u32() == skipped.next_u32());
      for (std::uint64_t i = 0; i < words; ++i)
        drawn.next_u32();
      skipped.discard(words);
      for (int i = 0; i < 6; ++i)
        CHECK(drawn.next_u32() == skipped.next_u32());
    }
  }
}
