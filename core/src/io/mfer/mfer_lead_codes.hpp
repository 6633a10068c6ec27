#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace leadwise::io {

/// The name of an ECG lead's code in LDN ("I", "aVR", "V3R", "X"), "" for a code that is none. Source: tables of lead
/// codes in MFER Part 1 and ISO 22077-1, which are those of ISO/IEEE 11073-10102.
std::string_view mfer_lead_name(std::uint16_t code);

/// The code of channels that hold a status and no wave.
inline constexpr std::uint16_t kMferStatusCode = 0x1040;

/// What kind of wave a frame holds, as WFM states it.
enum class MferWave : std::uint8_t { rhythm, beat, other };

MferWave mfer_wave(std::uint16_t wave_class);

/// "standard 12-lead ECG", "dominant beat", "wave class 40": for labels and messages.
std::string mfer_wave_name(std::uint16_t wave_class);

}  // namespace leadwise::io
