#include <cmath>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "elbo.hpp"
#include "fusion.hpp"

using namespace leadwise;
using Catch::Approx;

namespace {

Gaussian gaussian(float mean, float variance) { return {{mean}, {std::log(variance)}}; }

FusionDescription two_groups(MixtureVariance variance, bool prior) {
  FusionDescription fusion;
  fusion.groups = {{Lead::I, Lead::II}, {Lead::V1}};
  fusion.mixture_variance = variance;
  fusion.prior_in_groups = prior;
  fusion.variance_epsilon = 0.0;
  return fusion;
}

EncodedLeads encoded_three() {
  return {{Lead::I, Lead::II, Lead::V1}, {gaussian(1, 1), gaussian(4, 0.5F), gaussian(-2, 2)}, {0, 0, 0}};
}

}  // namespace

TEST_CASE("A product of experts weighs means by precision and adds precisions") {
  const Gaussian a = gaussian(1, 1), b = gaussian(4, 0.5F);
  const Gaussian* both[] = {&a, &b};
  const auto product = nn::product_of_experts(both, false, 0.0);
  CHECK(product.mean[0] == Approx(3.0));
  CHECK(product.variance[0] == Approx(1.0 / 3.0));
  const auto with_prior = nn::product_of_experts(both, true, 0.0);
  CHECK(with_prior.mean[0] == Approx(9.0 / 4.0));
  CHECK(with_prior.variance[0] == Approx(0.25));
}

TEST_CASE("The published mixture averages means and log-variances") {
  const auto fused = nn::fuse_leads(encoded_three(), two_groups(MixtureVariance::mean_logvar, false)).value();
  CHECK(fused.mu[0] == Approx(0.5));
  CHECK(fused.logvar[0] == Approx(0.5 * (std::log(1.0 / 3.0) + std::log(2.0))));
}

TEST_CASE("The moment-matched mixture has the variance of the mixture") {
  const auto fused = nn::fuse_leads(encoded_three(), two_groups(MixtureVariance::moment_matched, false)).value();
  CHECK(fused.mu[0] == Approx(0.5));
  CHECK(std::exp(fused.logvar[0]) == Approx(0.5 * (1.0 / 3.0 + 2.0) + 6.25));
}

TEST_CASE("Groups without a present lead are left out of the mixture") {
  const EncodedLeads only_v1 = {{Lead::V1}, {gaussian(-2, 2)}, {0}};
  const auto fused = nn::fuse_leads(only_v1, two_groups(MixtureVariance::mean_logvar, false)).value();
  CHECK(fused.mu[0] == Approx(-2.0));
  CHECK(fused.logvar[0] == Approx(std::log(2.0)));
  const EncodedLeads foreign = {{Lead::V6}, {gaussian(0, 1)}, {0}};
  const auto none = nn::fuse_leads(foreign, two_groups(MixtureVariance::mean_logvar, false));
  REQUIRE_FALSE(none.has_value());
  CHECK(none.error().code == ErrorCode::UnsupportedLeadSet);
}

TEST_CASE("Groups may overlap: a lead then takes part in every one that it is in") {
  FusionDescription fusion;
  fusion.groups = {{Lead::I}, {Lead::II}, {Lead::I, Lead::II}};
  fusion.variance_epsilon = 0.0;
  const auto fused = nn::fuse_leads(encoded_three(), fusion).value();
  CHECK(fused.mu[0] == Approx((1.0 + 4.0 + 3.0) / 3.0));
}

TEST_CASE("A fusion that overflows is an error and not a number that is none") {
  const EncodedLeads wild = {{Lead::V1}, {{{1.0F}, {3e38F}}}, {0}};
  const auto fused = nn::fuse_leads(wild, two_groups(MixtureVariance::mean_logvar, false));
  REQUIRE_FALSE(fused.has_value());
  CHECK(fused.error().code == ErrorCode::InferenceFailed);
}

TEST_CASE("The divergence from the standard normal is 0 for itself and known for others") {
  CHECK(nn::kl_from_standard_normal({{0, 0}, {0, 0}}) == 0.0);
  CHECK(nn::kl_from_standard_normal(gaussian(2, 1)) == Approx(2.0));
  CHECK(nn::kl_from_standard_normal(gaussian(0, 4)) == Approx(0.5 * (4.0 - 1.0 - std::log(4.0))));
}

TEST_CASE("A perfect reconstruction has the log-density of the mode, a wrong one half its squared error less") {
  const std::vector<double> samples = {1.0, -1.0};
  const std::vector<float> same = {1.0F, -1.0F}, off = {2.0F, 1.0F};
  CHECK(nn::mean_log_density(samples, same) == Approx(-0.91893853320467));
  CHECK(nn::mean_log_density(samples, off) == Approx(-0.91893853320467 - 0.5 * 2.5));
}
