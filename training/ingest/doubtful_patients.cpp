#include "ingest/doubtful_patients.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "support/text_hash.hpp"

namespace leadwise::training {

void DoubtfulPatients::add(const RecordFacts& facts, std::uint64_t samples_hash, PatientFrom from) {
  seen_.push_back({samples_hash, text_hash(facts.patient)});
  auto& named = named_[facts.database];
  if (from == PatientFrom::list)
    ++named.lists;
  else if (facts.patient == facts.database + ":" + facts.uid)
    ++unnamed_;
  else
    ++named.files;
}

std::map<std::string, DoubtfulPatients::NamedBy> DoubtfulPatients::named_both_ways() const {
  auto both = named_;
  std::erase_if(both, [](const auto& database) { return database.second.lists == 0 || database.second.files == 0; });
  return both;
}

std::vector<DoubtfulPatients::Copy> DoubtfulPatients::copies() const {
  std::vector<std::size_t> order(seen_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
    return std::tuple(seen_[a].samples, seen_[a].patient, a) < std::tuple(seen_[b].samples, seen_[b].patient, b);
  });
  std::vector<Copy> copies;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto &one = seen_[order[i - 1]], &other = seen_[order[i]];
    if (one.samples == other.samples && one.patient != other.patient)
      copies.push_back({order[i], order[i - 1]});
  }
  return copies;
}

std::size_t DoubtfulPatients::largest_patient() const {
  std::vector<std::uint64_t> patients;
  for (const auto& seen : seen_)
    patients.push_back(seen.patient);
  std::sort(patients.begin(), patients.end());
  std::size_t largest = 0;
  for (auto first = patients.begin(); first != patients.end();) {
    const auto behind = std::upper_bound(first, patients.end(), *first);
    largest = std::max(largest, static_cast<std::size_t>(behind - first));
    first = behind;
  }
  return largest;
}

}  // namespace leadwise::training
