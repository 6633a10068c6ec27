#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

inline constexpr std::string_view kMatlab5What = "MATLAB level 5 file";
inline constexpr std::size_t kLongestMatlab5Name = 63;

/// Classes of arrays (table 1-3 of the format's description) that are looked at by name; `opaque` is as other programs
/// found it.
enum class Matlab5Class : std::uint8_t {
  cell = 1,
  structure = 2,
  object = 3,
  characters = 4,
  sparse = 5,
  first_number = 6,
  last_number = 15,
  opaque = 17,
};

/// What every matrix element begins with.
struct Matlab5Head {
  Matlab5Class array_class = Matlab5Class::cell;
  bool complex_numbers = false;
  bool logical = false;
  std::vector<std::uint64_t> shape;
  std::string name;
  /// Of an object.
  std::string object_class;
};

std::string in_matlab5_file(const std::string& message);

/// Takes array flags, dimensions and name; of objects of newer classes, name and class alone. `offset` is the place in the
/// file for errors: TruncatedData, InvalidHeader.
Result<Matlab5Head> read_matlab5_head(ByteReader& reader, ByteOrder order, std::uint64_t offset);

}  // namespace leadwise::io
