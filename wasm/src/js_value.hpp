#pragma once

#include <emscripten/val.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise::wasm {

using emscripten::val;

/// {code, message, offset}; offset is null where no place applies.
val error_to_js(const Error& error);

/// {value} or {error}: the wrapper returns the one and throws the other.
val outcome_to_js(const Result<val>& outcome);

/// {code, message}, or null.
val reason_to_js(const std::optional<Error>& reason);

val text_to_js(std::string_view text);

/// A JavaScript array of what `convert` makes of each element.
template <class Range, class Convert>
val array_to_js(const Range& range, Convert convert) {
  val array = val::array();
  for (const auto& element : range)
    array.call<void>("push", convert(element));
  return array;
}

// Copies that outlive the WebAssembly memory: a view would die when the memory grows.
val float32_to_js(std::span<const double> values);
val floats_to_js(std::span<const float> values);
val float64_to_js(std::span<const double> values);
val bytes_to_js(std::span<const std::uint8_t> bytes);

/// The bytes of a Uint8Array, copied in.
std::vector<std::uint8_t> bytes_from_js(const val& bytes);

}  // namespace leadwise::wasm
