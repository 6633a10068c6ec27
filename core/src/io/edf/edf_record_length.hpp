#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace leadwise::io {

/// What the length of a data record is chosen for.
struct EdfRecordNeeds {
  double rate_hz = 0.0;
  std::size_t channels = 0;
  /// Samples of the whole recording.
  std::size_t sample_count = 0;
};

/// A data record's length.
struct EdfRecordLength {
  std::size_t samples = 0;
  /// At most eight characters; samples / duration is the sampling rate to the last digit.
  std::string duration;
  /// How far it is from a second; those that are larger than EDF+ advises come last.
  double awkwardness = 0.0;
};

/// The least awkward of the divisors of `whole`; nullopt where none has an exact duration or would be mostly time stamps.
std::optional<EdfRecordLength> choose_dividing_length(std::size_t whole, const EdfRecordNeeds& needs);

/// The least awkward of all that do not make the file much longer, the shortest of two that are equally so; nullopt where
/// none has an exact duration.
std::optional<EdfRecordLength> choose_any_length(const EdfRecordNeeds& needs);

}  // namespace leadwise::io
