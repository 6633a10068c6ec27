#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// What a device that calibrates itself writes into all leads at once. No heart does: where I and II are alike, III is 0.
enum class CalibrationLevel : std::uint8_t { none, zero, pulse };

/// The level, 0 or 1 mV, that all channels share at a sample, each within `tolerance_mv` of it and all within that of the
/// first one; none where they do not, and where they are fewer than three.
CalibrationLevel calibration_level(std::span<const Channel* const> channels, std::size_t sample, double tolerance_mv);

}  // namespace leadwise
