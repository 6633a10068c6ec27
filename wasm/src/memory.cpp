#include "memory.hpp"

#include <emscripten/heap.h>
#include <malloc.h>

namespace leadwise::wasm {

val memory_bytes() {
  val object = val::object();
  object.set("heap", emscripten_get_heap_size());
  object.set("in_use", static_cast<std::size_t>(mallinfo().uordblks));
  return object;
}

}  // namespace leadwise::wasm
