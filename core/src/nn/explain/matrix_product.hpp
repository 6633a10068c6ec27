#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise::nn {

/// Rows of floats that lie elsewhere, as a matrix. The distance between rows may be less than their width: then
/// neighbouring rows overlap, and are what a convolution sees of a sequence as it moves along.
struct FloatRows {
  const float* first;
  std::size_t rows, width, distance;

  const float* row(std::size_t i) const { return first + i * distance; }
};

/// All of `values` as rows of this width.
inline FloatRows float_rows(std::span<const float> values, std::size_t width) {
  return {values.data(), values.size() / width, width, width};
}

/// Adds a · b to `sums`, row-major. The order of additions does not depend on the platform.
void add_product(const FloatRows& a, const FloatRows& b, std::span<float> sums);

/// Columns become rows.
std::vector<float> transposed(const std::vector<float>& values, std::size_t width);

/// Each row of `sums` becomes a copy of this one.
void fill_rows(std::span<const float> row, std::span<float> sums);

/// Adds row i, of this width, to the sums from i * distance on.
void add_overlapping(std::span<const float> rows, std::size_t width, std::size_t distance, std::span<float> sums);

}  // namespace leadwise::nn
