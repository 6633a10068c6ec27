#include "archive/npz.hpp"

#include "archive/zip.hpp"
#include "bytes/byte_reader.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {

bool is_npz(std::span<const std::uint8_t> bytes) {
  if (!is_zip(bytes))
    return false;
  constexpr std::uint64_t kNameLengthAt = 26;
  ByteReader reader(bytes, ByteOrder::little, "zip");
  reader.seek(kNameLengthAt, "name length");
  const std::uint16_t name_bytes = reader.u16("name length");
  reader.skip(2, "extra length");
  const std::string_view name = as_text(reader.take(name_bytes, "name"));
  constexpr std::string_view kEnding = ".npy";
  return name.size() > kEnding.size() && name.substr(name.size() - kEnding.size()) == kEnding;
}

}  // namespace leadwise::io
