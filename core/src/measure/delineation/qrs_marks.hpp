#pragma once

#include <cstddef>
#include <optional>

#include "delineation/similar_beats.hpp"
#include "delineation/wave_span.hpp"

namespace leadwise {

/// Marks the QRS complex around sample `place`. It begins and ends where the slope falls to a small share of the
/// complex's steepest: first over all leads together, each counted by its own steepest, then in each lead near there.
/// Its peak is that of the R wave, or of the S or Q wave where R is small beside it. `window`: lightly smoothed,
/// around `place`.
BeatWave mark_qrs(const BeatWindow& window, std::ptrdiff_t place);

}  // namespace leadwise
