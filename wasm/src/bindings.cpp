#include <emscripten/bind.h>

#include <new>

#include "leadwise/report_json.hpp"
#include "memory.hpp"
#include "out_of_memory.hpp"
#include "record_calls.hpp"
#include "screener_instance.hpp"

namespace leadwise::wasm {

static std::string version() { return std::string(software_version()); }

EMSCRIPTEN_BINDINGS(leadwise) {
  std::set_new_handler(&stop_out_of_memory);
  emscripten::function("version", &version);
  emscripten::function("memoryBytes", &memory_bytes);
  emscripten::function("group", &group);
  emscripten::function("areArchives", &are_archives);
  emscripten::function("unpack", &unpack);
  emscripten::function("inspect", &inspect);
  emscripten::function("record", &record);
  emscripten::function("measure", &measure);
  emscripten::function("preprocess", &preprocess);
  emscripten::function("convert", &convert);
  emscripten::function("simulate", &simulate);
  emscripten::class_<ScreenerInstance>("ScreenerInstance")
      .constructor<>()
      .function("loadModel", &ScreenerInstance::load_model)
      .function("screen", &ScreenerInstance::screen)
      .function("explain", &ScreenerInstance::explain)
      .function("examine", &ScreenerInstance::examine)
      .function("headFeatures", &ScreenerInstance::head_features)
      .function("trainHead", &ScreenerInstance::train_head)
      .function("modelCard", &ScreenerInstance::model_card);
}

}  // namespace leadwise::wasm
