#include "ingest/listed_record.hpp"

#include "leadwise/sha256.hpp"

namespace leadwise::training {
namespace {

std::string hash_of(const std::string& text) {
  return sha256_hex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

}  // namespace

void name_by_path(ListedRecord& record) {
  constexpr std::size_t kUidDigits = 16;
  record.facts.path_sha256 = hash_of(record.path);
  record.facts.uid = hash_of(record.facts.database + '/' + record.path).substr(0, kUidDigits);
}

}  // namespace leadwise::training
