#include "commands/export.hpp"

#include <iostream>
#include <sstream>

#include "commands/evaluate.hpp"
#include "judging/results_table.hpp"
#include "network/agreement.hpp"
#include "support/file_access.hpp"
#include "weights/model_card.hpp"

namespace leadwise::training {
namespace {

WeightType weight_type_of(const std::string& word) {
  if (word == "fp32")
    return WeightType::fp32;
  return word == "fp16" ? WeightType::fp16 : WeightType::int8;
}

Result<void> check_agreement(Model& model, const Network& network, const std::vector<EcgRecord>& recordings) {
  const auto difference = largest_difference(model, network, recordings);
  if (!difference)
    return tl::unexpected(difference.error());
  const double limit = agreement_limit(model.description().weight_type);
  std::cerr << "largest difference of a probability from libtorch's: " << *difference << " (limit " << limit << ")\n";
  if (*difference <= limit)
    return {};
  std::ostringstream message;
  message << "a probability differs by " << *difference << " from the trained weights', more than " << limit;
  return fail(ErrorCode::AgreementTooLow, message.str());
}

std::vector<EcgRecord> held_out_records(const TrainingData& data) {
  std::vector<EcgRecord> records;
  for (const auto position : data.of(Part::test))
    records.push_back(data.set.recordings[position].ecg);
  return records;
}

/// A file's bytes that have been checked against the network; with its results on the card where there is data to judge
/// by.
Result<std::vector<std::uint8_t>> checked_bytes(Network& network, const TrainingConfig& config) {
  TrainingData data;
  if (!config.recordings.empty()) {
    auto loaded = load_training_data(config, {});
    if (!loaded)
      return tl::unexpected(loaded.error());
    data = std::move(*loaded);
  }
  auto bytes = write_weight_file(network.description, file_tensors(network));
  if (!bytes)
    return bytes;
  auto model = Model::load(*bytes);
  if (!model)
    return tl::unexpected(model.error());
  if (auto agreed = check_agreement(*model, network, held_out_records(data)); !agreed)
    return tl::unexpected(agreed.error());
  if (config.recordings.empty())
    return bytes;
  const auto results = evaluate_model(*model, data, config);
  if (!results)
    return tl::unexpected(results.error());
  std::cout << results_table(*results);
  network.description.results_json = results->dump();
  return write_weight_file(network.description, file_tensors(network));
}

}  // namespace

Result<void> export_model(const TrainingConfig& config) {
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
  if (auto written = write_file(config.out, std::span<const std::uint8_t>(*bytes)); !written)
    return written;
  std::cerr << "wrote " << bytes->size() << " bytes\n";
  return {};
}

}  // namespace leadwise::training
