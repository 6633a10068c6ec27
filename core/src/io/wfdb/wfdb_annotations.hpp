#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// One annotation as an MIT annotation file holds it (annot(5) of the WFDB Applications Guide, physionet.org).
struct WfdbAnnotation {
  /// In units of the file's time resolution, from the record's first sample.
  std::int64_t time = 0;
  std::uint8_t code = 0;
  std::int8_t subtype = 0;
  std::uint8_t channel = 0;
  std::int8_t number = 0;
  /// Free text; a view into the file's bytes.
  std::string_view text;
};

struct WfdbAnnotations {
  std::vector<WfdbAnnotation> annotations;
  /// Units of time in a second; absent where they are the record's frames.
  std::optional<double> time_resolution_hz;
  /// Symbols that the file defines itself, by code; empty where it does not.
  std::vector<std::string> symbols;
  /// Where the file breaks off or cannot be read on; what stands before that is in `annotations`.
  std::optional<Error> failure;

  /// "N", "V", "+", ...: the file's own symbol, else that of WFDB; "[42]" where there is neither.
  std::string symbol(std::uint8_t code) const;
};

/// True where the first bytes can be those of an MIT annotation file: codes that WFDB defines, texts of no more than 255
/// bytes. Looks no further than 1 KiB, so that it takes the beginning of a file for the file.
bool looks_like_wfdb_annotations(std::span<const std::uint8_t> bytes);

/// Reads as far as can be read, and no more than `most` annotations.
WfdbAnnotations parse_wfdb_annotations(std::span<const std::uint8_t> bytes, std::size_t most);

}  // namespace leadwise::io
