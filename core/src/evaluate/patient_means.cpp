#include "leadwise/patient_means.hpp"

#include <cmath>
#include <map>
#include <string_view>

#include "patient_draws.hpp"

namespace leadwise {
namespace {

using namespace evaluate;

/// Of one patient's records: a column's sum, and how many have it.
struct ColumnSum {
  double sum = 0.0, count = 0.0;
};

/// One patient after the other, a sum a column: what a replicate needs.
using PatientSums = std::vector<std::vector<ColumnSum>>;

Result<void> check_values(const std::vector<PatientValues>& records, const BootstrapSettings& settings) {
  if (records.empty())
    return fail(ErrorCode::NoUsableRecord, "there is no record to take a mean of");
  if (settings.replicates == 0)
    return fail(ErrorCode::InvalidArgument, "an interval needs replicates");
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].values.size() != records.front().values.size())
      return fail(ErrorCode::InvalidArgument, "record " + std::to_string(i) + " has another number of values");
    for (const auto& value : records[i].values)
      if (value && !std::isfinite(*value))
        return fail(ErrorCode::NonFiniteSample, "a value of record " + std::to_string(i) + " is not a finite number");
  }
  return {};
}

PatientSums sums_by_patient(const std::vector<PatientValues>& records) {
  std::map<std::string_view, std::size_t> numbers;
  PatientSums sums;
  for (const auto& record : records) {
    const auto number = numbers.emplace(record.patient, numbers.size()).first->second;
    if (number == sums.size())
      sums.emplace_back(record.values.size());
    for (std::size_t column = 0; column < record.values.size(); ++column) {
      if (!record.values[column])
        continue;
      sums[number][column].sum += *record.values[column];
      sums[number][column].count += 1.0;
    }
  }
  return sums;
}

std::optional<double> mean_of(const PatientSums& sums, std::size_t column, const PatientWeights& weights) {
  ColumnSum all;
  for (std::size_t patient = 0; patient < sums.size(); ++patient) {
    all.sum += weights[patient] * sums[patient][column].sum;
    all.count += weights[patient] * sums[patient][column].count;
  }
  return all.count > 0.0 ? std::optional(all.sum / all.count) : std::nullopt;
}

/// Without an interval.
MeasuredMean mean_of_all(const PatientSums& sums, std::size_t column) {
  double records = 0.0;
  for (const auto& patient : sums)
    records += patient[column].count;
  return {static_cast<std::size_t>(records), mean_of(sums, column, PatientWeights(sums.size(), 1.0)), std::nullopt};
}

bool has_enough_patients(const PatientSums& sums, std::size_t column) {
  std::size_t patients = 0;
  for (const auto& patient : sums)
    patients += patient[column].count > 0.0 ? 1U : 0U;
  return patients >= kFewestPatients;
}

}  // namespace

Result<std::vector<MeasuredMean>> measure_means(const std::vector<PatientValues>& records,
                                                const BootstrapSettings& settings) {
  if (const auto checked = check_values(records, settings); !checked)
    return tl::unexpected(checked.error());
  const PatientSums sums = sums_by_patient(records);
  std::vector<std::vector<double>> replicates(records.front().values.size());
  Random random(settings.seed);
  for (std::size_t draw = 0; draw < settings.replicates; ++draw) {
    const PatientWeights weights = draw_patients(sums.size(), random);
    for (std::size_t column = 0; column < replicates.size(); ++column)
      if (const auto mean = mean_of(sums, column, weights))
        replicates[column].push_back(*mean);
  }
  std::vector<MeasuredMean> means;
  for (std::size_t column = 0; column < replicates.size(); ++column) {
    means.push_back(mean_of_all(sums, column));
    if (has_enough_patients(sums, column))
      means.back().interval = interval_of(std::move(replicates[column]), settings.replicates);
  }
  return means;
}

}  // namespace leadwise
