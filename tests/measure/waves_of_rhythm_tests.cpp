#include "delineation/waves_of_rhythm.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <vector>

using leadwise::Beat;
using leadwise::BeatType;
using leadwise::Delineation;
using leadwise::WaveMarks;

namespace {

// Beats a second apart; in `leads` leads those of `with_p` show a P wave from 160 to 60 ms before them, each lead 2 ms later
// than the one before.
struct MadeRhythm {
  std::vector<Beat> beats;
  Delineation marks;

  MadeRhythm(std::size_t count, std::size_t with_p, std::size_t leads = 6) {
    for (std::size_t beat = 0; beat < count; ++beat)
      beats.push_back({1.0 + static_cast<double>(beat), BeatType::dominant});
    marks.global.resize(count);
    marks.leads.resize(leads, {leadwise::Lead::II, std::vector<WaveMarks>(count)});
    for (std::size_t beat = 0; beat < with_p; ++beat)
      add_p(beat);
  }

  void add_p(std::size_t beat) {
    marks.global[beat].p_on_s = beats[beat].r_s - 0.160;
    for (std::size_t lead = 0; lead < marks.leads.size(); ++lead) {
      const double later_s = 0.002 * static_cast<double>(lead);
      WaveMarks& own = marks.leads[lead].beats[beat];
      own.p_on_s = beats[beat].r_s - 0.160 + later_s;
      own.p_peak_s = beats[beat].r_s - 0.110 + later_s;
      own.p_off_s = beats[beat].r_s - 0.060 + later_s;
    }
  }

  leadwise::PWaveOfRhythm p_wave(BeatType type = BeatType::dominant) const {
    return leadwise::find_p_wave_of_rhythm(marks, beats, type);
  }
};

}  // namespace

TEST_CASE("Two beats say nothing of the rhythm's P wave, be it marked or not") {
  CHECK(MadeRhythm(2, 2).p_wave().is_unknown);
  CHECK(MadeRhythm(2, 0).p_wave().is_unknown);
  CHECK_FALSE(MadeRhythm(2, 2).p_wave().place);
  CHECK(MadeRhythm(0, 0).p_wave().is_unknown);
}

TEST_CASE("The rhythm has a P wave where half of its beats show one") {
  CHECK(MadeRhythm(10, 5).p_wave().place);
  CHECK_FALSE(MadeRhythm(10, 4).p_wave().place);
  CHECK_FALSE(MadeRhythm(10, 4).p_wave().is_unknown);
}

TEST_CASE("Beats of another type have no say in it") {
  MadeRhythm rhythm(6, 3);
  for (std::size_t beat = 3; beat < 6; ++beat)
    rhythm.beats[beat].type = BeatType::ectopic;
  CHECK(rhythm.p_wave().place);
  CHECK_FALSE(rhythm.p_wave(BeatType::ectopic).place);
  CHECK(rhythm.p_wave(BeatType::paced).is_unknown);
}

TEST_CASE("The P wave lies where its first lead begins and its last one ends, a stray beat or lead notwithstanding") {
  MadeRhythm rhythm(9, 9);
  rhythm.marks.leads[0].beats[4].p_on_s = rhythm.beats[4].r_s - 0.400;
  for (std::size_t beat = 0; beat < 9; ++beat)
    rhythm.marks.leads[5].beats[beat].p_off_s = rhythm.beats[beat].r_s - 0.010;
  const auto place = rhythm.p_wave().place;
  REQUIRE(place);
  CHECK(place->on_s == Catch::Approx(-0.160).margin(1e-9));
  CHECK(place->peak_s == Catch::Approx(-0.104).margin(1e-9));
  CHECK(place->off_s == Catch::Approx(-0.052).margin(1e-9));
}

TEST_CASE("The rhythm has a T wave where half of its beats show one and agree on where it ends") {
  const auto t_wave = [](std::size_t with_t, double scatter_s) {
    MadeRhythm rhythm(8, 0);
    for (std::size_t beat = 0; beat < with_t; ++beat) {
      const double r_s = rhythm.beats[beat].r_s, off_s = r_s + 0.36 + scatter_s * static_cast<double>(beat % 4);
      rhythm.marks.global[beat].t_off_s = off_s;
      for (leadwise::LeadDelineation& lead : rhythm.marks.leads)
        lead.beats[beat] = {{}, {}, {}, {}, {}, {}, r_s + 0.18, r_s + 0.28, off_s};
    }
    return leadwise::find_waves_of_rhythm(rhythm.marks, rhythm.beats, BeatType::dominant).t;
  };
  REQUIRE(t_wave(8, 0.005));
  CHECK(t_wave(8, 0.005)->off_s == Catch::Approx(0.37).margin(1e-9));
  CHECK(t_wave(4, 0.005));
  CHECK_FALSE(t_wave(3, 0.005));
  CHECK_FALSE(t_wave(8, 0.06));
}
