#include "scp/scp_statements.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "bytes/byte_reader.hpp"
#include "scp/scp_text.hpp"
#include "text/statement_content.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint16_t kCodedStatements = 11;
/// Whether it was confirmed, and when.
constexpr std::size_t kReportHeadBytes = 8;

// A coded statement is a kind and fields that each end with a zero byte: "NSR", or a code, a probability, modifiers.
std::string coded_statement(std::span<const std::uint8_t> bytes, std::uint8_t language) {
  std::string words;
  while (!bytes.empty()) {
    const std::string field = scp_text(bytes, language);
    words += (words.empty() || field.empty() ? "" : " ") + field;
    const auto end = std::find(bytes.begin(), bytes.end(), std::uint8_t{0});
    bytes = bytes.subspan(static_cast<std::size_t>(end - bytes.begin()) + (end == bytes.end() ? 0 : 1));
  }
  return words;
}

/// PACE, PACEA, PACEP and PACEF of EN 1064's universal statement codes: a normally working pacemaker, and its rhythms.
bool is_pacing_code(std::string_view statement) {
  constexpr std::string_view kPacing = "PACE";
  const std::string_view code = statement.substr(0, statement.find(' '));
  return code.substr(0, kPacing.size()) == kPacing && code.size() <= kPacing.size() + 1;
}

std::string statement_text(const ScpSection& section, std::span<const std::uint8_t> bytes, std::uint8_t language) {
  if (section.id != kCodedStatements)
    return scp_text(bytes, language);
  return bytes.empty() ? std::string() : coded_statement(bytes.subspan(1), language);
}

}  // namespace

void read_scp_statements(const ScpSection& section, std::uint8_t language, EcgRecord& record) {
  // A section that is nothing but its head is how some devices write that there is none.
  if (section.data.empty())
    return;
  ByteReader reader(section.data, ByteOrder::little, "SCP-ECG section " + std::to_string(section.id), section.offset);
  reader.skip(kReportHeadBytes, "kind and time of the report");
  const std::size_t count = reader.u8("number of statements");
  for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
    reader.skip(1, "number of a statement");
    const std::uint16_t length = reader.u16("length of a statement");
    std::string text = statement_text(section, reader.take(length, "statement"), language);
    if (section.id == kCodedStatements && is_pacing_code(text))
      record.paced = true;
    if (!text.empty() && !names_a_reader(text))
      record.statements.push_back(std::move(text));
  }
  if (auto status = reader.status(); !status)
    record.notes.push_back({status.error().code, "statements are missing: " + status.error().message});
}

}  // namespace leadwise::io
