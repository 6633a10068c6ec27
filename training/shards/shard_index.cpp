#include "shards/shard_index.hpp"

#include <charconv>
#include <cstdio>
#include <fstream>

#include "shards/facts_json.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr const char* kFormat = "leadwise-shard-1";

std::string numbered(const char* format, std::size_t number) {
  char text[64];
  std::snprintf(text, sizeof text, format, number);
  return text;
}

ordered_json refused_json(const QuarantinedRecord& record) {
  return {{"uid", record.uid},
          {"path", record.path},
          {"code", error_name(record.reason.code)},
          {"message", record.reason.message}};
}

constexpr ErrorCode kCodes[] = {
#define LEADWISE_ERROR(name, meaning) ErrorCode::name,
#include "leadwise/error_table.inc"
#undef LEADWISE_ERROR
};

std::optional<ErrorCode> code_named(const std::string& name) {
  for (const auto code : kCodes)
    if (error_name(code) == name)
      return code;
  return std::nullopt;
}

bool take_text(const json& object, const char* key, std::string& text) {
  if (!object.contains(key) || !object[key].is_string())
    return false;
  text = object[key].get<std::string>();
  return true;
}

bool take_number(const json& object, const char* key, std::uint64_t& number) {
  if (!object.contains(key) || !object[key].is_number_unsigned())
    return false;
  number = object[key].get<std::uint64_t>();
  return true;
}

bool take_refused(const json& object, std::vector<QuarantinedRecord>& refused) {
  if (!object.contains("refused") || !object["refused"].is_array())
    return false;
  for (const auto& item : object["refused"]) {
    QuarantinedRecord record;
    std::string code;
    if (!item.is_object() || !take_text(item, "uid", record.uid) || !take_text(item, "path", record.path) ||
        !take_text(item, "code", code) || !take_text(item, "message", record.reason.message) || !code_named(code))
      return false;
    record.reason.code = *code_named(code);
    refused.push_back(std::move(record));
  }
  return true;
}

bool take_labels(const json& object, std::map<std::string, LabelCounts>& labels) {
  if (!object.contains("labels") || !object["labels"].is_object())
    return false;
  for (const auto& [name, counts] : object["labels"].items()) {
    if (!counts.is_array() || counts.size() != 3)
      return false;
    for (std::size_t i = 0; i < 3; ++i) {
      if (!counts[i].is_number_unsigned())
        return false;
      labels[name][i] = counts[i].get<std::uint64_t>();
    }
  }
  return true;
}

Result<ShardSummary> parse_summary(const std::string& line, const std::filesystem::path& path) {
  const auto object = json::parse(line, nullptr, false);
  ShardSummary summary;
  std::string format;
  const bool whole = object.is_object() && take_text(object, "format", format) && format == kFormat &&
                     take_number(object, "records", summary.records) && take_number(object, "bytes", summary.bytes) &&
                     take_number(object, "next_input", summary.next_input) &&
                     take_number(object, "inputs_hash", summary.inputs_hash) && take_labels(object, summary.labels) &&
                     take_refused(object, summary.refused);
  if (!whole)
    return fail(ErrorCode::InvalidHeader, "the first line of \"" + path.string() + "\" is not that of a shard's index");
  return summary;
}

Error unreadable(const std::filesystem::path& path) {
  return {ErrorCode::FileNotReadable, "cannot read \"" + path.string() + "\""};
}

/// "OFFSET FACTS": the offset is told without parsing the rest.
Result<void> visit_line(std::string_view line, const ShardRecordVisitor& visit) {
  std::uint64_t offset = 0;
  const auto number = std::from_chars(line.data(), line.data() + line.size(), offset);
  if (number.ec != std::errc() || number.ptr == line.data() + line.size() || *number.ptr != '\t')
    return fail(ErrorCode::InvalidHeader, "it begins with no offset");
  return visit(offset, line.substr(static_cast<std::size_t>(number.ptr - line.data()) + 1));
}

}  // namespace

std::string shard_name(std::size_t number) { return numbered("shard-%06zu.tar", number); }
std::string shard_index_name(std::size_t number) { return numbered("shard-%06zu.index", number); }

std::string shard_record_line(std::uint64_t offset, const std::string& facts_line) {
  return std::to_string(offset) + '\t' + facts_line + '\n';
}

std::string shard_index_text(const ShardSummary& summary, const std::vector<std::string>& record_lines) {
  ordered_json labels = ordered_json::object(), refused = ordered_json::array();
  for (const auto& [name, counts] : summary.labels)
    labels[name] = counts;
  for (const auto& record : summary.refused)
    refused.push_back(refused_json(record));
  const ordered_json head = {{"format", kFormat},
                             {"records", summary.records},
                             {"bytes", summary.bytes},
                             {"next_input", summary.next_input},
                             {"inputs_hash", summary.inputs_hash},
                             {"labels", labels},
                             {"refused", refused}};
  std::string text = head.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + '\n';
  for (const auto& line : record_lines)
    text += line;
  return text;
}

Result<ShardSummary> read_shard_summary(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string line;
  if (!stream || !std::getline(stream, line))
    return tl::unexpected(unreadable(path));
  return parse_summary(line, path);
}

Result<ShardSummary> visit_shard_records(const std::filesystem::path& path, const ShardRecordVisitor& visit) {
  std::ifstream stream(path, std::ios::binary);
  std::string line;
  if (!stream || !std::getline(stream, line))
    return tl::unexpected(unreadable(path));
  auto summary = parse_summary(line, path);
  if (!summary)
    return summary;
  const auto at_line = [&](std::uint64_t number) {
    return "line " + std::to_string(number) + " of \"" + path.string();
  };
  for (std::uint64_t i = 0; i < summary->records; ++i) {
    if (!std::getline(stream, line) || stream.eof())
      return fail(ErrorCode::TruncatedData, at_line(i + 2) + "\" is missing or cut short");
    if (auto visited = visit_line(line, visit); !visited)
      return fail(visited.error().code, at_line(i + 2) + "\": " + visited.error().message, visited.error().offset);
  }
  return summary;
}

Result<RecordFacts> parse_facts_text(std::string_view text) {
  const auto object = json::parse(text.begin(), text.end(), nullptr, false);
  return parse_facts(object);
}

}  // namespace leadwise::training
