#include "leadwise/explanation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <catch2/catch_test_macros.hpp>

#include "leadwise/screener.hpp"
#include "screening_fixture.hpp"

using namespace leadwise;
using namespace leadwise::testing;

namespace {

Screening explained(const EcgRecord& record, std::string_view leads = "auto") {
  const auto weights = drawn_weights();
  Model model = Model::load(weights).value();
  const Explainer explainer = Explainer::open(weights).value();
  auto screening = screen(record, model, parse_lead_choice(leads).value(), &explainer);
  REQUIRE(screening);
  return std::move(*screening);
}

double sum_of(const WaveShares& shares) {
  double sum = shares.rest;
  for (const auto& wave : shares.waves)
    sum += wave.value_or(0.0);
  return sum;
}

void check_complete(const Explanation& explanation) {
  const Attribution& attribution = explanation.attribution;
  CHECK((attribution.relative_gap() <= 0.01 || std::fabs(attribution.gap()) <= 0.01));
  REQUIRE(explanation.waves.size() == attribution.leads.size());
  for (std::size_t i = 0; i < attribution.leads.size(); ++i)
    CHECK(std::fabs(sum_of(explanation.waves[i]) - attribution.leads[i].shape()) < 1e-9);
}

double share(const WaveShares& shares, EcgWave wave) {
  return shares.waves[static_cast<std::size_t>(wave)].value_or(std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

TEST_CASE("Every prediction is explained, and its attributions add up to it") {
  const Screening screening = explained(simulated_record(), "all");
  REQUIRE(screening.predictions.size() == 2);
  REQUIRE(screening.explanations.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    const Explanation& explanation = screening.explanations[i];
    const Prediction& prediction = screening.predictions[i];
    CHECK(explanation.head_id == prediction.head_id);
    CHECK(explanation.task == prediction.task);
    CHECK(explanation.attribution.leads.size() == prediction.lead_count);
    CHECK(std::fabs(probability_of_logit(explanation.attribution.logit) - prediction.probability) < 1e-5);
    check_complete(explanation);
  }
}

TEST_CASE("Without an explainer, and where the model abstains, nothing is explained") {
  Model model = Model::load(drawn_weights()).value();
  CHECK(screen(simulated_record(), model)->explanations.empty());
  const Screening abstained = explained(simulated_record(4.0));
  CHECK(abstained.abstained);
  CHECK(abstained.explanations.empty());
}

TEST_CASE("The waves that an ECG shows have shares in its leads, and a wave that it lacks has none", "[large]") {
  SimulationSettings settings;
  settings.noise_mv = 0.004;
  const Screening with_p = explained(simulate_ecg(settings, 4)->record);
  settings.p_amplitude_mv = 0.0;
  const Screening without_p = explained(simulate_ecg(settings, 4)->record);
  for (const WaveShares& lead : with_p.explanations[0].waves) {
    for (const EcgWave wave : {EcgWave::p, EcgWave::st, EcgWave::t})
      CHECK(std::isfinite(share(lead, wave)));
    CHECK((std::isfinite(share(lead, EcgWave::r)) || std::isfinite(share(lead, EcgWave::s))));
  }
  for (const WaveShares& lead : without_p.explanations[0].waves)
    CHECK_FALSE(lead.waves[static_cast<std::size_t>(EcgWave::p)]);
}

TEST_CASE("Of a long recording the window is explained whose logit is the median", "[large]") {
  EcgRecord record = simulated_record(50.0);
  // Every ten seconds are their own: later ones have larger chest leads.
  for (Channel& channel : record.channels) {
    for (std::size_t i = 0; i < channel.samples_mv.size(); ++i) {
      if (channel.lead && !is_limb_lead(*channel.lead))
        channel.samples_mv[i] *= 1.0 + 0.3 * static_cast<double>(i / 5000);
    }
  }
  const Screening screening = explained(record);
  REQUIRE(screening.explanations.size() == 1);
  const Explanation& explanation = screening.explanations[0];
  CHECK(std::fabs(probability_of_logit(explanation.attribution.logit) - screening.predictions[0].probability) < 1e-5);
  CHECK(screening.predictions[0].lowest_window_probability < screening.predictions[0].probability);
  CHECK(screening.predictions[0].highest_window_probability > screening.predictions[0].probability);
  check_complete(explanation);
}

TEST_CASE("An explained window begins where it lies in the record, also behind windows that were left out", "[large]") {
  EcgRecord record = simulated_record(30.0);
  Channel& channel = channel_of(record, Lead::V3);
  std::fill(channel.samples_mv.begin(), channel.samples_mv.begin() + 5000, 0.25);
  const Screening screening = explained(record);
  REQUIRE(screening.skipped_windows == 1);
  REQUIRE(screening.explanations.size() == 1);
  const Explanation& explanation = screening.explanations[0];
  CHECK((explanation.start_s == 10.0 || explanation.start_s == 20.0));
  // Its waves were looked for in the same seconds: with a few beats cut off at the ends, most of the shape is in waves.
  CHECK(explanation.waves[0].waves[static_cast<std::size_t>(EcgWave::t)]);
}

TEST_CASE("The reconstruction is the decoder's, on the record's scale", "[large]") {
  const EcgRecord record = simulated_record();
  const Screening screening = explained(record);
  const Explanation& explanation = screening.explanations[0];
  const auto prepared = prepare_record(record, kTwelveLeads).value();
  const ModelInput& input = prepared.windows[0];
  std::vector<double> kl_parts;
  for (std::size_t i = 0; i < 12; ++i) {
    const auto& reconstruction_mv = explanation.reconstruction_mv[i];
    REQUIRE(reconstruction_mv.size() == kWindowSamples);
    double squares = 0.0;
    for (std::size_t k = 0; k < kWindowSamples; ++k) {
      const double off_mv = reconstruction_mv[k] - std::exp(input.log_sd_mv[i]) * input.standardised.row(i)[k];
      squares += off_mv * off_mv;
    }
    const double variance_mv2 = std::exp(2.0 * input.log_sd_mv[i]);
    const double mean_square = squares / variance_mv2 / static_cast<double>(kWindowSamples);
    CHECK(std::fabs(explanation.reconstruction_mse[i] - mean_square) < 1e-9);
    const double density = -0.5 * (std::log(2.0 * 3.14159265358979323846) + squares / variance_mv2 / kWindowSamples);
    kl_parts.push_back(density - screening.elbo[i].elbo);
  }
  // What is left of the ELBO is every lead's equal share of the KL.
  for (const double part : kl_parts)
    CHECK(std::fabs(part - kl_parts[0]) < 1e-5);
  CHECK(kl_parts[0] > 0.0);
}
