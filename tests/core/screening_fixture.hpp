#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "leadwise/model.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise::testing {

/// A model of the deployable shape with drawn weights: its answers mean nothing, but every part of the way is real.
inline std::vector<std::uint8_t> drawn_weights(std::uint64_t seed = 7, std::optional<Calibration> calibration = {},
                                               std::optional<double> threshold = {}) {
  ModelDescription description = leadwise_preset();
  for (HeadDescription& head : description.heads) {
    head.calibration = calibration;
    head.threshold = threshold;
  }
  description.name = "drawn";
  description.intended_use = "tests";
  description.licence = "Apache-2.0";
  const auto bytes = write_weight_file(description, random_tensors(description, seed));
  return bytes ? *bytes : std::vector<std::uint8_t>{};
}

inline EcgRecord simulated_record(double duration_s = 10.0, std::uint64_t seed = 3) {
  SimulationSettings settings;
  settings.duration_s = duration_s;
  auto ecg = simulate_ecg(settings, seed);
  return ecg ? std::move(ecg->record) : EcgRecord{};
}

/// Only these leads of a record, in this order.
inline EcgRecord only_leads(const EcgRecord& record, const std::vector<Lead>& leads) {
  EcgRecord part = record;
  part.channels.clear();
  for (Lead lead : leads) {
    if (const Channel* channel = record.find(lead)) part.channels.push_back(*channel);
  }
  return part;
}

inline Channel& channel_of(EcgRecord& record, Lead lead) { return const_cast<Channel&>(*record.find(lead)); }

}  // namespace leadwise::testing
