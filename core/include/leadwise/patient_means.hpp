#pragma once

#include <optional>
#include <string>
#include <vector>

#include "leadwise/metrics.hpp"

namespace leadwise {

/// What was measured of one record, in columns that are the same for all; nullopt where it has no such value.
struct PatientValues {
  std::string patient;
  std::vector<std::optional<double>> values;
};

/// The mean of one column over the records that have it.
struct MeasuredMean {
  std::size_t records = 0;
  std::optional<double> value;  ///< absent where no record has one
  /// Absent where the value is, with fewer than five patients that have one, and as in MeasuredMetric.
  std::optional<MetricInterval> interval;
};

/// Means of all columns with the 2.5th to 97.5th percentile over bootstrap samples of whole patients, drawn with replacement.
/// Errors: NoUsableRecord (no records), InvalidArgument (records of different widths, no replicates), NonFiniteSample (a
/// value, by record).
Result<std::vector<MeasuredMean>> measure_means(const std::vector<PatientValues>& records,
                                                const BootstrapSettings& settings);

}  // namespace leadwise
