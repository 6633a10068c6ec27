#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "leadwise/model.hpp"
#include "leadwise/weight_file.hpp"

namespace {

/// A model that loads must also run: on a flat window, whatever its size, to an answer or a named error.
void run(leadwise::Model& model) {
  const auto& description = model.description();
  leadwise::ModelInput input;
  input.standardised.leads = {description.leads.front()};
  input.standardised.sample_count = description.samples;
  input.standardised.values.assign(description.samples, 0.5);
  input.log_sd_mv = {-1.0};
  const auto encoded = model.encode(input);
  if (!encoded)
    return;
  for (const auto& head : description.heads)
    static_cast<void>(model.classify(*encoded, head));
  const auto fused = model.fuse(*encoded);
  if (fused)
    static_cast<void>(model.elbo(input, *encoded, *fused));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> bytes(data, size);
  const auto file = leadwise::read_weight_file(bytes);
  auto model = leadwise::Model::load(bytes);
  // Reading and loading judge a file by the same rules.
  if (file.has_value() != model.has_value())
    std::abort();
  if (!model)
    return 0;
  const auto written = leadwise::write_weight_file(file->description, file->tensors);
  if (!written)
    std::abort();
  run(*model);
  return 0;
}
