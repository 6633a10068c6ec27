#pragma once

#include <nlohmann/json.hpp>

#include "data/record_facts.hpp"
#include "leadwise/error.hpp"

namespace leadwise::training {

/// A record's facts as shards hold them (docs/shards.md).
nlohmann::ordered_json facts_json(const RecordFacts& facts);

/// The facts of a shard's JSON; the flags of an overloaded right heart are the labels rvh, right_axis and right_atrial.
/// Error: InvalidHeader naming the key that is missing or of another type.
Result<RecordFacts> parse_facts(const nlohmann::json& json);

}  // namespace leadwise::training
