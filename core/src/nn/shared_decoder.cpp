#include "shared_decoder.hpp"

#include "finite.hpp"
#include "stored_layers.hpp"

namespace leadwise::nn {

Result<SharedDecoder> SharedDecoder::build(const Workspace& workspace, const StoredModel& stored) {
  const ModelDescription& model = stored.description();
  auto network = build_stack(workspace, stored, "decoder", model.decoder.layers, vector_shape(model.latent_size));
  if (!network)
    return tl::unexpected<Error>(network.error());
  std::vector<float> embedding;
  if (model.decoder.lead_embedding)
    embedding = stored.floats("decoder.lead_embedding");
  return SharedDecoder(std::move(*network), std::move(embedding));
}

Result<std::vector<float>> SharedDecoder::decode(std::span<const float> z, Lead lead) {
  const auto input = network_.input();
  if (z.size() != input.size() || !is_finite_throughout(z)) {
    return fail(ErrorCode::InvalidArgument, "z must be " + std::to_string(input.size()) + " finite numbers");
  }
  for (std::size_t i = 0; i < z.size(); ++i) {
    input[i] = z[i] + (is_lead_specific() ? embedding_[lead_index(lead) * z.size() + i] : 0.0F);
  }
  if (auto ran = network_.run(); !ran)
    return tl::unexpected<Error>(ran.error());
  const auto output = network_.output(0);
  if (!is_finite_throughout(output))
    return fail(ErrorCode::InferenceFailed, "the decoder overflows");
  return std::vector<float>(output.begin(), output.end());
}

}  // namespace leadwise::nn
