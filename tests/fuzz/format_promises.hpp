#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "formats.hpp"
#include "writer_promises.hpp"

namespace leadwise::fuzz {

// Reads the input as that format whatever it looks like, and with what it may fail to state.
inline void check_as(const io::Format& format, std::span<const std::uint8_t> input) {
  const std::vector<FileBytes> files = {{"file", input}};
  static_cast<void>(format.matches(files.front()));
  const auto record = io::read_as(format, files, {});
  check_answer(record, input);
  const bool asks = !record && (record.error().code == ErrorCode::UnitRequired ||
                                record.error().code == ErrorCode::SamplingRateRequired);
  if (asks)
    check_answer(io::read_as(format, files, {VoltageUnit::microvolt, 500.0}), input);
}

inline const io::Format& fuzzed_format(std::string_view name) {
  const io::Format* const format = io::format_named(name);
  require(format != nullptr);
  return *format;
}

}  // namespace leadwise::fuzz
