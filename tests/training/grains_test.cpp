#include "runs/grains.hpp"

#include <torch/torch.h>
#include <catch2/catch_test_macros.hpp>

namespace leadwise::training {
namespace {

using Rows = std::vector<std::vector<std::int64_t>>;

/// What the rows of grains stand for in the whole plan, where a process takes every `processes`-th example of it.
Rows in_plan(const Rows& grains, std::size_t processes, std::size_t rank) {
  Rows places = grains;
  for (auto& grain : places)
    for (auto& row : grain)
      row = row * static_cast<std::int64_t>(processes) + static_cast<std::int64_t>(rank);
  return places;
}

std::vector<std::size_t> first_positions(std::size_t count) {
  std::vector<std::size_t> positions(count);
  for (std::size_t i = 0; i < count; ++i)
    positions[i] = i;
  return positions;
}

/// Sums what grains have, and tells in which order.
float summed(const std::vector<float>& values) {
  const auto weight = torch::zeros({1}, torch::requires_grad());
  const auto done = sum_pairwise({weight}, values.size(), [&](std::size_t grain) -> Result<void> {
    (weight * values[grain]).sum().backward();
    return {};
  });
  CHECK(done.has_value());
  return weight.grad().item<float>();
}

TEST_CASE("Two processes with half of the batch have the grains of one, by turns") {
  for (const std::size_t half : {1U, 3U, 4U, 5U, 8U, 12U}) {
    for (const std::size_t grain : {1U, 2U, 4U, 64U}) {
      CAPTURE(half, grain);
      if (grain >= 2 * half)
        continue;
      const auto grains = grain_count(half, grain);
      REQUIRE(grain_count(2 * half, grain) == 2 * grains);
      const auto whole = rows_of_grains(first_positions(2 * half), 2 * half, 2 * grains);
      for (const std::size_t rank : {0U, 1U}) {
        const auto own = in_plan(rows_of_grains(first_positions(half), half, grains), 2, rank);
        for (std::size_t i = 0; i < grains; ++i)
          CHECK(own[i] == whole[2 * i + rank]);
      }
    }
  }
}

TEST_CASE("An ECG that could not be made leaves the others in their grains") {
  CHECK(rows_of_grains({8, 10, 11}, 4, 2) == Rows{{0, 1}, {2}});
}

TEST_CASE("Grains are added up pairwise, those that one of two processes has among themselves first") {
  // In floats 2^24 + 1 is 2^24: each order has its own sum.
  const float large = 16777216.0F;
  CHECK(summed({3.0F}) == 3.0F);
  CHECK(summed({large, 1.0F}) == large);
  CHECK(summed({1.0F, large, 1.0F, 2.0F}) == (1.0F + 1.0F) + (large + 2.0F));
  CHECK(summed({large, 1.0F, -large, 1.0F}) == 2.0F);
  CHECK(summed({large, 1.0F, 1.0F, 1.0F, -large, 1.0F, 1.0F, 1.0F}) == 6.0F);
}

TEST_CASE("What one grain alone has a gradient of is in the sum, and the first failure ends it") {
  const auto first = torch::zeros({1}, torch::requires_grad()), second = torch::zeros({1}, torch::requires_grad());
  const auto unused = torch::zeros({1}, torch::requires_grad());
  const auto add = [&](std::size_t grain) -> Result<void> {
    (grain == 1 ? second : first).sum().backward();
    return {};
  };
  REQUIRE(sum_pairwise({first, second, unused}, 4, add).has_value());
  CHECK(first.grad().item<float>() == 3.0F);
  CHECK(second.grad().item<float>() == 1.0F);
  CHECK_FALSE(unused.grad().defined());
  std::size_t called = 0;
  const auto failing = [&](std::size_t) -> Result<void> { return ++called, fail(ErrorCode::TrainingDiverged, "here"); };
  CHECK_FALSE(sum_pairwise({first}, 8, failing).has_value());
  CHECK(called == 1);
}

}  // namespace
}  // namespace leadwise::training
