#include "leadwise/random.hpp"

#include "normal_quantile.hpp"
#include "philox.hpp"

namespace leadwise {
namespace {

std::uint32_t low_word(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high_word(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32U); }
std::uint64_t join(std::uint32_t low, std::uint32_t high) { return std::uint64_t{high} << 32U | low; }

// Separates the keys of fork() from those of the values themselves.
constexpr std::uint64_t kForkKey = 0x6C65616477697365;

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

void Random::refill() {
  block_ = philox4x32_10({low_word(counter_), high_word(counter_), low_word(stream_), high_word(stream_)},
                         {low_word(seed_), high_word(seed_)});
  ++counter_;
  used_ = 0;
}

std::uint32_t Random::next_u32() {
  if (used_ == block_.size()) {
    refill();
  }
  return block_[used_++];
}

std::uint64_t Random::next_u64() {
  const std::uint32_t low = next_u32();
  return join(low, next_u32());
}

double Random::uniform() { return static_cast<double>(next_u64() >> 11U) * 0x1p-53; }

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal() {
  // 52 bits and a half step: symmetric about 0, never the end of the interval, and exact in a double.
  const double probability = (static_cast<double>(next_u64() >> 12U) + 0.5) * 0x1p-52;
  return normal_quantile(probability - 0.5);
}

std::uint64_t Random::below(std::uint64_t n) {
  if (n == 0) {
    return 0;
  }
  // Values under 2^64 mod n would favour small results: draw again.
  const std::uint64_t biased = (0 - n) % n;
  std::uint64_t value = next_u64();
  while (value < biased) {
    value = next_u64();
  }
  return value % n;
}

void Random::discard(std::uint64_t words) {
  const std::uint64_t left = block_.size() - used_;
  if (words <= left) {
    used_ += static_cast<unsigned>(words);
    return;
  }
  counter_ += (words - left) / block_.size();
  const auto rest = static_cast<unsigned>((words - left) % block_.size());
  used_ = static_cast<unsigned>(block_.size());
  if (rest == 0)
    return;
  refill();
  used_ = rest;
}

Random Random::fork(std::uint64_t name) const {
  // 128 mixed bits name the child's seed and stream, whatever has been drawn from the parent so far.
  const std::uint64_t key = seed_ ^ kForkKey;
  const PhiloxBlock block = philox4x32_10({low_word(name), high_word(name), low_word(stream_), high_word(stream_)},
                                          {low_word(key), high_word(key)});
  return Random(join(block[0], block[1]), join(block[2], block[3]));
}

}  // namespace leadwise
