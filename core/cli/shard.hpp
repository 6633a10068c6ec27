#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "inputs/inputs.hpp"

namespace leadwise::cli {

/// Part `index` (from 1) of `count`.
struct Shard {
  std::size_t index = 1;
  std::size_t count = 1;
};

/// "I/N", or empty for the whole. Error: InvalidArgument.
Result<Shard> parse_shard(const std::string& text);

/// Keeps every count-th record, so that the parts together are all and none is in two.
void keep_shard(const Shard& shard, std::vector<Input>& records);

}  // namespace leadwise::cli
