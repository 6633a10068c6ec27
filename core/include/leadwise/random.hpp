#pragma once

#include <array>
#include <cstdint>

namespace leadwise {

/// Counter-based generator (Philox 4x32-10, Salmon et al. 2011): the value at (seed, stream, position) is a
/// pure function of the three, so results are equal on every platform, compiler and number of threads.
class Random {
 public:
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  std::uint32_t next_u32();
  std::uint64_t next_u64();
  /// Uniform in [0, 1), 53 bits.
  double uniform();
  double uniform(double low, double high);
  /// Standard normal. Uses only operations whose results IEEE 754 fixes, or polynomials of our own, so it too
  /// is equal everywhere.
  double normal();
  /// Uniform in [0, n), unbiased. n > 0.
  std::uint64_t below(std::uint64_t n);
  /// Passes over this many values of next_u32(), in no time: what lies far ahead needs nothing before it.
  void discard(std::uint64_t words);
  /// A generator whose values do not overlap with this one's, named by a number.
  Random fork(std::uint64_t name) const;

 private:
  std::uint64_t seed_;
  std::uint64_t stream_;
  std::uint64_t counter_ = 0;
  std::array<std::uint32_t, 4> block_{};
  unsigned used_ = 4;
  void refill();
};

}  // namespace leadwise
