#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "leadwise/model.hpp"
#include "leadwise/weight_file.hpp"

namespace {

/// Weights are drawn only for models this small; larger ones would test the memory and not the code.
constexpr std::size_t kMostValues = 200000;

std::size_t values_of(const std::vector<leadwise::TensorShape>& tensors) {
  std::size_t total = 0;
  for (const auto& tensor : tensors) {
    std::size_t values = 1;
    for (const std::size_t extent : tensor.shape)
      values *= extent;
    total += values;
  }
  return total;
}

/// Whatever a description that is accepted says, its model loads, and runs to an answer or a named error.
void load_and_run(const leadwise::ModelDescription& description) {
  const auto file = leadwise::write_weight_file(description, leadwise::random_tensors(description, 1));
  if (!file)
    std::abort();
  auto model = leadwise::Model::load(*file);
  if (!model)
    std::abort();
  leadwise::ModelInput input;
  input.standardised.leads = {description.leads.front()};
  input.standardised.sample_count = description.samples;
  input.standardised.values.assign(description.samples, 0.5);
  input.log_sd_mv = {-1.0};
  const auto encoded = model->encode(input);
  if (!encoded)
    return;
  for (const auto& head : description.heads)
    static_cast<void>(model->classify(*encoded, head));
  const auto fused = model->fuse(*encoded);
  if (fused)
    static_cast<void>(model->elbo(input, *encoded, *fused));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto description = leadwise::parse_model_description(text);
  if (!description)
    return 0;
  const std::string written = leadwise::model_description_json(*description);
  const auto again = leadwise::parse_model_description(written);
  if (!again || leadwise::model_description_json(*again) != written)
    std::abort();
  if (values_of(leadwise::expected_tensors(*description)) <= kMostValues)
    load_and_run(*description);
  return 0;
}
