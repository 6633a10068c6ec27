#include <algorithm>
#include <array>
#include <cmath>

#include "adam.hpp"
#include "head_tensors.hpp"
#include "leadwise/random.hpp"

namespace leadwise {
namespace {

using namespace learn;

// Streams of random numbers: what is drawn for one purpose moves nothing of another.
constexpr std::uint64_t kWeightStream = 300, kOrderStream = 301, kDropoutStream = 302;

/// Uniform within 1 / sqrt(inputs), weights and biases, as PyTorch's linear layers begin.
HeadWeights drawn_weights(const HeadDescription& head, std::uint64_t seed) {
  HeadWeights weights(head.layers.size());
  for (std::size_t i = 0; i < head.layers.size(); ++i) {
    const auto* linear = std::get_if<Linear>(&head.layers[i]);
    if (linear == nullptr)
      continue;
    Random random = Random(seed, kWeightStream).fork(i);
    const double bound = 1.0 / std::sqrt(static_cast<double>(linear->in_features));
    const auto draw = [&random, bound] { return random.uniform(-bound, bound); };
    const auto out = static_cast<Eigen::Index>(linear->out_features);
    weights[i].weight = Rows(out, static_cast<Eigen::Index>(linear->in_features));
    std::generate_n(weights[i].weight.data(), weights[i].weight.size(), draw);
    weights[i].bias = Eigen::RowVectorXd(out);
    std::generate_n(weights[i].bias.data(), out, draw);
  }
  return weights;
}

/// Fisher and Yates, from the epoch's own numbers.
std::vector<Eigen::Index> shuffled(std::size_t count, Random random) {
  std::vector<Eigen::Index> order(count);
  for (std::size_t i = 0; i < count; ++i)
    order[i] = static_cast<Eigen::Index>(i);
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[static_cast<std::size_t>(random.below(i))]);
  return order;
}

DropoutMasks draw_masks(const HeadDescription& head, Eigen::Index rows, double dropout, Random& random) {
  DropoutMasks masks;
  std::size_t width = 0;
  for (const Layer& layer : head.layers) {
    if (const auto* linear = std::get_if<Linear>(&layer))
      width = linear->out_features;
    if (!std::holds_alternative<Relu>(layer))
      continue;
    Rows mask(rows, static_cast<Eigen::Index>(width));
    const double kept = 1.0 / (1.0 - dropout);
    std::generate_n(mask.data(), mask.size(), [&] { return random.uniform() < dropout ? 0.0 : kept; });
    masks.push_back(dropout > 0.0 ? std::move(mask) : Rows());
  }
  return masks;
}

struct Batch {
  Rows inputs;
  std::vector<int> labels;
  std::vector<double> counting;
};

Batch gather(const Rows& inputs, const HeadExamples& examples, std::span<const Eigen::Index> chosen) {
  Batch batch{Rows(static_cast<Eigen::Index>(chosen.size()), inputs.cols()), {}, {}};
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    batch.inputs.row(static_cast<Eigen::Index>(i)) = inputs.row(chosen[i]);
    const auto row = static_cast<std::size_t>(chosen[i]);
    batch.labels.push_back(examples.positive[row] ? 1 : 0);
    if (!examples.weights.empty())
      batch.counting.push_back(examples.weights[row]);
  }
  return batch;
}

/// One pass over all rows; gives the mean loss.
double run_epoch(const HeadDescription& head, const Rows& inputs, const HeadExamples& examples,
                 const HeadTrainingSettings& settings, std::uint64_t epoch, HeadWeights& weights, Adam& adam) {
  const auto order = shuffled(examples.positive.size(), Random(settings.seed, kOrderStream).fork(epoch));
  Random random = Random(settings.seed, kDropoutStream).fork(epoch);
  double sum = 0.0;
  for (std::size_t first = 0; first < order.size(); first += settings.batch_size) {
    const std::size_t count = std::min(settings.batch_size, order.size() - first);
    const Batch batch = gather(inputs, examples, std::span(order).subspan(first, count));
    const auto masks = draw_masks(head, batch.inputs.rows(), settings.dropout, random);
    const LossGradient step = loss_gradient(head, weights, batch.inputs, batch.labels, masks, batch.counting);
    adam.step(weights, step.gradient);
    sum += step.loss * static_cast<double>(count);
  }
  return sum / static_cast<double>(order.size());
}

Result<void> check_settings(const HeadTrainingSettings& settings) {
  if (settings.epochs == 0 || settings.batch_size == 0)
    return fail(ErrorCode::InvalidArgument, "a head needs an epoch and a record a batch at least");
  if (!(settings.learning_rate > 0.0 && settings.learning_rate <= 1.0))
    return fail(ErrorCode::InvalidArgument, "a learning rate must be above 0 and at most 1");
  if (!(settings.dropout >= 0.0 && settings.dropout < 1.0))
    return fail(ErrorCode::InvalidArgument, "dropout must be at least 0 and below 1");
  return {};
}

Result<void> check_both_classes(const HeadExamples& examples) {
  std::array<bool, 2> taught = {};
  for (std::size_t i = 0; i < examples.positive.size(); ++i)
    if (examples.weights.empty() || examples.weights[i] > 0.0)  // what weighs nothing teaches nothing
      taught[examples.positive[i] ? 1 : 0] = true;
  if (taught[0] && taught[1])
    return {};
  return fail(ErrorCode::OneClassOnly, "all records to learn from are of one class");
}

Result<void> check_weights(const HeadExamples& examples) {
  const auto& weights = examples.weights;
  const auto usable = [](double weight) { return weight >= 0.0 && std::isfinite(weight); };
  if (weights.empty() ||
      (weights.size() == examples.positive.size() && std::all_of(weights.begin(), weights.end(), usable)))
    return {};
  return fail(ErrorCode::InvalidArgument, "what records count must be 0 or more, of each of them");
}

Result<void> check_request(const HeadDescription& head, const HeadExamples& examples,
                           const HeadTrainingSettings& settings) {
  return check_settings(settings)
      .and_then([&] { return check_trainable(head, examples.width); })
      .and_then([&] { return check_rows(examples); })
      .and_then([&] { return check_weights(examples); })
      .and_then([&] { return check_both_classes(examples); });
}

}  // namespace

Result<TrainedHead> train_head(const HeadDescription& head, const HeadExamples& examples,
                               const HeadTrainingSettings& settings) {
  if (const auto checked = check_request(head, examples, settings); !checked)
    return tl::unexpected(checked.error());
  const Rows inputs = rows_of(examples);
  HeadWeights weights = drawn_weights(head, settings.seed);
  Adam adam(settings.learning_rate);
  TrainedHead trained;
  for (std::size_t epoch = 0; epoch < settings.epochs; ++epoch) {
    trained.losses.push_back(run_epoch(head, inputs, examples, settings, epoch, weights, adam));
    if (!std::isfinite(trained.losses.back()))
      return fail(ErrorCode::TrainingDiverged,
                  "the loss of head " + head.id + " is no number in epoch " + std::to_string(epoch + 1));
  }
  trained.tensors = head_tensors(head, weights);
  return trained;
}

Result<std::vector<double>> head_log_odds(const HeadDescription& head,
                                          const std::map<std::string, FloatTensor>& tensors,
                                          const HeadExamples& examples) {
  const auto checked = check_trainable(head, examples.width).and_then([&] { return check_rows(examples); });
  if (!checked)
    return tl::unexpected(checked.error());
  const auto weights = head_weights(head, tensors);
  if (!weights)
    return tl::unexpected(weights.error());
  const Rows logits = head_logits(head, *weights, rows_of(examples));
  std::vector<double> log_odds;
  for (Eigen::Index row = 0; row < logits.rows(); ++row)
    log_odds.push_back(logits(row, 1) - logits(row, 0));
  return log_odds;
}

}  // namespace leadwise
