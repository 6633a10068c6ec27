#include "ingest/ingest_options.hpp"

#include <filesystem>

#include "leadwise/utf8.hpp"
#include "support/option_value.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool take_key(const std::string& key, const json& value, IngestOptions& options, bool& known) {
  if (key == "sources")
    return take_option(value, options.sources);
  if (key == "out")
    return take_option(value, options.out);
  if (key == "database")
    return take_option(value, options.database);
  if (key == "threads")
    return take_option(value, options.threads);
  if (key == "records_per_shard")
    return take_option(value, options.records_per_shard);
  known = false;
  return false;
}

/// True where one is the other, or lies below it: its records would be taken twice.
bool overlap(const std::string& a, const std::string& b) {
  std::error_code error;
  const fs::path whole_a = fs::weakly_canonical(a, error), whole_b = fs::weakly_canonical(b, error);
  const auto [in_a, in_b] = std::mismatch(whole_a.begin(), whole_a.end(), whole_b.begin(), whole_b.end());
  return in_a == whole_a.end() || in_b == whole_b.end();
}

}  // namespace

Result<IngestOptions> parse_ingest_options(const json& document) {
  if (!document.is_object())
    return fail(ErrorCode::InvalidArgument, "the config is not a JSON object");
  IngestOptions options;
  for (const auto& [key, value] : document.items()) {
    bool known = true;
    if (take_key(key, value, options, known))
      continue;
    return fail(ErrorCode::InvalidArgument,
                known ? "config key \"" + key + "\" is of the wrong type" : "unknown config key \"" + key + "\"");
  }
  return options;
}

Result<void> check_ingest_options(const IngestOptions& options) {
  if (options.sources.empty() || options.out.empty())
    return fail(ErrorCode::InvalidArgument, "ingest needs at least one source, and a folder to write to (-o)");
  if (!is_utf8(options.database))
    return fail(ErrorCode::InvalidArgument, "the database's name is not UTF-8");
  if (options.threads < 1 || options.threads > 1024)
    return fail(ErrorCode::InvalidArgument, "threads must be 1 to 1024");
  if (options.records_per_shard < 1 || options.records_per_shard > 100000)
    return fail(ErrorCode::InvalidArgument, "records_per_shard must be 1 to 100000");
  for (std::size_t i = 0; i < options.sources.size(); ++i) {
    std::error_code error;
    if (!fs::exists(options.sources[i], error))
      return fail(ErrorCode::FileNotReadable, "there is no \"" + options.sources[i] + "\"");
    if (overlap(options.sources[i], options.out))
      return fail(ErrorCode::InvalidArgument,
                  "the shards would lie among the records of \"" + options.sources[i] + "\"");
    for (std::size_t other = 0; other < i; ++other)
      if (overlap(options.sources[i], options.sources[other]))
        return fail(ErrorCode::InvalidArgument,
                    "\"" + options.sources[i] + "\" and \"" + options.sources[other] + "\" hold the same records");
  }
  return {};
}

}  // namespace leadwise::training
