#include "explain/matrix_product.hpp"

#include <algorithm>
#include <cstring>

namespace leadwise::nn {
namespace {

// Vectors of four are what SSE and WebAssembly have; the compiler makes their instructions of these.
using Four = float __attribute__((vector_size(16)));

constexpr std::size_t kLanes = 4;
constexpr std::size_t kRowsAtOnce = 4;
constexpr std::size_t kColumnsAtOnce = 2 * kLanes;
/// So much of b stays in the cache while all rows of a pass it.
constexpr std::size_t kDepthAtOnce = 256;

/// A part of the sum over a's columns.
struct Depth {
  std::size_t from, to;
};

Four load(const float* from) {
  Four four;
  std::memcpy(&four, from, sizeof(four));
  return four;
}

void store(const Four& four, float* to) { std::memcpy(to, &four, sizeof(four)); }

/// `Rows` rows and eight columns of the product, summed in registers.
template <std::size_t Rows>
void add_block(const FloatRows& a, std::size_t row, const FloatRows& b, std::size_t column, Depth depth, float* sums) {
  Four left[Rows], right[Rows];
  for (std::size_t r = 0; r < Rows; ++r) {
    left[r] = load(sums + (row + r) * b.width + column);
    right[r] = load(sums + (row + r) * b.width + column + kLanes);
  }
  for (std::size_t k = depth.from; k < depth.to; ++k) {
    const Four b_left = load(b.row(k) + column), b_right = load(b.row(k) + column + kLanes);
    for (std::size_t r = 0; r < Rows; ++r) {
      const float value = a.row(row + r)[k];
      const Four all = {value, value, value, value};
      left[r] += all * b_left;
      right[r] += all * b_right;
    }
  }
  for (std::size_t r = 0; r < Rows; ++r) {
    store(left[r], sums + (row + r) * b.width + column);
    store(right[r], sums + (row + r) * b.width + column + kLanes);
  }
}

void add_single(const FloatRows& a, std::size_t row, const FloatRows& b, std::size_t column, Depth depth, float* sums) {
  float sum = sums[row * b.width + column];
  for (std::size_t k = depth.from; k < depth.to; ++k)
    sum += a.row(row)[k] * b.row(k)[column];
  sums[row * b.width + column] = sum;
}

template <std::size_t Rows>
void add_rows(const FloatRows& a, std::size_t row, const FloatRows& b, Depth depth, float* sums) {
  std::size_t column = 0;
  for (; column + kColumnsAtOnce <= b.width; column += kColumnsAtOnce)
    add_block<Rows>(a, row, b, column, depth, sums);
  for (; column < b.width; ++column) {
    for (std::size_t r = 0; r < Rows; ++r)
      add_single(a, row + r, b, column, depth, sums);
  }
}

}  // namespace

void add_product(const FloatRows& a, const FloatRows& b, std::span<float> sums) {
  for (std::size_t from = 0; from < a.width; from += kDepthAtOnce) {
    const Depth depth = {from, std::min(from + kDepthAtOnce, a.width)};
    std::size_t row = 0;
    for (; row + kRowsAtOnce <= a.rows; row += kRowsAtOnce)
      add_rows<kRowsAtOnce>(a, row, b, depth, sums.data());
    for (; row < a.rows; ++row)
      add_rows<1>(a, row, b, depth, sums.data());
  }
}

std::vector<float> transposed(const std::vector<float>& values, std::size_t width) {
  const std::size_t rows = values.size() / width;
  std::vector<float> turned(values.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < width; ++column)
      turned[column * rows + row] = values[row * width + column];
  }
  return turned;
}

void fill_rows(std::span<const float> row, std::span<float> sums) {
  for (std::size_t first = 0; first < sums.size(); first += row.size())
    std::copy(row.begin(), row.end(), sums.subspan(first, row.size()).begin());
}

void add_overlapping(std::span<const float> rows, std::size_t width, std::size_t distance, std::span<float> sums) {
  for (std::size_t i = 0; i < rows.size() / width; ++i) {
    float* const to = sums.data() + i * distance;
    const float* const from = rows.data() + i * width;
    for (std::size_t k = 0; k < width; ++k)
      to[k] += from[k];
  }
}

}  // namespace leadwise::nn
