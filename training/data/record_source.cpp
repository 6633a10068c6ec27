#include "data/record_source.hpp"

namespace leadwise::training {

Result<void> RecordingsInMemory::visit_facts(const ShardSet::FactsVisitor& visit) const {
  for (std::size_t i = 0; i < recordings_.size(); ++i)
    if (auto visited = visit(i, recordings_[i]); !visited)
      return visited;
  return {};
}

std::string name_of(const RecordSource& source, std::size_t position) {
  const auto facts = source.facts(position);
  return facts ? facts->uid : "record " + std::to_string(position);
}

}  // namespace leadwise::training
