#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <iostream>
#include <map>

#include "leadwise/beats.hpp"
#include "leadwise/measurement.hpp"
#include "ptbxl_records.hpp"
#include "quality/lead_figures.hpp"
#include "quality/signal_quality.hpp"

using leadwise::ErrorCode;

namespace {

struct JudgedRecord {
  leadwise::SignalQuality quality;
  /// The worst over the leads.
  double noise_mv = 0.0, burst_mv = 0.0, wander_mv = 0.0;
  /// What people wrote down when they looked at it.
  bool says_noise = false, says_bursts = false, says_drift = false;
};

/// Cells of a line of comma-separated values with quotes.
std::vector<std::string> quoted_cells(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

JudgedRecord judge(const leadwise::EcgRecord& record) {
  const auto leads = leadwise::leads_at_model_rate(record);
  const std::vector<double> qrs_s = leadwise::detect_qrs(record);
  const auto stretches = leadwise::stretches_between_beats(qrs_s, leads->sample_count);
  JudgedRecord judged;
  judged.quality = leadwise::assess_quality(record, *leads, qrs_s, {});
  for (std::size_t i = 0; i < leads->leads.size(); ++i) {
    const auto& recorded = record.find(leads->leads[i])->samples_mv;
    const auto figures =
        leadwise::measure_lead_figures(recorded, record.sampling_rate_hz, leads->row(i), qrs_s, stretches);
    judged.noise_mv = std::max(judged.noise_mv, figures.noise.typical_mv);
    judged.burst_mv = std::max(judged.burst_mv, figures.noise.worst_mv);
    judged.wander_mv = std::max(judged.wander_mv, figures.wander_mv);
  }
  return judged;
}

std::vector<JudgedRecord> judged_ptbxl() {
  const std::string folder = data_folder() + "/recordings/ptbxl/";
  std::ifstream table(folder + "ptbxl_database.csv");
  std::string line;
  std::getline(table, line);
  const std::vector<std::string> names = quoted_cells(line);
  std::vector<JudgedRecord> judged;
  while (std::getline(table, line)) {
    const std::vector<std::string> cells = quoted_cells(line);
    const auto cell = [&](const char* name) {
      return cells.at(static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin()));
    };
    const auto record = real_record(folder + cell("filename_hr"));
    if (!record)
      continue;
    judged.push_back(judge(*record));
    judged.back().says_noise = !cell("static_noise").empty();
    judged.back().says_bursts = !cell("burst_noise").empty();
    judged.back().says_drift = !cell("baseline_drift").empty();
  }
  return judged;
}

/// The probability that a record with the remark has a larger figure than one without.
template <class Figure, class Says>
double area_under_roc(const std::vector<JudgedRecord>& records, Figure figure, Says says) {
  double larger = 0.0, pairs = 0.0;
  for (const JudgedRecord& with : records) {
    for (const JudgedRecord& without : records) {
      if (!says(with) || says(without))
        continue;
      pairs += 1.0;
      larger += figure(with) > figure(without) ? 1.0 : figure(with) == figure(without) ? 0.5 : 0.0;
    }
  }
  return pairs > 0.0 ? larger / pairs : 0.0;
}

bool warns(const JudgedRecord& record, ErrorCode code) {
  return std::any_of(record.quality.warnings.begin(), record.quality.warnings.end(),
                     [code](const leadwise::Error& warning) { return warning.code == code; });
}

}  // namespace

TEST_CASE("Figures of noise and wander rise with what people remarked in PTB-XL, and hardly a lead is refused",
          "[recordings]") {
  const std::vector<JudgedRecord> records = judged_ptbxl();
  if (records.empty())
    SKIP("no PTB-XL records below " << data_folder());
  const double drift = area_under_roc(
      records, [](const auto& r) { return r.wander_mv; }, [](const auto& r) { return r.says_drift; });
  const double noise = area_under_roc(
      records, [](const auto& r) { return r.noise_mv; }, [](const auto& r) { return r.says_noise; });
  const double bursts = area_under_roc(
      records, [](const auto& r) { return r.burst_mv; }, [](const auto& r) { return r.says_bursts; });
  std::map<std::string, std::size_t> counts;
  for (const JudgedRecord& record : records) {
    counts["usable"] += record.quality.usability == leadwise::Usability::usable ? 1U : 0U;
    counts["unusable"] += record.quality.usability == leadwise::Usability::unusable ? 1U : 0U;
    counts["wander warned of"] += warns(record, ErrorCode::BaselineWander) ? 1U : 0U;
    counts["of these remarked"] += warns(record, ErrorCode::BaselineWander) && record.says_drift ? 1U : 0U;
    counts["noise warned of"] += warns(record, ErrorCode::MuscleNoise) ? 1U : 0U;
    counts["hum warned of"] += warns(record, ErrorCode::MainsInterference) ? 1U : 0U;
    for (const leadwise::LeadQuality& lead : record.quality.leads)
      counts["leads refused"] += lead.reason ? 1U : 0U;
  }
  std::cout << "PTB-XL, area under the ROC curve against people's remarks: drift " << drift << ", static noise "
            << noise << ", bursts " << bursts << "; of " << records.size() << " records";
  for (const auto& [what, count] : counts)
    std::cout << ", " << what << ' ' << count;
  std::cout << '\n';
  CHECK(drift >= 0.83);
  CHECK(noise >= 0.83);
  CHECK(bursts >= 0.74);
  CHECK(counts["leads refused"] <= records.size() * 12 / 1000);
  CHECK(counts["unusable"] == 0);
}
