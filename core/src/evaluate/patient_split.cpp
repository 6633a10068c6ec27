#include "leadwise/patient_split.hpp"

#include <algorithm>
#include <map>

#include "leadwise/random.hpp"

namespace leadwise {
namespace {

/// FNV-1a, 64 bits.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

/// Whether any record of a patient is positive.
using PatientKinds = std::map<std::string_view, bool>;

PatientKinds kinds_of(const std::vector<std::string>& patients, const std::vector<bool>& positive) {
  PatientKinds kinds;
  for (std::size_t i = 0; i < patients.size(); ++i) {
    bool& kind = kinds[patients[i]];
    kind = kind || positive[i];
  }
  return kinds;
}

std::vector<std::string_view> patients_of(const PatientKinds& kinds, bool positive, std::uint64_t seed) {
  std::vector<std::pair<double, std::string_view>> placed;
  for (const auto& [patient, kind] : kinds) {
    if (kind == positive)
      placed.emplace_back(patient_position(patient, seed), patient);
  }
  std::sort(placed.begin(), placed.end());
  std::vector<std::string_view> patients;
  for (const auto& [position, patient] : placed)
    patients.push_back(patient);
  return patients;
}

Result<void> check_request(const std::vector<std::string>& patients, const std::vector<bool>& positive,
                           std::size_t folds) {
  if (patients.empty())
    return fail(ErrorCode::NoUsableRecord, "there is no record to deal into folds");
  if (patients.size() != positive.size())
    return fail(ErrorCode::InvalidArgument, "as many labels as records are needed");
  if (folds < 2)
    return fail(ErrorCode::InvalidArgument, "there must be two folds or more");
  if (std::find(positive.begin(), positive.end(), !positive.front()) != positive.end())
    return {};
  return fail(ErrorCode::OneClassOnly, "all records are of one class");
}

}  // namespace

double patient_position(std::string_view patient, std::uint64_t seed) {
  return Random(seed, hash_of(patient)).uniform();
}

Result<std::vector<std::size_t>> stratified_folds(const std::vector<std::string>& patients,
                                                  const std::vector<bool>& positive, std::size_t folds,
                                                  std::uint64_t seed) {
  if (const auto checked = check_request(patients, positive, folds); !checked)
    return tl::unexpected(checked.error());
  const PatientKinds kinds = kinds_of(patients, positive);
  std::map<std::string_view, std::size_t> fold_of;
  std::size_t next = 0;
  for (const bool kind : {true, false}) {
    const auto dealt = patients_of(kinds, kind, seed);
    if (dealt.size() < folds)
      return fail(ErrorCode::TooFewPatients, std::to_string(dealt.size()) + (kind ? " positive" : " negative") +
                                                 " patients cannot fill " + std::to_string(folds) + " folds");
    for (const std::string_view patient : dealt)
      fold_of[patient] = next++ % folds;
  }
  std::vector<std::size_t> result;
  for (const std::string& patient : patients)
    result.push_back(fold_of[patient]);
  return result;
}

}  // namespace leadwise
