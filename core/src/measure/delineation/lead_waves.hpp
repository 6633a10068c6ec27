#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "delineation/p_wave.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// The waves of all leads together, in samples of the representative beat.
struct WaveSamples {
  std::optional<WaveExtent> p;
  std::optional<WaveRange> qrs;
  std::optional<WaveExtent> t;
};

/// The leads of the representative beat, smoothed as each wave needs it.
struct WaveTraces {
  SpatialTrace qrs_edges, qrs_feet, p, t;
};

WaveTraces trace_waves(const LeadSamples& leads);
WaveTraces chosen_rows(const WaveTraces& traces, std::span<const std::size_t> which);

/// As times; without peaks.
WaveMarks global_marks(const WaveSamples& waves);

/// The same waves in one lead (`traces` of one row), each looked for within its global extent and a little beyond: absent where the lead shows
/// no more than noise there.
WaveMarks mark_lead(const WaveTraces& lead, const WaveSamples& waves);

}  // namespace leadwise
