#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "error_summary.hpp"
#include "leadwise/measurement.hpp"
#include "real_records.hpp"

namespace {

struct Labelled {
  std::string path, labels;
};

std::vector<Labelled> ptbxl_records() {
  std::vector<Labelled> records;
  std::ifstream index(data_folder() + "/recordings/index.csv");
  for (std::string line; std::getline(index, line);) {
    const std::size_t begin = line.find("ptbxl/"), end = line.find(".hea");
    if (begin != std::string::npos && end != std::string::npos)
      records.push_back({line.substr(begin, end - begin), line.substr(end)});
  }
  return records;
}

struct Rhythm {
  int records = 0, with_p = 0;
  void add(const leadwise::WaveMarks& marks) {
    ++records;
    with_p += marks.p_on_s ? 1 : 0;
  }
};

// Half of the single beats or more.
bool single_beats_show_p(const leadwise::EcgMeasurement& measured) {
  int count = 0, with_p = 0;
  for (std::size_t beat = 0; beat < measured.beats.size(); ++beat) {
    if (measured.beats[beat].type != measured.representative.type)
      continue;
    ++count;
    with_p += measured.delineation.global[beat].p_on_s ? 1 : 0;
  }
  return 2 * with_p >= count;
}

struct Distribution {
  std::vector<double> values;
  double at(double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  }
};

void print(const char* name, Distribution& found) {
  std::printf("PTB-XL, %s, ms: 1 %% %.0f, 5 %% %.0f, median %.0f, 95 %% %.0f, 99 %% %.0f (%zu records)\n", name,
              found.at(0.01), found.at(0.05), found.at(0.5), found.at(0.95), found.at(0.99), found.values.size());
}

}  // namespace

TEST_CASE("On 500 real ECGs intervals are plausible, and P waves go with sinus rhythm, not with fibrillation",
          "[recordings]") {
  Distribution qrs, qt;
  Rhythm sinus, fibrillation;
  int contradictions = 0;
  for (const Labelled& item : ptbxl_records()) {
    const auto record = real_record(data_folder() + "/recordings/" + item.path);
    if (!record)
      continue;
    const auto measured = leadwise::measure_ecg(*record);
    const leadwise::RepresentativeBeat& beat = measured->representative;
    contradictions += beat.beat_count > 2 && beat.global.p_on_s.has_value() != single_beats_show_p(*measured) ? 1 : 0;
    CHECK(marks_are_sane(beat));
    if (const auto found = interval_ms(beat.global.qrs_on_s, beat.global.qrs_off_s))
      qrs.values.push_back(*found);
    if (const auto found = interval_ms(beat.global.qrs_on_s, beat.global.t_off_s))
      qt.values.push_back(*found);
    const bool flutters = item.labels.find("AFLT") != std::string::npos;
    if (item.labels.find("AFIB") != std::string::npos && !flutters)
      fibrillation.add(beat.global);
    else if (item.labels.find("SR:") != std::string::npos && !flutters)
      sinus.add(beat.global);
  }
  if (qrs.values.empty())
    SKIP("no PTB-XL records below " << data_folder());
  print("QRS", qrs);
  print("QT", qt);
  std::printf("PTB-XL: P wave in %d of %d sinus rhythms, in %d of %d fibrillations\n", sinus.with_p, sinus.records,
              fibrillation.with_p, fibrillation.records);
  CHECK(qrs.values.size() >= 499);
  CHECK(qrs.at(0.01) >= 70.0);
  CHECK(qrs.at(0.98) <= 180.0);
  CHECK(qt.at(0.05) >= 300.0);
  CHECK(qt.at(0.98) <= 520.0);
  std::printf("PTB-XL: the average beat and most single beats contradict each other about a P wave in %d\n",
              contradictions);
  CHECK(sinus.with_p >= 0.99 * sinus.records);
  CHECK(fibrillation.with_p == 0);
  CHECK(contradictions <= 5);
}

TEST_CASE("QRS is shorter in fewer leads, so that a narrow one there excludes no broad one", "[recordings]") {
  ErrorSummary limb, lead_ii;
  int broad = 0, narrow_in_limb_leads = 0;
  for (const Labelled& item : ptbxl_records()) {
    const auto record = real_record(data_folder() + "/recordings/" + item.path);
    if (!record)
      continue;
    const auto qrs_ms = [&](auto belongs) {
      leadwise::EcgRecord some = *record;
      std::erase_if(some.channels, [&](const leadwise::Channel& channel) { return !belongs(*channel.lead); });
      const leadwise::WaveMarks marks = leadwise::measure_ecg(some)->representative.global;
      return interval_ms(marks.qrs_on_s, marks.qrs_off_s);
    };
    const auto all = qrs_ms([](leadwise::Lead) { return true; }), six = qrs_ms(leadwise::is_limb_lead);
    limb.add(six, all);
    lead_ii.add(qrs_ms([](leadwise::Lead lead) { return lead == leadwise::Lead::II; }), all);
    if (all && six && *all >= 120.0) {
      ++broad;
      narrow_in_limb_leads += *six < 120.0 ? 1 : 0;
    }
  }
  if (limb.count() == 0)
    SKIP("no PTB-XL records below " << data_folder());
  std::printf(
      "PTB-XL: QRS in the limb leads %.1f +- %.1f ms beside twelve, in II %.1f +- %.1f (%zu records); %d of %d "
      "of "
      "120 ms or more are narrower in the limb leads\n",
      limb.mean(), limb.sd(), lead_ii.mean(), lead_ii.sd(), limb.count(), narrow_in_limb_leads, broad);
  CHECK(limb.mean() < -5.0);
  CHECK(lead_ii.mean() < limb.mean());
  CHECK(narrow_in_limb_leads > broad / 4);
}
