#include "archive/gzip.hpp"

#include <string>
#include <utility>

#include "bytes/inflate.hpp"
#include "record_parts.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::string name_without_ending(const std::string& name) {
  constexpr std::string_view kEnding = ".gz";
  const bool has_ending =
      name.size() > kEnding.size() && to_lower(name.substr(name.size() - kEnding.size())) == kEnding;
  return has_ending ? name.substr(0, name.size() - kEnding.size()) : name;
}

}  // namespace

bool is_gzip(std::span<const std::uint8_t> bytes) {
  // Identification and the only method there is, deflate.
  return bytes.size() > 2 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8;
}

Result<FileContent> unpack_gzip(const FileBytes& file, std::size_t most_bytes) {
  FileContent content{name_without_ending(file.name), {}};
  std::size_t position = 0;
  // Several members stand for one file, their contents joined; padding with zeros behind the last is usual on tapes.
  while (is_gzip(file.bytes.subspan(position))) {
    auto member = inflate_bytes(file.bytes.subspan(position), DeflateWrapping::gzip, most_bytes - content.bytes.size(),
                                quoted(file.name), position);
    if (!member)
      return tl::unexpected(member.error());
    position += member->consumed;
    if (content.bytes.empty())
      content.bytes = std::move(member->bytes);
    else
      content.bytes.insert(content.bytes.end(), member->bytes.begin(), member->bytes.end());
  }
  return content;
}

}  // namespace leadwise::io
