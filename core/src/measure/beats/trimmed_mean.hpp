#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace leadwise {

/// Stands for a value that is not known.
inline constexpr double kUnknown = std::numeric_limits<double>::max();

/// Equally long rows, of each of which a stretch is known; nothing lies outside of it.
struct RowStretches {
  std::size_t length = 0;
  /// Row by row, `length` each.
  std::vector<double> values;

  double at(std::size_t row, std::size_t place) const { return values[row * length + place]; }
  bool is_known(std::size_t row, std::size_t place) const { return at(row, place) < kUnknown; }
  std::size_t row_count() const { return length == 0 ? 0 : values.size() / length; }
  /// Adds a row of which [first, last) will be known, and gives it to be filled in.
  std::span<double> add_row(std::size_t first, std::size_t last);
};

/// At each place the mean of the rows' known values there without the `trimmed` share (below 0.5) of the smallest and of
/// the largest; 0 where no row is known. Orders the rows' values. NaN-free in, NaN-free out.
std::vector<double> trimmed_mean(RowStretches& rows, double trimmed);

}  // namespace leadwise
