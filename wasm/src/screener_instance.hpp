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

  /// The same as `screen` and as `measure`, of one reading and one measuring: {screening, measurement}, both JSON text.
  val examine(const val& files, const val& options);

  /// What a head learns from a record: a Float32Array. `lesson` as in head_options.hpp.
  val head_features(const val& files, const val& options, const val& lesson);

  /// The loaded weights with a head taught on such features, one array after the other in `features`, and the labels beside
  /// them, a Uint8Array of 0 and 1: {weights, head, losses}.
  val train_head(const val& features, const val& positive, const val& lesson) const;

  /// The value is JSON text.
  val model_card() const;

 private:
  Result<val> screened(const val& files, const val& options, bool explained);
  Result<val> examined(const val& files, const val& options);
  Result<val> features_of(const val& files, const val& options, const val& lesson);
  Result<val> taught(const val& features, const val& positive, const val& lesson) const;

  /// Kept for explaining and teaching: memory that loading takes anyway and that a WebAssembly memory never gives back.
  std::vector<std::uint8_t> weights_;
  std::optional<Model> model_;
};

}  // namespace leadwise::wasm
