#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// A channel's scale as a header states it.
struct EdfStatedScale {
  std::string_view unit;
  std::string physical_minimum;
  std::string physical_maximum;
  std::int32_t digital_minimum = 0;
  std::int32_t digital_maximum = 0;
};

/// The channel's own integers where 16 bits and eight characters hold them (the gain then differs by less than a hundredth
/// of a step over the whole range), otherwise the finest scale of its range. Errors: InvalidGain (amplitudes that eight
/// characters cannot express).
Result<EdfStatedScale> choose_edf_scale(const Channel& channel);

/// The samples as integers of that scale; 0 stands for a missing one, which is not to be written.
std::vector<std::int16_t> digitise_for_edf(const Channel& channel, const EdfStatedScale& scale);

}  // namespace leadwise::io
