#pragma once

namespace leadwise::io {

// Units that files state their values in.
inline constexpr double kNanovoltsPerMillivolt = 1e6;
inline constexpr double kMicrovoltsPerMillivolt = 1000.0;
inline constexpr double kMicrosecondsPerSecond = 1e6;
inline constexpr double kMsPerSecond = 1000.0;

}  // namespace leadwise::io
