#pragma once

#include "js_value.hpp"

namespace leadwise::wasm {

// What the module does with the files of one record. Files are [{name, bytes}], options a plain object, results as
// leadwise.d.ts describes them, wrapped by outcome_to_js.

val group(const val& files);
/// An array of booleans.
val are_archives(const val& files);
/// Of the first file, as [{name, bytes}].
val unpack(const val& files);
/// The value is JSON text.
val inspect(const val& files, const val& options);
val record(const val& files, const val& options);
/// The value is JSON text.
val measure(const val& files, const val& options);
val preprocess(const val& files, const val& options);
val convert(const val& files, const val& options);
val simulate(const val& options);

}  // namespace leadwise::wasm
