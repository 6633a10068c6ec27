#include "beats/rr_rhythm.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "leadwise/random.hpp"

using leadwise::Beat;
using leadwise::BeatType;
using leadwise::judge_regularity;
using leadwise::Random;
using leadwise::RhythmRegularity;

namespace {

std::vector<Beat> beats_after(const std::vector<double>& intervals_s) {
  std::vector<Beat> beats = {{0.4, BeatType::dominant}};
  for (const double interval_s : intervals_s)
    beats.push_back({beats.back().r_s + interval_s, BeatType::dominant});
  return beats;
}

}  // namespace

TEST_CASE("Equal intervals are regular, at any rate") {
  for (const double interval_s : {0.27, 0.6, 1.0, 2.4})
    CHECK(judge_regularity(beats_after(std::vector<double>(8, interval_s))) == RhythmRegularity::regular);
}

TEST_CASE("Intervals that breathe slowly are irregular") {
  std::vector<double> intervals_s;
  for (int i = 0; i < 16; ++i)
    intervals_s.push_back(0.9 + 0.15 * std::sin(0.8 * i));
  CHECK(judge_regularity(beats_after(intervals_s)) == RhythmRegularity::irregular);
}

TEST_CASE("Intervals that follow no order are irregularly irregular") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    std::vector<double> intervals_s;
    for (int i = 0; i < 16; ++i)
      intervals_s.push_back(0.65 + random.uniform(-0.25, 0.25));
    CAPTURE(seed);
    CHECK(judge_regularity(beats_after(intervals_s)) == RhythmRegularity::irregularly_irregular);
  }
}

TEST_CASE("Long and short in turn are irregular: there is order in it") {
  std::vector<double> intervals_s;
  for (int i = 0; i < 12; ++i)
    intervals_s.push_back(i % 2 == 0 ? 0.7 : 1.1);
  CHECK(judge_regularity(beats_after(intervals_s)) == RhythmRegularity::irregular);
}

TEST_CASE("Ectopic and unclassified beats and the intervals around them say nothing") {
  std::vector<Beat> beats = beats_after({0.8, 0.8, 0.5, 1.1, 0.8, 0.8, 0.8, 0.4, 0.4, 0.8});
  beats[3].type = BeatType::ectopic;
  beats[8].type = BeatType::unclassified;
  CHECK(judge_regularity(beats) == RhythmRegularity::regular);
}

TEST_CASE("A gap of the recording does not make a regular rhythm irregular") {
  std::vector<Beat> beats = beats_after({0.8, 0.8, 0.8, 7.3, 0.8, 0.8, 0.8});
  CHECK(judge_regularity(beats) == RhythmRegularity::irregular);
  beats[4].follows_gap = true;
  CHECK(judge_regularity(beats) == RhythmRegularity::regular);
}

TEST_CASE("Paced beats count as beats") {
  std::vector<Beat> beats = beats_after(std::vector<double>(8, 0.85));
  for (Beat& beat : beats)
    beat.type = BeatType::paced;
  CHECK(judge_regularity(beats) == RhythmRegularity::regular);
}

TEST_CASE("Few intervals leave the regularity unknown") {
  CHECK(judge_regularity({}) == RhythmRegularity::unknown);
  CHECK(judge_regularity(beats_after({})) == RhythmRegularity::unknown);
  CHECK(judge_regularity(beats_after({0.8, 1.4, 0.5})) == RhythmRegularity::unknown);
  CHECK(judge_regularity(beats_after({0.8, 1.4, 0.5, 1.0})) == RhythmRegularity::irregular);
}
