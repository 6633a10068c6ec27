#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// What the dictionary in a .npy file's header says.
struct NpyHeader {
  /// "<f8": byte order, kind and size of an element.
  std::string_view descr;
  bool fortran_order = false;
  std::vector<std::uint64_t> shape;
};

/// Parses the header's dictionary, a Python literal of just the keys descr, fortran_order and shape, each once, in any
/// order. `offset` is its place in the file. Errors: InvalidHeader, UnsupportedFormat (a structured type).
Result<NpyHeader> parse_npy_header(std::string_view text, std::uint64_t offset);

}  // namespace leadwise::io
