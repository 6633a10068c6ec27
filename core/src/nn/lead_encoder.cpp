#include "lead_encoder.hpp"

#include "finite.hpp"
#include "model_description_check.hpp"
#include "stored_layers.hpp"

namespace leadwise::nn {
namespace {

GraphBuilder::Value add_features(GraphBuilder& graph, const StoredModel& stored, const std::string& prefix) {
  const EncoderDescription& encoder = stored.description().encoder;
  const auto trunk = add_layers(graph, graph.input(), encoder.trunk, stored, prefix + ".trunk");
  std::vector<GraphBuilder::Value> read;
  for (std::size_t r = 0; r < encoder.readouts.size(); ++r) {
    const std::string name = prefix + ".readout." + std::to_string(r);
    read.push_back(add_layers(graph, trunk, encoder.readouts[r], stored, name));
  }
  return graph.concatenate(read);
}

Result<Network> build_features(const Workspace& workspace, const StoredModel& stored, const std::string& prefix) {
  GraphBuilder graph(workspace, sequence_shape(stored.description().samples, 1), 1);
  graph.output(add_features(graph, stored, prefix));
  return std::move(graph).build();
}

Result<Network> build_whole(const Workspace& workspace, const StoredModel& stored, const std::string& prefix,
                            const Linear& latent) {
  GraphBuilder graph(workspace, sequence_shape(stored.description().samples, 1), 2);
  const auto features = add_features(graph, stored, prefix);
  graph.output(add_layer(graph, features, latent, stored, prefix + ".mu"));
  graph.output(add_layer(graph, features, latent, stored, prefix + ".logvar"));
  return std::move(graph).build();
}

}  // namespace

Result<LeadEncoder> LeadEncoder::build(const Workspace& workspace, const StoredModel& stored, Lead lead) {
  const ModelDescription& model = stored.description();
  const std::string prefix = "encoder." + std::string(lead_name(lead));
  const Linear latent = {readout_width(model), model.latent_size};
  const bool is_int8 = model.weight_type == WeightType::int8 && Int8Linear::is_for(latent);
  auto network = is_int8 ? build_features(workspace, stored, prefix) : build_whole(workspace, stored, prefix, latent);
  if (!network)
    return tl::unexpected<Error>(network.error());
  if (!is_int8)
    return LeadEncoder(lead, std::move(*network), std::nullopt);
  auto quantised = Int8Linear::build(workspace, stored, latent, {prefix + ".mu", prefix + ".logvar"});
  if (!quantised)
    return tl::unexpected<Error>(quantised.error());
  return LeadEncoder(lead, std::move(*network), std::move(*quantised));
}

Result<Gaussian> LeadEncoder::run() {
  if (auto ran = network_.run(); !ran)
    return tl::unexpected<Error>(ran.error());
  if (!latent_) {
    const auto mu = network_.output(0), logvar = network_.output(1);
    return Gaussian{{mu.begin(), mu.end()}, {logvar.begin(), logvar.end()}};
  }
  auto both = latent_->run(network_.output(0));
  if (!both)
    return tl::unexpected<Error>(both.error());
  return Gaussian{std::move((*both)[0]), std::move((*both)[1])};
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
  auto posterior = run();
  if (!posterior)
    return posterior;
  if (!is_finite_throughout(posterior->mu) || !is_finite_throughout(posterior->logvar)) {
    return fail(ErrorCode::InferenceFailed, "the encoder of lead " + name + " overflows");
  }
  return posterior;
}

}  // namespace leadwise::nn
