#include "shard.hpp"

#include <charconv>

namespace leadwise::cli {

Result<Shard> parse_shard(const std::string& text) {
  Shard shard;
  if (text.empty())
    return shard;
  const char* end = text.data() + text.size();
  const auto index = std::from_chars(text.data(), end, shard.index);
  const bool slash = index.ec == std::errc() && index.ptr != end && *index.ptr == '/';
  const auto count = slash ? std::from_chars(index.ptr + 1, end, shard.count) : index;
  const bool whole = slash && count.ec == std::errc() && count.ptr == end;
  if (!whole || shard.index < 1 || shard.index > shard.count) {
    return fail(ErrorCode::InvalidArgument, "\"" + text + "\" is not I/N with I from 1 to N");
  }
  return shard;
}

void keep_shard(const Shard& shard, std::vector<Input>& records) {
  std::vector<Input> kept;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i % shard.count == shard.index - 1)
      kept.push_back(std::move(records[i]));
  }
  records = std::move(kept);
}

}  // namespace leadwise::cli
