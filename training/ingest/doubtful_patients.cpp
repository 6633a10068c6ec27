#include "ingest/doubtful_patients.hpp"

#include <algorithm>

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

std::size_t DoubtfulPatients::copies() const {
  auto sorted = seen_;
  std::sort(sorted.begin(), sorted.end(), [](const Seen& a, const Seen& b) {
    return std::pair(a.samples, a.patient) < std::pair(b.samples, b.patient);
  });
  std::size_t copies = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (sorted[i].samples == sorted[i - 1].samples && sorted[i].patient != sorted[i - 1].patient)
      ++copies;
  return copies;
}

}  // namespace leadwise::training
