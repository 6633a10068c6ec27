#pragma once

#include <Eigen/Core>
#include <span>

namespace leadwise::nn {

// Rows of floats that lie elsewhere, as matrices. The distance between rows may be less than their width: then
// neighbouring rows overlap, and are what a convolution sees of a sequence as it moves along.

using FloatMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using FloatRows = Eigen::Map<const FloatMatrix, Eigen::Unaligned, Eigen::OuterStride<>>;
using WritableFloatRows = Eigen::Map<FloatMatrix, Eigen::Unaligned, Eigen::OuterStride<>>;
using FloatVector = Eigen::Map<const Eigen::RowVectorXf>;

inline FloatRows float_rows(std::span<const float> values, std::size_t rows, std::size_t width, std::size_t distance) {
  return {values.data(), static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(width),
          Eigen::OuterStride<>(static_cast<Eigen::Index>(distance))};
}

inline FloatRows float_rows(std::span<const float> values, std::size_t width) {
  return float_rows(values, values.size() / width, width, width);
}

inline WritableFloatRows writable_rows(std::span<float> values, std::size_t width) {
  return {values.data(), static_cast<Eigen::Index>(values.size() / width), static_cast<Eigen::Index>(width),
          Eigen::OuterStride<>(static_cast<Eigen::Index>(width))};
}

inline FloatVector float_vector(std::span<const float> values) {
  return {values.data(), static_cast<Eigen::Index>(values.size())};
}

/// Adds row i of `rows` to the values from i * distance on.
inline void add_overlapping(const FloatMatrix& rows, std::size_t distance, std::span<float> sums) {
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    Eigen::Map<Eigen::RowVectorXf>(sums.data() + static_cast<std::size_t>(i) * distance, rows.cols()) += rows.row(i);
  }
}

}  // namespace leadwise::nn
