#pragma once

#include <span>
#include <vector>

namespace leadwise {

/// Which beats come early in an otherwise regular rhythm, as supraventricular ectopic beats do, alone or two in a row:
/// by more than a fifth of the usual interval around, and followed by one no shorter than usual. None where the other
/// intervals vary by more than 8.5 % (atrial fibrillation, marked sinus arrhythmia): early means nothing there.
/// `is_other`: beats of another shape; intervals that begin or end with one are no measure of the usual one. One answer
/// a beat.
std::vector<bool> find_premature_beats(std::span<const double> beats_s, const std::vector<bool>& is_other);

}  // namespace leadwise
