#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise {

/// Where in [0, 1) a hash puts a patient: by name and seed alone, so that adding patients moves nobody.
double patient_position(std::string_view patient, std::uint64_t seed);

/// The fold of every record, 0 to folds - 1. All records of a patient are in one fold. Patients with and without a positive
/// record are dealt out apart, in the order of patient_position, so that folds differ by at most one patient of each kind.
/// Errors: NoUsableRecord; InvalidArgument for fewer than two folds or lists of different lengths; OneClassOnly;
/// TooFewPatients where a kind has fewer patients than there are folds.
Result<std::vector<std::size_t>> stratified_folds(const std::vector<std::string>& patients,
                                                  const std::vector<bool>& positive, std::size_t folds,
                                                  std::uint64_t seed);

}  // namespace leadwise
