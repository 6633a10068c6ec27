#include "log/event_records.hpp"

#include <bit>
#include <optional>
#include <string_view>

#include "log/crc32c.hpp"

namespace leadwise::training {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kLengthBytes = 8, kChecksumBytes = 4;

/// Least byte first.
template <class Number>
void append_number(Bytes& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof number; ++i)
    bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size) {
  std::uint64_t number = 0;
  for (std::size_t i = size; i-- > 0;)
    number = number << 8 | bytes[at + i];
  return number;
}

/// Protobuf's base-128 numbers, least group first.
void append_varint(Bytes& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7)
    bytes.push_back(static_cast<std::uint8_t>(number | 0x80));
  bytes.push_back(static_cast<std::uint8_t>(number));
}

enum class Wire : std::uint8_t { varint = 0, eight_bytes = 1, counted = 2, four_bytes = 5 };

constexpr std::uint8_t key_of(std::uint8_t field, Wire wire) {
  return static_cast<std::uint8_t>(field << 3 | static_cast<std::uint8_t>(wire));
}

constexpr std::uint8_t kWallTime = key_of(1, Wire::eight_bytes), kStep = key_of(2, Wire::varint);

void append_counted(Bytes& bytes, std::uint8_t field, std::span<const std::uint8_t> content) {
  bytes.push_back(key_of(field, Wire::counted));
  append_varint(bytes, content.size());
  bytes.insert(bytes.end(), content.begin(), content.end());
}

void append_text(Bytes& bytes, std::uint8_t field, std::string_view text) {
  append_counted(bytes, field, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

/// Event{wall_time, step}, whose content is still to come.
Bytes event_begun(double wall_time_s, std::optional<std::uint64_t> step) {
  Bytes event = {kWallTime};
  append_number(event, std::bit_cast<std::uint64_t>(wall_time_s));
  if (step) {
    event.push_back(kStep);
    append_varint(event, *step);
  }
  return event;
}

/// Summary.Value{tag, simple_value}
Bytes scalar_value(const std::string& tag, double scalar) {
  Bytes value;
  append_text(value, 1, tag);
  value.push_back(key_of(2, Wire::four_bytes));
  append_number(value, std::bit_cast<std::uint32_t>(static_cast<float>(scalar)));
  return value;
}

std::uint32_t masked_checksum(std::span<const std::uint8_t> bytes) {
  const std::uint32_t crc = crc32c(bytes);
  return ((crc >> 15) | (crc << 17)) + 0xA282EAD8U;
}

Bytes framed(const Bytes& data) {
  Bytes record;
  append_number(record, static_cast<std::uint64_t>(data.size()));
  append_number(record, masked_checksum(record));
  record.insert(record.end(), data.begin(), data.end());
  append_number(record, masked_checksum(data));
  return record;
}

/// The data of the record that begins at `at`; nullopt where no whole one does.
std::optional<std::span<const std::uint8_t>> data_at(std::span<const std::uint8_t> file, std::size_t at) {
  constexpr std::size_t kFrame = kLengthBytes + 2 * kChecksumBytes;
  if (file.size() < at + kFrame)
    return std::nullopt;
  const auto length = number_at(file, at, kLengthBytes);
  if (number_at(file, at + kLengthBytes, kChecksumBytes) != masked_checksum(file.subspan(at, kLengthBytes)) ||
      length > file.size() - at - kFrame)
    return std::nullopt;
  const auto data = file.subspan(at + kLengthBytes + kChecksumBytes, static_cast<std::size_t>(length));
  if (number_at(file, at + kLengthBytes + kChecksumBytes + data.size(), kChecksumBytes) != masked_checksum(data))
    return std::nullopt;
  return data;
}

/// The step of scalars_record's event; nullopt for version_record's.
std::optional<std::uint64_t> step_of(std::span<const std::uint8_t> event) {
  constexpr std::size_t kStepAt = 9;
  if (event.size() <= kStepAt || event[kStepAt] != kStep)
    return std::nullopt;
  std::uint64_t step = 0;
  for (std::size_t i = kStepAt + 1, shift = 0; i < event.size() && shift < 64; ++i, shift += 7) {
    step |= static_cast<std::uint64_t>(event[i] & 0x7F) << shift;
    if ((event[i] & 0x80) == 0)
      break;
  }
  return step;
}

}  // namespace

Bytes version_record(double wall_time_s) {
  Bytes event = event_begun(wall_time_s, std::nullopt);
  append_text(event, 3, "brain.Event:2");
  return framed(event);
}

Bytes scalars_record(double wall_time_s, std::uint64_t step, const std::map<std::string, double>& scalars) {
  Bytes summary;
  for (const auto& [tag, scalar] : scalars)
    append_counted(summary, 1, scalar_value(tag, scalar));
  Bytes event = event_begun(wall_time_s, step);
  append_counted(event, 5, summary);
  return framed(event);
}

Result<KeptEvents> events_up_to(std::span<const std::uint8_t> file, std::uint64_t last_step) {
  KeptEvents kept;
  while (const auto data = data_at(file, kept.bytes)) {
    const auto step = step_of(*data);
    if (step && *step > last_step)
      break;
    kept.scalars += step ? 1U : 0U;
    kept.bytes += kLengthBytes + 2 * kChecksumBytes + data->size();
  }
  if (kept.bytes == 0)
    return fail(ErrorCode::InvalidHeader, "this is no file of events");
  return kept;
}

}  // namespace leadwise::training
