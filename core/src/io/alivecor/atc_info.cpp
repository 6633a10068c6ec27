#include "alivecor/atc_info.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "bytes/byte_reader.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kInfoSize = 264;
/// From here on the last field holds data of the device; before, it held the place of the recording.
constexpr std::uint32_t kFirstVersionWithDeviceData = 4;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Whether `text` has the form of `pattern`, in which '0' stands for a digit and '+' for a sign.
bool has_form(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(), [](char c, char form) {
    return form == '0' ? is_digit(c) : form == '+' ? c == '+' || c == '-' : c == form;
  });
}

// "", "Z", "+hh:mm"; "+hhmm", which some apps write, gets its colon.
std::optional<std::string> iso_zone(std::string_view zone) {
  if (zone.empty() || zone == "Z" || has_form(zone, "+00:00"))
    return std::string(zone);
  if (has_form(zone, "+0000"))
    return std::string(zone.substr(0, 3)) + ':' + std::string(zone.substr(3));
  return std::nullopt;
}

std::optional<std::string> iso_time(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00";
  if (text.size() < kForm.size() || !has_form(text.substr(0, kForm.size()), kForm))
    return std::nullopt;
  std::size_t end = kForm.size();
  if (end < text.size() && text[end] == '.') {
    ++end;
    while (end < text.size() && is_digit(text[end]))
      ++end;
  }
  const auto zone = iso_zone(text.substr(end));
  return zone ? std::optional(std::string(text.substr(0, end)) + *zone) : std::nullopt;
}

void take_time(std::string_view text, EcgRecord& record) {
  record.acquisition_time = iso_time(text);
  if (!record.acquisition_time && !text.empty())
    record.notes.push_back({ErrorCode::InvalidHeader, "ATC: the date cannot be read and was left out"});
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// The fields are ASCII in all that the description shows; other bytes would make the record's JSON invalid.
std::string_view text_field(ByteReader& reader, std::size_t size, const char* name, EcgRecord& record) {
  const std::string_view text = reader.text(size, name);
  if (is_printable_ascii(text))
    return text;
  record.notes.push_back({ErrorCode::InvalidHeader, std::string("ATC: the ") + name + " is no text and was left out"});
  return {};
}

void add_comment(std::string_view name, std::string_view text, EcgRecord& record) {
  if (!text.empty())
    record.comments.push_back(std::string(name) + ": " + std::string(text));
}

// "SN=AC6L100010,BAT=55"; the writer that AliveCor publishes calls the serial number "SER".
std::optional<std::string> serial_number(std::string_view pairs) {
  while (!pairs.empty()) {
    const std::size_t end = std::min(pairs.find(','), pairs.size());
    const std::string_view pair = trim(pairs.substr(0, end));
    pairs.remove_prefix(std::min(end + 1, pairs.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view key = pair.substr(0, equals);
    if ((key == "SN" || key == "SER") && equals + 1 < pair.size())
      return std::string(pair.substr(equals + 1));
  }
  return std::nullopt;
}

}  // namespace

Result<void> read_atc_info(const AtcFile& file, EcgRecord& record) {
  const AtcBlock* block = file.find("info");
  if (block == nullptr)
    return {};
  if (block->data.size() < kInfoSize) {
    return fail(ErrorCode::InvalidHeader,
                "ATC block \"info\" holds " + std::to_string(block->data.size()) + " bytes, its fields take 264",
                block->offset);
  }
  ByteReader reader(block->data, ByteOrder::little, "ATC block \"info\"", block->offset);
  take_time(text_field(reader, 32, "date recorded", record), record);
  add_comment("recording UUID", text_field(reader, 40, "recording UUID", record), record);
  reader.skip(44, "phone UDID");
  add_comment("phone", text_field(reader, 32, "phone model", record), record);
  add_comment("software", text_field(reader, 32, "recorder software", record), record);
  if (const auto hardware = text_field(reader, 32, "recorder hardware", record); !hardware.empty())
    record.device.model = hardware;
  if (file.version >= kFirstVersionWithDeviceData)
    record.device.serial_number = serial_number(text_field(reader, 52, "device data", record));
  return {};
}

}  // namespace leadwise::io
