#include "commands/export.hpp"

#include <algorithm>
#include <iostream>
#include <optional>
#include <sstream>

#include "commands/evaluate.hpp"
#include "commands/output_file.hpp"
#include "judging/results_table.hpp"
#include "network/agreement.hpp"
#include "support/file_access.hpp"
#include "weights/labelled_card.hpp"
#include "weights/model_card.hpp"
#include "weights/model_file.hpp"

namespace leadwise::training {
namespace {

WeightType weight_type_of(const std::string& word) {
  if (word == "fp32")
    return WeightType::fp32;
  return word == "fp16" ? WeightType::fp16 : WeightType::int8;
}

/// On simulated ECGs and on the held-out ones.
Result<double> difference_on_all(Model& model, const Network& network, const std::optional<TrainingData>& data) {
  auto largest = largest_difference(model, network);
  if (!largest || !data)
    return largest;
  const auto visited = visit_recordings(*data, data->of(Part::test), [&](const Recording& recording) {
    return difference_on(model, network, recording.ecg).map([&](double difference) {
      largest = std::max(*largest, difference);
    });
  });
  return visited ? largest : tl::unexpected(visited.error());
}

Result<void> check_agreement(Model& model, const Network& network, const std::optional<TrainingData>& data) {
  const auto difference = difference_on_all(model, network, data);
  if (!difference)
    return tl::unexpected(difference.error());
  const double limit = agreement_limit(model.description().weight_type);
  std::cerr << "largest difference of a probability from libtorch's: " << *difference << " (limit " << limit << ")\n";
  if (*difference <= limit)
    return {};
  std::ostringstream message;
  message << "a probability differs by " << *difference << " from the trained weights', more than " << limit;
  if (model.description().weight_type == WeightType::int8)
    message << ": finetune with \"round_weights\", for longer, or export as fp16";
  return fail(ErrorCode::AgreementTooLow, message.str());
}

/// Nothing where neither recordings nor shards are named.
Result<std::optional<TrainingData>> data_to_judge_by(const ModelDescription& model, const TrainingConfig& config) {
  if (config.recordings.empty() && config.shards.empty())
    return std::nullopt;
  return load_training_data(config, {}, model.leads, Condition::control).map([](TrainingData&& data) {
    return std::optional(std::move(data));
  });
}

/// A file's bytes that have been checked against the network; with its results on the card where there is data to judge
/// by.
Result<std::vector<std::uint8_t>> checked_bytes(Network& network, const TrainingConfig& config) {
  const auto data = data_to_judge_by(network.description, config);
  if (!data)
    return tl::unexpected(data.error());
  auto bytes = write_weight_file(network.description, file_tensors(network));
  if (!bytes)
    return bytes;
  auto model = Model::load(*bytes);
  if (!model)
    return tl::unexpected(model.error());
  if (auto agreed = check_agreement(*model, network, *data); !agreed)
    return tl::unexpected(agreed.error());
  if (!*data)
    return bytes;
  const auto results = evaluate_model(*model, **data, config);
  if (!results)
    return tl::unexpected(results.error());
  std::cout << results_table(*results);
  for (const auto& [key, result] : results->items())
    add_results(network.description, key, result);
  return write_weight_file(network.description, file_tensors(network));
}

}  // namespace

Result<void> export_model(const TrainingConfig& config) {
  if (auto writable = check_output_file(config.out, ""); !writable)
    return writable;
  const auto file_bytes = read_file(config.weights);
  if (!file_bytes)
    return tl::unexpected(file_bytes.error());
  auto file = read_weight_file(*file_bytes);
  if (!file)
    return tl::unexpected(file.error());
  if (file->description.heads.empty())
    return fail(ErrorCode::InvalidArgument, "\"" + config.weights + "\" has no heads: finetune it first");
  describe_export(file->description, config);
  file->description.weight_type = weight_type_of(config.weight_type);
  auto network = make_network(file->description, file->tensors);
  if (!network)
    return tl::unexpected(network.error());
  const auto bytes = checked_bytes(*network, config);
  if (!bytes)
    return tl::unexpected(bytes.error());
  if (auto written = write_model_file(config.out, *bytes, network->description); !written)
    return written;
  std::cerr << "wrote " << bytes->size() << " bytes\n";
  return {};
}

}  // namespace leadwise::training
