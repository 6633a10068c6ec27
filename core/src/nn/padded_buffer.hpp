#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise::nn {

/// Floats that the inference library may read: it reads up to XNN_EXTRA_BYTES behind the end of what it is given, so
/// this owns that many more. The one place that knows of the rule.
class PaddedBuffer {
 public:
  explicit PaddedBuffer(std::size_t size) : size_(size), storage_(size + kExtraFloats, 0.0F) {}

  std::span<float> values() { return {storage_.data(), size_}; }
  std::span<const float> values() const { return {storage_.data(), size_}; }

 private:
  static constexpr std::size_t kExtraFloats = 32;  // 128 bytes, the most that XNN_EXTRA_BYTES is anywhere

  std::size_t size_;
  std::vector<float> storage_;
};

}  // namespace leadwise::nn
