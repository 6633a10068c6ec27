#include <catch2/catch_test_macros.hpp>
#include <iomanip>
#include <iostream>
#include <string>

#include "leadwise/measurement.hpp"
#include "ludb_halves.hpp"
#include "ludb_marks.hpp"
#include "wave_agreement.hpp"

using leadwise::WaveMarks;

namespace {

constexpr int kRecords = 200;  // of which 100 are at hand

struct Agreements {
  WaveAgreement p, qrs, t;
};

using Mark = std::optional<double> WaveMarks::*;

std::vector<MarkedWave> found_waves(const std::vector<WaveMarks>& beats, Mark on, Mark peak, Mark off) {
  std::vector<MarkedWave> waves;
  for (const WaveMarks& beat : beats) {
    if (beat.*on && beat.*peak && beat.*off)
      waves.push_back({*(beat.*on), *(beat.*peak), *(beat.*off)});
  }
  return waves;
}

void compare_lead(const std::vector<MarkedBeat>& marked, const std::vector<WaveMarks>& found, Agreements& sum) {
  std::vector<MarkedWave> p, qrs, t;
  for (const MarkedBeat& beat : marked) {
    qrs.push_back(beat.qrs);
    if (beat.p)
      p.push_back(*beat.p);
    if (beat.t)
      t.push_back(*beat.t);
  }
  const double first_s = qrs.front().peak_s, last_s = qrs.back().peak_s;
  const auto compare = [&](const std::vector<MarkedWave>& truth, Mark on, Mark peak, Mark off, WaveAgreement& into) {
    compare_waves(truth, found_waves(found, on, peak, off), first_s, last_s, into);
  };
  compare(p, &WaveMarks::p_on_s, &WaveMarks::p_peak_s, &WaveMarks::p_off_s, sum.p);
  compare(qrs, &WaveMarks::qrs_on_s, &WaveMarks::r_peak_s, &WaveMarks::qrs_off_s, sum.qrs);
  compare(t, &WaveMarks::t_on_s, &WaveMarks::t_peak_s, &WaveMarks::t_off_s, sum.t);
}

std::optional<Agreements> agreements_on_half(bool tuned_on) {
  Agreements sum;
  for (int number = 1; number <= kRecords; ++number) {
    if (may_tune_on_ludb(number) != tuned_on)
      continue;
    const auto marked = ludb_record(number);
    if (!marked)
      continue;
    const auto measured = leadwise::measure_ecg(marked->record);
    for (const leadwise::LeadDelineation& lead : measured->delineation.leads) {
      const std::vector<MarkedBeat>& truth = marked->marks[leadwise::lead_index(lead.lead)];
      if (!truth.empty())
        compare_lead(truth, lead.beats, sum);
    }
  }
  return sum.qrs.hits + sum.qrs.missed > 0 ? std::optional(sum) : std::nullopt;
}

void print(const char* wave, const WaveAgreement& agreement) {
  std::cout << std::fixed << std::setprecision(2) << "  " << wave << ": sensitivity " << 100.0 * agreement.sensitivity()
            << " %, positive predictivity " << 100.0 * agreement.positive_predictivity() << " %" << std::setprecision(1)
            << "; onset " << agreement.on_ms.mean() << " +- " << agreement.on_ms.sd() << " ms, offset "
            << agreement.off_ms.mean() << " +- " << agreement.off_ms.sd() << " ms\n";
}

void print(const char* half, const Agreements& sum) {
  std::cout << "LUDB, single beats in all leads, " << half << " records:\n";
  print("P  ", sum.p);
  print("QRS", sum.qrs);
  print("T  ", sum.t);
}

}  // namespace

TEST_CASE("In single beats of LUDB's tuning half P, QRS and T waves are found, and none is invented", "[recordings]") {
  const auto sum = agreements_on_half(true);
  if (!sum)
    SKIP("no LUDB records below " << data_folder());
  print("odd (tuned on)", *sum);
  CHECK(sum->p.sensitivity() >= 0.995);
  CHECK(sum->p.positive_predictivity() >= 0.97);
  CHECK(sum->qrs.sensitivity() >= 0.999);
  CHECK(sum->qrs.positive_predictivity() >= 0.999);
  CHECK(sum->t.sensitivity() >= 0.995);
  CHECK(sum->t.positive_predictivity() >= 0.995);
  CHECK(sum->p.on_ms.sd() <= 16.6);
  CHECK(sum->p.off_ms.sd() <= 16.3);
  CHECK(sum->qrs.on_ms.sd() <= 12.0);
  CHECK(sum->qrs.off_ms.sd() <= 14.5);
  CHECK(sum->t.on_ms.sd() <= 27.0);
  CHECK(sum->t.off_ms.sd() <= 23.5);
}

// Nothing was chosen by these. One sinus rhythm (116) whose P waves are all taken for none costs 3.6 % of sensitivity.
TEST_CASE("In single beats of LUDB's other half the figures are reported, and do not fall behind", "[recordings]") {
  const auto sum = agreements_on_half(false);
  if (!sum)
    SKIP("no LUDB records below " << data_folder());
  print("even (only reported)", *sum);
  CHECK(sum->p.sensitivity() >= 0.95);
  CHECK(sum->p.positive_predictivity() >= 0.975);
  CHECK(sum->qrs.sensitivity() >= 0.998);
  CHECK(sum->qrs.positive_predictivity() >= 0.997);
  CHECK(sum->t.sensitivity() >= 0.99);
  CHECK(sum->t.positive_predictivity() >= 0.98);
}
