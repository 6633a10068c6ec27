#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leadwise {

/// Chooses the QRS complexes among the peaks of qrs_energy: those above a share of the typical peak, no two within the
/// refractory period, T waves left out, gaps searched again with a lower threshold (the scheme of Pan and Tompkins,
/// IEEE Trans. Biomed. Eng. 32:230, 1985, looking both ways because the whole piece is at hand). Indices of samples,
/// rising; none where the peaks stand out no more than noise of `lead_count` leads does.
std::vector<std::size_t> choose_qrs_peaks(std::span<const double> level, std::size_t lead_count,
                                          double sampling_rate_hz);

}  // namespace leadwise
