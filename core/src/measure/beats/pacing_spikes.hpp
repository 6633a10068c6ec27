#pragma once

#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// Times of what looks like spikes of a pacemaker, seconds from the start, rising: bends over 2 ms that stand alone and
/// leave no step, in all leads together, at the record's own sampling rate. Empty below 400 Hz, where a spike and a QRS complex look alike,
/// and where there are fewer than three: a single one is an artefact as often. That none are found does not say that
/// nobody paces: bipolar spikes are small, and many devices filter spikes out.
std::vector<double> find_pacing_spikes(const EcgRecord& record);

/// True where a spike lies up to 150 ms before the beat, or 10 ms behind what is taken for its time.
bool follows_spike(double beat_s, std::span<const double> spikes_s);

}  // namespace leadwise
