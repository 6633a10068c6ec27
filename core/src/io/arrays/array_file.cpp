#include "arrays/array_file.hpp"

#include <algorithm>

namespace leadwise::io {

std::string description_of(const LeftOutArray& array) {
  return array.path.empty() ? array.why : array.path + " (" + array.why + ')';
}

std::string path_of(const ArrayVariable& variable) {
  return variable.parent.empty() ? variable.name : variable.parent + '.' + variable.name;
}

void set_path(ArrayVariable& variable, std::string_view path) {
  variable.parent = std::string(parent_path(path));
  variable.name = std::string(last_name(path));
}

std::string_view last_name(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

std::string_view parent_path(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
}

bool encloses(std::string_view outer, std::string_view inner) {
  return outer.empty() || (inner.rfind(outer, 0) == 0 && (inner.size() == outer.size() || inner[outer.size()] == '.'));
}

std::uint64_t element_count(std::span<const std::uint64_t> shape) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 63U;
  std::uint64_t count = 1;
  for (const std::uint64_t size : shape) {
    if (size == 0)
      return 0;
    count = count > kMost / size ? kMost : count * size;
  }
  return count;
}

bool is_single_number(const ArrayVariable& variable) {
  return !variable.holds_texts && variable.shape.size() <= 2 && element_count(variable.shape) == 1;
}

// In a list of one a lead may have its only sample.
bool is_number_list(const ArrayVariable& variable) {
  const bool in_list = variable.shape.size() == 1 || !is_single_number(variable);
  const auto longer = std::count_if(variable.shape.begin(), variable.shape.end(), [](auto size) { return size != 1; });
  return !variable.holds_texts && !variable.numbers.empty() && in_list && longer <= 1;
}

}  // namespace leadwise::io
