#include "delineation/similar_beats.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "delineation/smooth_leads.hpp"
#include "leadwise/random.hpp"

using leadwise::LeadSamples;

namespace {

constexpr std::size_t kSimilarSamples = 5000;
constexpr leadwise::WindowChoice kWindow = {-60, 60, -50, 50, 12, 0.9};

// A bump of 80 ms and 1 mV at every place; at `odd_place` one that first falls and then rises.
LeadSamples bumps_at(const std::vector<std::ptrdiff_t>& places, std::ptrdiff_t odd_place, double noise_mv) {
  LeadSamples leads{{leadwise::Lead::I}, kSimilarSamples, std::vector<double>(kSimilarSamples, 0.0)};
  leadwise::Random random(3);
  for (double& value : leads.values)
    value = noise_mv * random.normal();
  for (const std::ptrdiff_t place : places) {
    for (std::ptrdiff_t k = -40; k <= 40; ++k) {
      const double u = static_cast<double>(k) / 40.0;
      const double bump = (1.0 - u * u) * (1.0 - u * u);
      leads.values[static_cast<std::size_t>(place + k)] += place == odd_place ? 3.0 * u * bump : bump;
    }
  }
  return leads;
}

leadwise::BeatWindow average(const LeadSamples& leads, const std::vector<std::ptrdiff_t>& anchors, std::size_t beat) {
  const leadwise::SlopeGrid slopes(leadwise::smooth_leads(leads), std::vector<double>(1, 1.0));
  return leadwise::average_with_similar(slopes, leads, anchors, beat, kWindow);
}

double rms_difference(const leadwise::BeatWindow& window, const LeadSamples& truth) {
  double squares = 0.0;
  for (std::size_t i = 0; i < window.length; ++i) {
    const double error = window.values[i] - truth.values[static_cast<std::size_t>(window.first) + i];
    squares += error * error;
  }
  return std::sqrt(squares / static_cast<double>(window.length));
}

}  // namespace

TEST_CASE("Averaging with similar beats lowers noise and keeps the beat's own timing") {
  const std::vector<std::ptrdiff_t> places = {400, 903, 1398, 1901, 2404, 2897, 3402};
  // Anchors are a few samples off, each in its own way.
  const std::vector<std::ptrdiff_t> anchors = {402, 900, 1400, 1904, 2400, 2900, 3400};
  const LeadSamples clean = bumps_at(places, -1, 0.0);
  CHECK(rms_difference(average(clean, anchors, 3), clean) < 0.01);
  CHECK(rms_difference(average(bumps_at(places, -1, 0.03), anchors, 3), clean) < 0.5 * 0.03);
}

TEST_CASE("A beat unlike its neighbours is not averaged with them") {
  const std::vector<std::ptrdiff_t> places = {400, 900, 1400, 1900, 2400};
  const LeadSamples leads = bumps_at(places, 1400, 0.0);
  CHECK(rms_difference(average(leads, places, 2), leads) < 1e-12);
  CHECK(rms_difference(average(leads, places, 1), leads) < 1e-9);
}

TEST_CASE("Windows that leave the record repeat its last samples") {
  LeadSamples leads = bumps_at({}, -1, 0.0);
  leads.values.front() = 2.0;
  leads.values.back() = 5.0;
  const leadwise::BeatWindow first = average(leads, {0}, 0);
  CHECK(std::count(first.values.begin(), first.values.end(), 2.0) == 61);
  const leadwise::BeatWindow last = average(leads, {static_cast<std::ptrdiff_t>(kSimilarSamples) + 70}, 0);
  CHECK(std::count(last.values.begin(), last.values.end(), 5.0) == 121);
}
