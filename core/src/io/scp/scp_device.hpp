#pragma once

#include <cstdint>
#include <span>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// What tag 14 of section 1, the acquiring device, says beside the device itself.
struct ScpDeviceTag {
  /// The version that the device writes: 20 for 2.0, 13 for 1.3.
  std::uint8_t version = 0;
  /// How texts are to be read, for scp_text.
  std::uint8_t language = 0;
};

/// Institution, department and number of the device are left out. Fields that the tag is too short for stay absent.
ScpDeviceTag read_scp_device(std::span<const std::uint8_t> tag, Device& device);

}  // namespace leadwise::io
