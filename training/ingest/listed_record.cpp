#include "ingest/listed_record.hpp"

#include "support/text_hash.hpp"

namespace leadwise::training {
void name_by_path(ListedRecord& record) {
  constexpr std::size_t kUidDigits = 16;
  record.facts.path_sha256 = text_sha256(record.path);
  record.facts.uid = text_sha256(record.facts.database + '/' + record.path).substr(0, kUidDigits);
}

}  // namespace leadwise::training
