#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "leadwise/simulator.hpp"

/// Samples of a lead between two times.
inline std::vector<double> piece(const leadwise::EcgRecord& record, leadwise::Lead lead, double from_s, double to_s) {
  const std::vector<double>& samples = record.find(lead)->samples_mv;
  const auto first = static_cast<std::ptrdiff_t>(std::ceil(std::max(0.0, from_s) * record.sampling_rate_hz));
  const auto last = static_cast<std::ptrdiff_t>(std::floor(to_s * record.sampling_rate_hz)) + 1;
  const auto count = static_cast<std::ptrdiff_t>(samples.size());
  return {samples.begin() + std::min(first, count), samples.begin() + std::min(last, count)};
}

inline double highest(const leadwise::EcgRecord& record, leadwise::Lead lead, double from_s, double to_s) {
  const std::vector<double> values = piece(record, lead, from_s, to_s);
  return *std::max_element(values.begin(), values.end());
}

inline double lowest(const leadwise::EcgRecord& record, leadwise::Lead lead, double from_s, double to_s) {
  const std::vector<double> values = piece(record, lead, from_s, to_s);
  return *std::min_element(values.begin(), values.end());
}

inline double area(const leadwise::EcgRecord& record, leadwise::Lead lead, double from_s, double to_s) {
  double sum = 0.0;
  for (const double value : piece(record, lead, from_s, to_s)) {
    sum += value;
  }
  return sum / record.sampling_rate_hz;
}

/// Frontal axis from what leads I and aVF show.
inline double axis_deg(double lead_i, double lead_avf) {
  return std::atan2(2.0 * lead_avf / std::sqrt(3.0), lead_i) * 180.0 / 3.14159265358979323846;
}

inline double net(const leadwise::EcgRecord& record, leadwise::Lead lead, const leadwise::SimulatedBeat& beat) {
  return highest(record, lead, beat.qrs_on_s, beat.qrs_off_s) + lowest(record, lead, beat.qrs_on_s, beat.qrs_off_s);
}

/// Axis of the QRS complex from net amplitudes.
inline double qrs_axis_deg(const leadwise::EcgRecord& record, const leadwise::SimulatedBeat& beat) {
  return axis_deg(net(record, leadwise::Lead::I, beat), net(record, leadwise::Lead::aVF, beat));
}

inline double angle_between_deg(double a, double b) { return std::fabs(std::remainder(a - b, 360.0)); }

/// A hash of every sample's bits.
inline std::uint64_t hash_of(const leadwise::EcgRecord& record) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const leadwise::Channel& channel : record.channels) {
    for (const double value : channel.samples_mv) {
      std::uint64_t word = 0;
      std::memcpy(&word, &value, sizeof word);
      hash = (hash ^ word) * 0x100000001B3;
      hash ^= hash >> 29U;
    }
  }
  return hash;
}

/// Settings without noise, mains, wander or irregularity.
inline leadwise::SimulationSettings quiet_settings() {
  leadwise::SimulationSettings settings;
  settings.noise_mv = 0.0;
  settings.mains_mv = 0.0;
  settings.wander_mv = 0.0;
  settings.rr_irregularity = 0.0;
  return settings;
}

/// A beat that lies wholly inside the record.
inline const leadwise::SimulatedBeat& whole_beat(const leadwise::SimulatedEcg& ecg) { return ecg.beats.at(2); }
