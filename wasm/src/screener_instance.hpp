#pragma once

#include <cstdint>
#include <optional>
#include <vector>

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

  /// The same with every prediction explained, as `leadwise screen --json --explain` prints it.
  val explain(const val& files, const val& options);

  /// The value is JSON text.
  val model_card() const;

 private:
  Result<val> screened(const val& files, const val& options, bool explained);

  /// Kept for explaining: memory that loading takes anyway and that a WebAssembly memory never gives back.
  std::vector<std::uint8_t> weights_;
  std::optional<Model> model_;
};

}  // namespace leadwise::wasm
