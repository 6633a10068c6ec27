#include "golden_network.hpp"

#include <fstream>
#include <iterator>

#include <catch2/catch_test_macros.hpp>

#include "formula.hpp"

namespace leadwise::testing {
namespace {

nlohmann::json read_golden(const std::string& name) {
  std::ifstream file(std::string(LEADWISE_GOLDEN_DIR) + "/nn/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto json = nlohmann::json::parse(text, nullptr, false);
  REQUIRE(json.is_object());
  return json;
}

}  // namespace

GoldenNetwork golden_paper() {
  ModelDescription model = paper_preset();
  model.leads = {Lead::I, Lead::II, Lead::V1};
  model.heads = {classifier_head(model, "test", "rv_overload", {Lead::I, Lead::V1}, 128, false)};
  return {model, read_golden("paper.json")};
}

GoldenNetwork golden_leadwise() { return {leadwise_preset(), read_golden("leadwise.json")}; }

std::vector<std::uint8_t> golden_weight_file(const GoldenNetwork& golden, WeightType type) {
  ModelDescription model = golden.description;
  model.weight_type = type;
  auto file = write_weight_file(model, formula_tensors(model, golden.head_gain()));
  REQUIRE(file.has_value());
  return std::move(*file);
}

}  // namespace leadwise::testing
