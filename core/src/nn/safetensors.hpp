#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::nn {

/// Header above this is refused before it is looked at; ours are some 50 KB.
inline constexpr std::uint64_t kLargestHeaderBytes = std::uint64_t{16} << 20U;

/// One tensor of a safetensors file. `bytes` is part of the file and lives as long as that does.
struct StoredTensor {
  std::string dtype;  ///< as the file names it: "F32", "F16", "I8", ...
  std::vector<std::size_t> shape;
  std::span<const std::uint8_t> bytes;
};

struct Safetensors {
  std::map<std::string, std::string> metadata;
  std::map<std::string, StoredTensor> tensors;
};

/// Reads the file's header and checks it against the file: lengths, known dtypes, names once only, and that the
/// tensors fill the data part without gap, overlap or rest. Copies no tensor data.
/// Error: InvalidWeightFile naming the tensor, with an offset where one is known; TooLarge for the header.
Result<Safetensors> parse_safetensors(std::span<const std::uint8_t> file);

/// What to write: `bytes` little-endian, row-major.
struct TensorToWrite {
  std::string name;
  std::string dtype;
  std::vector<std::size_t> shape;
  std::vector<std::uint8_t> bytes;
};

/// Writes the tensors in the order given (put wider types first, then every tensor is aligned). The header is padded
/// with blanks so that the data begin at a multiple of 8.
std::vector<std::uint8_t> write_safetensors(const std::map<std::string, std::string>& metadata,
                                            const std::vector<TensorToWrite>& tensors);

/// Bytes per value; nullopt for a name that the safetensors format does not know.
std::optional<std::size_t> dtype_bytes(std::string_view dtype);

}  // namespace leadwise::nn
