#include "beats/trimmed_mean.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace leadwise {
namespace {

// All places at once: simple loops over whole rows, which compilers turn into vector instructions.
void order_two(double* lower, double* upper, std::size_t length) {
  for (std::size_t k = 0; k < length; ++k) {
    const double smaller = std::min(lower[k], upper[k]);
    upper[k] = std::max(lower[k], upper[k]);
    lower[k] = smaller;
  }
}

// Batcher's odd-even merge sort for any number of rows: Knuth, The Art of Computer Programming 3, algorithm 5.2.2M.
void order_rows(RowStretches& rows) {
  const std::size_t count = rows.row_count();
  const auto order = [&rows](std::size_t i, std::size_t j) {
    order_two(rows.values.data() + i * rows.length, rows.values.data() + j * rows.length, rows.length);
  };
  const std::size_t top = std::bit_ceil(count) / 2;
  for (std::size_t p = top; p > 0; p /= 2) {
    std::size_t r = 0, d = p;
    for (std::size_t q = top;; q /= 2) {
      for (std::size_t i = 0; i + d < count; ++i) {
        if ((i & p) == r)
          order(i, i + d);
      }
      if (q == p)
        break;
      d = q - p;
      r = p;
    }
  }
}

std::size_t count_known(const RowStretches& rows, std::size_t place) {
  std::size_t known = 0;
  while (known < rows.row_count() && rows.is_known(known, place))
    ++known;
  return known;
}

// The outermost of the central values count by their part.
double central_mean(const RowStretches& rows, std::size_t place, std::size_t known, double trimmed) {
  const double cut = trimmed * static_cast<double>(known);
  double sum = 0.0;
  for (std::size_t i = static_cast<std::size_t>(cut); i < known; ++i) {
    const double from = std::max(cut, static_cast<double>(i));
    const double to = std::min(static_cast<double>(known) - cut, static_cast<double>(i + 1));
    if (to <= from)
      break;
    sum += (to - from) * rows.at(i, place);
  }
  return sum / (static_cast<double>(known) - 2.0 * cut);
}

}  // namespace

std::span<double> RowStretches::add_row(std::size_t first, std::size_t last) {
  const std::size_t begin = values.size();
  values.resize(begin + length, kUnknown);
  return std::span<double>(values).subspan(begin + first, last - first);
}

std::vector<double> trimmed_mean(RowStretches& rows, double trimmed) {
  order_rows(rows);
  std::vector<double> means(rows.length, 0.0);
  for (std::size_t k = 0; k < rows.length; ++k) {
    if (const std::size_t known = count_known(rows, k); known > 0)
      means[k] = central_mean(rows, k, known, trimmed);
  }
  return means;
}

}  // namespace leadwise
