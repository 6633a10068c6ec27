#pragma once

#include <vector>

#include "data/part.hpp"
#include "data/record_facts.hpp"
#include "settings/training_config.hpp"

namespace leadwise::training {

/// One entry a recording. All recordings of a patient go to one part, decided by a hash of the patient and
/// config.split_seed, so that adding recordings moves no one. Patients with a flagged recording are only tested on;
/// recordings of config.external_sources, and of patients seen there, are never trained on.
std::vector<Part> split_by_patient(const std::vector<RecordFacts>& recordings, const TrainingConfig& config);

/// Positions of the recordings of one part.
std::vector<std::size_t> recordings_of(const std::vector<Part>& parts, Part part);

}  // namespace leadwise::training
