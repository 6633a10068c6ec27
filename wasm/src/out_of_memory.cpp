#include "out_of_memory.hpp"

#include <emscripten.h>

// The same word that Emscripten's own glue uses where the memory cannot grow.
EM_JS(void, leadwise_abort_out_of_memory, (), { abort("OOM"); });

namespace leadwise::wasm {

void stop_out_of_memory() { leadwise_abort_out_of_memory(); }

}  // namespace leadwise::wasm
