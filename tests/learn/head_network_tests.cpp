#include "head_network.hpp"

#include <cmath>
#include <fstream>
#include <iterator>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "adam.hpp"
#include "leadwise/random.hpp"

using namespace leadwise;
using namespace leadwise::learn;
using Json = nlohmann::json;

namespace {

HeadDescription head_of(std::vector<Layer> layers) {
  HeadDescription head;
  head.id = "made";
  head.layers = std::move(layers);
  return head;
}

const HeadDescription kHead = head_of({Linear{5, 4}, Relu{}, Linear{4, 2}});

Json read_golden() {
  std::ifstream file(std::string(LEADWISE_GOLDEN_DIR) + "/learn/head.json");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  Json json = Json::parse(text, nullptr, false);
  REQUIRE(json.is_object());
  return json;
}

Rows rows_of(const Json& json) {
  const Json lists = json[0].is_array() ? json : Json::array({json});
  Rows rows(lists.size(), lists[0].size());
  double* next = rows.data();
  for (const Json& list : lists) {
    for (const Json& value : list)
      *next++ = value.get<double>();
  }
  return rows;
}

HeadWeights weights_of(const Json& json) {
  HeadWeights weights(3);
  for (const std::size_t layer : {0U, 2U}) {
    weights[layer].weight = rows_of(json[std::to_string(layer) + ".weight"]);
    weights[layer].bias = rows_of(json[std::to_string(layer) + ".bias"]);
  }
  return weights;
}

double largest_difference(const HeadWeights& a, const HeadWeights& b) {
  double largest = 0.0;
  for (const std::size_t layer : {0U, 2U}) {
    largest = std::max(largest, (a[layer].weight - b[layer].weight).cwiseAbs().maxCoeff());
    largest = std::max(largest, (a[layer].bias - b[layer].bias).cwiseAbs().maxCoeff());
  }
  return largest;
}

struct Step {
  Rows inputs, mask;
  std::vector<int> labels;
  double loss;
};

Step step_of(const Json& golden, const Json& step) {
  const Rows inputs = rows_of(golden["inputs"]);
  Step made{Rows(step["rows"].size(), inputs.cols()), rows_of(step["mask"]), {}, step["loss"].get<double>()};
  for (std::size_t i = 0; i < step["rows"].size(); ++i) {
    const auto row = step["rows"][i].get<std::size_t>();
    made.inputs.row(static_cast<Eigen::Index>(i)) = inputs.row(static_cast<Eigen::Index>(row));
    made.labels.push_back(golden["labels"][row].get<int>());
  }
  return made;
}

Rows random_rows(Eigen::Index rows, Eigen::Index columns, Random& random) {
  Rows made(rows, columns);
  for (Eigen::Index i = 0; i < made.size(); ++i)
    made.data()[i] = random.normal();
  return made;
}

}  // namespace

TEST_CASE("Loss, gradient and nine steps of Adam with dropout are PyTorch's") {
  const Json golden = read_golden();
  HeadWeights weights = weights_of(golden["before"]);
  Adam adam(golden["learning_rate"].get<double>());
  bool first = true;
  for (const Json& json : golden["steps"]) {
    const Step step = step_of(golden, json);
    const auto result = loss_gradient(kHead, weights, step.inputs, step.labels, {step.mask});
    CHECK(std::fabs(result.loss - step.loss) < 1e-12);
    if (first)
      CHECK(largest_difference(result.gradient, weights_of(golden["first_gradient"])) < 1e-13);
    first = false;
    adam.step(weights, result.gradient);
  }
  CHECK(largest_difference(weights, weights_of(golden["after"])) < 1e-12);
  CHECK(largest_difference(weights, weights_of(golden["before"])) > 0.05);
}

TEST_CASE("Gradients are what small changes of every weight do, through several layers and dropout") {
  Random random(5);
  const HeadDescription deep = head_of({Linear{6, 5}, Relu{}, Linear{5, 4}, Relu{}, Linear{4, 2}});
  HeadWeights weights(5);
  for (const std::size_t layer : {0U, 2U, 4U}) {
    const auto& linear = std::get<Linear>(deep.layers[layer]);
    weights[layer].weight = random_rows(static_cast<Eigen::Index>(linear.out_features),
                                        static_cast<Eigen::Index>(linear.in_features), random);
    weights[layer].bias = random_rows(1, static_cast<Eigen::Index>(linear.out_features), random);
  }
  const Rows inputs = random_rows(7, 6, random);
  const std::vector<int> labels = {0, 1, 1, 0, 1, 0, 0};
  const DropoutMasks masks = {(random_rows(7, 5, random).array() > 0.0).cast<double>() * 2.0, Rows()};
  const auto result = loss_gradient(deep, weights, inputs, labels, masks);
  double worst = 0.0, largest = 0.0;
  for (const std::size_t layer : {0U, 2U, 4U}) {
    for (Eigen::Index i = 0; i < weights[layer].weight.size() + weights[layer].bias.size(); ++i) {
      const bool in_weight = i < weights[layer].weight.size();
      const Eigen::Index at = in_weight ? i : i - weights[layer].weight.size();
      double& value = in_weight ? weights[layer].weight.data()[at] : weights[layer].bias.data()[at];
      const double gradient =
          in_weight ? result.gradient[layer].weight.data()[at] : result.gradient[layer].bias.data()[at];
      const double kept = value, step = 1e-6;
      value = kept + step;
      const double above = loss_gradient(deep, weights, inputs, labels, masks).loss;
      value = kept - step;
      const double below = loss_gradient(deep, weights, inputs, labels, masks).loss;
      value = kept;
      worst = std::max(worst, std::fabs(gradient - (above - below) / (2.0 * step)));
      largest = std::max(largest, std::fabs(gradient));
    }
  }
  CHECK(largest > 0.1);
  CHECK(worst < 1e-8);
}

TEST_CASE("Logits far from zero have a finite loss and gradient") {
  HeadWeights weights(1);
  weights[0].weight = Rows::Constant(2, 1, 0.0);
  weights[0].weight(1, 0) = 1e6;
  weights[0].bias = Eigen::RowVectorXd::Zero(2);
  const auto result = loss_gradient(head_of({Linear{1, 2}}), weights, Rows::Constant(1, 1, 1.0), {0}, {});
  CHECK(result.loss == Catch::Approx(1e6));
  CHECK(result.gradient[0].weight(1, 0) == 1.0);
}

TEST_CASE("A head of layers that cannot be trained is refused with the layer's place") {
  CHECK(check_trainable(kHead, 5).has_value());
  const auto refused = check_trainable(kHead, 6);
  CHECK(refused.error().code == ErrorCode::InvalidArgument);
  CHECK(refused.error().message.find("layer 0") != std::string::npos);
  CHECK_FALSE(check_trainable(head_of({Linear{5, 4}, Flatten{}, Linear{4, 2}}), 5).has_value());
  CHECK_FALSE(check_trainable(head_of({Linear{5, 3}}), 5).has_value());
  CHECK_FALSE(check_trainable(head_of({Linear{5, 2}, Relu{}}), 5).has_value());
  CHECK_FALSE(check_trainable(head_of({}), 2).has_value());
}
