#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "delineation/delineate_representative.hpp"
#include "error_summary.hpp"
#include "leadwise/random.hpp"

using leadwise::Random;
using leadwise::RepresentativeBeat;

namespace {

struct RandomBump {
  double centre_s, half_width_s, height_mv;
};

std::vector<double> random_row(const std::array<RandomBump, 12>& bumps, std::size_t count, double noise_mv,
                               Random& random) {
  std::array<double, 12> factors;
  for (double& factor : factors)
    factor = random.normal();
  std::vector<double> row(count);
  for (std::size_t i = 0; i < count; ++i) {
    row[i] = noise_mv * random.normal();
    for (std::size_t k = 0; k < bumps.size(); ++k) {
      const double u = (static_cast<double>(i) / leadwise::kModelRateHz - bumps[k].centre_s) / bumps[k].half_width_s;
      row[i] += std::fabs(u) < 1.0 ? factors[k] * bumps[k].height_mv * (1.0 - u * u) : 0.0;
    }
  }
  return row;
}

// Any number of leads (some flat), any length down to none, any place of the QRS complex, waves and noise anywhere.
RepresentativeBeat random_beat(Random& random) {
  RepresentativeBeat beat;
  beat.r_s = random.uniform(0.0, 1.4);
  beat.leads.sample_count = static_cast<std::size_t>(random.uniform(0.0, 700.0));
  std::array<RandomBump, 12> bumps;
  for (RandomBump& bump : bumps)
    bump = {random.uniform(0.0, 1.4), random.uniform(0.01, 0.13), 0.5 * random.normal()};
  const double noise_mv = 0.2 * random.uniform() * random.uniform();
  const auto lead_count = static_cast<std::size_t>(random.uniform(1.0, 12.9));
  for (std::size_t lead = 0; lead < lead_count; ++lead) {
    beat.leads.leads.push_back(leadwise::kTwelveLeads[lead]);
    std::vector<double> row = random_row(bumps, beat.leads.sample_count, noise_mv, random);
    if (random.uniform() < 0.1)
      std::fill(row.begin(), row.end(), 0.5);
    beat.leads.values.insert(beat.leads.values.end(), row.begin(), row.end());
  }
  return beat;
}

std::vector<leadwise::Beat> random_rhythm(Random& random) {
  std::vector<leadwise::Beat> beats;
  const auto count = static_cast<int>(random.uniform(0.0, 6.0));
  for (int i = 0; i < count; ++i)
    beats.push_back({(beats.empty() ? 0.0 : beats.back().r_s) + random.uniform(0.2, 2.4)});
  return beats;
}

}  // namespace

TEST_CASE("Whatever a representative beat holds, its marks are absent or rise within it") {
  Random random(3);
  for (int i = 0; i < 1000; ++i) {
    RepresentativeBeat beat = random_beat(random);
    const auto regularity = static_cast<leadwise::RhythmRegularity>(i % 4);
    leadwise::delineate_representative(beat, random_rhythm(random), regularity);
    INFO("beat " << i);
    CHECK(marks_are_sane(beat));
  }
}
