#include "js_value.hpp"

namespace leadwise::wasm {
namespace {

template <class T>
val copy_to_js(const char* array_type, std::span<const T> values) {
  return val::global(array_type).new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

val reason(const Error& error) {
  val object = val::object();
  object.set("code", text_to_js(error_name(error.code)));
  object.set("message", error.message);
  return object;
}

}  // namespace

val text_to_js(std::string_view text) { return val(std::string(text)); }

val error_to_js(const Error& error) {
  val object = reason(error);
  object.set("offset", error.offset ? val(static_cast<double>(*error.offset)) : val::null());
  return object;
}

val outcome_to_js(const Result<val>& outcome) {
  val object = val::object();
  if (outcome) {
    object.set("value", *outcome);
  } else {
    object.set("error", error_to_js(outcome.error()));
  }
  return object;
}

val reason_to_js(const std::optional<Error>& error) { return error ? reason(*error) : val::null(); }

val float32_to_js(std::span<const double> values) { return copy_to_js("Float32Array", values); }
val floats_to_js(std::span<const float> values) { return copy_to_js("Float32Array", values); }
val float64_to_js(std::span<const double> values) { return copy_to_js("Float64Array", values); }
val bytes_to_js(std::span<const std::uint8_t> bytes) { return copy_to_js("Uint8Array", bytes); }

std::vector<std::uint8_t> bytes_from_js(const val& bytes) {
  return emscripten::convertJSArrayToNumberVector<std::uint8_t>(bytes);
}

}  // namespace leadwise::wasm
