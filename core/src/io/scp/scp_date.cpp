#include "scp/scp_date.hpp"

#include "bytes/byte_reader.hpp"

namespace leadwise::io {
namespace {

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

}  // namespace

std::optional<CalendarDate> read_scp_date(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 4)
    return std::nullopt;
  return make_date(static_cast<int>(load_unsigned(bytes.data(), 2, ByteOrder::little)), bytes[2], bytes[3]);
}

std::optional<std::string> read_scp_time(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 3 || bytes[0] > 23 || bytes[1] > 59 || bytes[2] > 59)
    return std::nullopt;
  return digits(bytes[0], 2) + ":" + digits(bytes[1], 2) + ":" + digits(bytes[2], 2);
}

}  // namespace leadwise::io
