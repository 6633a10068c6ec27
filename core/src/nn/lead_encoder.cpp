#include "lead_encoder.hpp"

#include "finite.hpp"
#include "model_description_check.hpp"
#include "stored_layers.hpp"

namespace leadwise::nn {

Result<LeadEncoder> LeadEncoder::build(const Workspace& workspace, const StoredModel& stored, Lead lead) {
  const ModelDescription& model = stored.description();
  const std::string prefix = "encoder." + std::string(lead_name(lead));
  GraphBuilder graph(sequence_shape(model.samples, 1), 2);
  const auto trunk = add_layers(graph, graph.input(), model.encoder.trunk, stored, prefix + ".trunk");
  std::vector<GraphBuilder::Value> read;
  for (std::size_t r = 0; r < model.encoder.readouts.size(); ++r) {
    read.push_back(
        add_layers(graph, trunk, model.encoder.readouts[r], stored, prefix + ".readout." + std::to_string(r)));
  }
  const auto features = graph.concatenate(read);
  const Layer latent = Linear{features.shape.channels, model.latent_size};
  graph.output(add_layer(graph, features, latent, stored, prefix + ".mu"));
  graph.output(add_layer(graph, features, latent, stored, prefix + ".logvar"));
  auto network = std::move(graph).build(workspace);
  if (!network)
    return tl::unexpected<Error>(network.error());
  return LeadEncoder(lead, std::move(*network));
}

Result<Gaussian> LeadEncoder::encode(std::span<const double> standardised) {
  const std::string name(lead_name(lead_));
  // Asked of the input: a ReLU in vector instructions may turn NaN into 0.
  if (!is_finite_throughout(standardised)) {
    return fail(ErrorCode::NonFiniteSample, "lead " + name + " holds samples that are not finite numbers");
  }
  const auto input = network_.input();
  for (std::size_t i = 0; i < input.size(); ++i)
    input[i] = static_cast<float>(standardised[i]);
  if (auto ran = network_.run(); !ran)
    return tl::unexpected<Error>(ran.error());
  const auto mu = network_.output(0), logvar = network_.output(1);
  if (!is_finite_throughout(mu) || !is_finite_throughout(logvar)) {
    return fail(ErrorCode::InferenceFailed, "the encoder of lead " + name + " overflows");
  }
  return Gaussian{{mu.begin(), mu.end()}, {logvar.begin(), logvar.end()}};
}

}  // namespace leadwise::nn
