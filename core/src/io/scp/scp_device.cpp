#include "scp/scp_device.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "scp/scp_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// Places in the tag, EN 1064, 5.4.5, tag 14.
constexpr std::size_t kManufacturerCode = 7;
constexpr std::size_t kModel = 8;
constexpr std::size_t kModelBytes = 6;
constexpr std::size_t kVersion = 14;
constexpr std::size_t kLanguage = 16;
constexpr std::size_t kProgramTextLength = 35;
constexpr std::size_t kTexts = 36;

enum TextField : std::size_t { program, serial_number, system_software, scp_software, manufacturer, text_fields };

// Files before version 2 name their maker by a number.
constexpr std::array<std::string_view, 21> kManufacturers = {"",
                                                             "Burdick",
                                                             "Cambridge",
                                                             "Compumed",
                                                             "Datamed",
                                                             "Fukuda",
                                                             "Hewlett-Packard",
                                                             "Marquette Electronics",
                                                             "Mortara Instruments",
                                                             "Nihon Kohden",
                                                             "Okin",
                                                             "Quinton",
                                                             "Siemens",
                                                             "Spacelabs",
                                                             "Telemed",
                                                             "Hellige",
                                                             "ESA-OTE",
                                                             "Schiller",
                                                             "Picker-Schwarzer",
                                                             "Elettronica-Trentina",
                                                             "Zw\xC3\xB6nitz"};

// Each ends with a zero byte. The first has its length in front, but some writers count the serial number into it, so the
// zero bytes are what is followed.
std::array<std::string, text_fields> read_texts(std::span<const std::uint8_t> tag, std::uint8_t language) {
  std::array<std::string, text_fields> texts;
  auto rest = tag.subspan(std::min(kTexts, tag.size()));
  const bool has_program = tag.size() > kProgramTextLength && tag[kProgramTextLength] != 0;
  for (std::size_t field = has_program ? program : serial_number; field < text_fields && !rest.empty(); ++field) {
    texts[field] = scp_text(rest, language);
    const auto end = std::find(rest.begin(), rest.end(), std::uint8_t{0});
    rest = rest.subspan(static_cast<std::size_t>(end - rest.begin()) + (end == rest.end() ? 0 : 1));
  }
  return texts;
}

void set_if_told(std::string text, std::optional<std::string>& field) {
  if (!text.empty() && to_lower(text) != "unknown")
    field = std::move(text);
}

}  // namespace

ScpDeviceTag read_scp_device(std::span<const std::uint8_t> tag, Device& device) {
  ScpDeviceTag found;
  if (tag.size() > kVersion)
    found.version = tag[kVersion];
  if (tag.size() > kLanguage)
    found.language = tag[kLanguage];
  if (tag.size() >= kModel + kModelBytes)
    set_if_told(scp_text(tag.subspan(kModel, kModelBytes), found.language), device.model);
  if (tag.size() > kManufacturerCode && tag[kManufacturerCode] < kManufacturers.size())
    set_if_told(std::string(kManufacturers[tag[kManufacturerCode]]), device.manufacturer);
  auto texts = read_texts(tag, found.language);
  set_if_told(std::move(texts[serial_number]), device.serial_number);
  set_if_told(std::move(texts[manufacturer]), device.manufacturer);
  return found;
}

}  // namespace leadwise::io
