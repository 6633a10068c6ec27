#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "leadwise/error.hpp"

namespace leadwise::nn {

inline constexpr std::size_t kDeepestJson = 32;

/// Parses JSON from an untrusted source: refuses nesting deeper than kDeepestJson (later code walks it recursively) and
/// names given twice in one object (JSON parsers otherwise keep one of them without a word).
/// Error: `code`, the message begins with `what`.
Result<nlohmann::json> parse_bounded_json(std::string_view text, ErrorCode code, const std::string& what);

}  // namespace leadwise::nn
