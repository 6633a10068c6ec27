#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrays/array_file.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// What the variables beside an ECG say of it. Those under the same parent as the samples go before all others.
struct ArrayStatements {
  /// One a channel; empty where none are stated.
  std::vector<std::string> lead_names;
  std::optional<double> sampling_rate_hz;
  /// One for all channels, or one a channel; empty where none is stated.
  std::vector<std::string> units;
  /// Of a gain whose meaning is known: Kardia's amplitudeResolution, Google's millivoltsScalingFactor, Fitbit's scalingFactor.
  std::optional<double> counts_per_millivolt;
  /// Names of gains, scales and baselines, which no rule says how to apply.
  std::vector<std::string> gains;
  /// What could have named the leads and could not be read as names; empty where there is nothing of the kind.
  std::string unread_lead_names;
};

/// `channel_counts` are the numbers of channels that the samples could be taken for. Errors: InvalidSamplingRate (a rate that is no rate), InvalidHeader (two variables that contradict each other).
Result<ArrayStatements> read_array_statements(const ArrayFile& file, std::string_view parent,
                                              const std::vector<std::uint64_t>& channel_counts);

}  // namespace leadwise::io
