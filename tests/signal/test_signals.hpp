#pragma once

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "leadwise/signal.hpp"

/// sin(2 pi frequency t + phase) at `rate_hz`.
inline std::vector<double> sine(double frequency_hz, double rate_hz, std::size_t count, double phase = 0.0) {
  std::vector<double> samples(count);
  for (std::size_t i = 0; i < count; ++i) {
    samples[i] = std::sin(2.0 * std::numbers::pi * frequency_hz * static_cast<double>(i) / rate_hz + phase);
  }
  return samples;
}

/// Something like an ECG: a sharp wave and a broad one at 72 a minute. `lead_number` changes heights and offset.
inline std::vector<double> made_up_ecg(double rate_hz, double duration_s, int lead_number = 0) {
  std::vector<double> samples(static_cast<std::size_t>(std::round(rate_hz * duration_s)));
  const double height = 0.4 + 0.1 * lead_number;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double time_s = static_cast<double>(i) / rate_hz;
    const double in_beat_s = std::fmod(time_s, 60.0 / 72.0) - 0.3;
    const double sharp = std::exp(-0.5 * std::pow(in_beat_s / 0.015, 2));
    const double broad = std::exp(-0.5 * std::pow((in_beat_s - 0.25) / 0.05, 2));
    samples[i] = 0.2 * lead_number + height * sharp + 0.1 * broad + 0.02 * std::sin(2.0 * time_s);
  }
  return samples;
}

inline leadwise::Channel channel(leadwise::Lead lead, std::vector<double> samples_mv) {
  leadwise::Channel result;
  result.label = leadwise::lead_name(lead);
  result.lead = lead;
  result.samples_mv = std::move(samples_mv);
  return result;
}

/// A record of made-up leads.
template <class Leads>
leadwise::EcgRecord made_up_record(const Leads& leads, double rate_hz, double duration_s) {
  leadwise::EcgRecord record;
  record.sampling_rate_hz = rate_hz;
  for (leadwise::Lead lead : leads) {
    const int number = static_cast<int>(leadwise::lead_index(lead));
    record.channels.push_back(channel(lead, made_up_ecg(rate_hz, duration_s, number)));
  }
  return record;
}

inline bool all_finite(const leadwise::PreparedRecord& prepared) {
  for (const auto& window : prepared.windows) {
    for (double value : window.standardised.values) {
      if (!std::isfinite(value))
        return false;
    }
    for (double value : window.log_sd_mv) {
      if (!std::isfinite(value))
        return false;
    }
  }
  return true;
}
