#pragma once

#include <optional>

#include "js_value.hpp"
#include "leadwise/model.hpp"

namespace leadwise::wasm {

/// Holds the model that JavaScript loaded. The wrapper makes one and keeps it; users never see it.
class ScreenerInstance {
 public:
  /// Takes the bytes of a weight file, a Uint8Array.
  val load_model(const val& safetensors);

  /// The value is JSON text, as `leadwise screen --json` prints it.
  val screen(const val& files, const val& options);

  /// The value is JSON text.
  val model_card() const;

 private:
  Result<val> screened(const val& files, const val& options);

  std::optional<Model> model_;
};

}  // namespace leadwise::wasm
