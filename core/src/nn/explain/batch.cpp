#include "explain/batch.hpp"

#include <algorithm>

namespace leadwise::nn {

void copy_columns(const Batch& whole, std::size_t first, Batch& part) {
  for (std::size_t point = 0; point < part.points; ++point) {
    const auto columns = whole.row(point).subspan(first, part.width);
    std::copy(columns.begin(), columns.end(), part.row(point).begin());
  }
}

void place_columns(const Batch& part, std::size_t first, Batch& whole) {
  for (std::size_t point = 0; point < part.points; ++point) {
    const auto columns = part.row(point);
    std::copy(columns.begin(), columns.end(), whole.row(point).subspan(first, part.width).begin());
  }
}

}  // namespace leadwise::nn
