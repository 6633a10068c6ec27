#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise::nn {

/// Activations, or gradients by them, at several points of a path: one row a point, each as it flows between layers (channels
/// fastest).
struct Batch {
  std::size_t points = 0;
  std::size_t width = 0;
  std::vector<float> values;

  Batch() = default;
  Batch(std::size_t point_count, std::size_t row_width)
      : points(point_count), width(row_width), values(point_count * row_width, 0.0F) {}

  std::span<const float> row(std::size_t point) const { return {values.data() + point * width, width}; }
  std::span<float> row(std::size_t point) { return {values.data() + point * width, width}; }
};

/// Copies columns from `first` on into `part`, as many as that has.
void copy_columns(const Batch& whole, std::size_t first, Batch& part);

/// The other way round.
void place_columns(const Batch& part, std::size_t first, Batch& whole);

}  // namespace leadwise::nn
