#pragma once

#include "js_value.hpp"

namespace leadwise::wasm {

/// {heap, in_use}, bytes: the WebAssembly memory, and what of it is allocated. For diagnostics.
val memory_bytes();

}  // namespace leadwise::wasm
