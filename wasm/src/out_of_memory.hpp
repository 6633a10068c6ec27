#pragma once

namespace leadwise::wasm {

/// For std::set_new_handler: stops the module with the word by which the wrapper knows why.
void stop_out_of_memory();

}  // namespace leadwise::wasm
