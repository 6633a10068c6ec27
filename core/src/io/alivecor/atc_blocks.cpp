#include "alivecor/atc_blocks.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "bytes/byte_reader.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "ALIVE\0\0\0"sv;
/// Specification 1.4 and before is file version 2, 1.7 is 5.
constexpr std::uint32_t kFirstVersion = 2;
constexpr std::uint32_t kLastVersion = 5;
constexpr std::uint64_t kBlockHeadSize = 8;

Result<std::uint32_t> read_version(ByteReader& reader) {
  reader.skip(kSignature.size(), "signature");
  const std::uint64_t offset = reader.offset();
  const std::uint32_t version = reader.u32("file version");
  if (auto read = reader.status(); !read)
    return tl::unexpected(read.error());
  if (version < kFirstVersion || version > kLastVersion) {
    return fail(ErrorCode::UnsupportedFormat,
                "ATC: file version " + std::to_string(version) + " is not read, versions 2 to 5 are", offset);
  }
  return version;
}

Result<void> check_sum(std::span<const std::uint8_t> summed, std::uint32_t stated, const AtcBlock& block) {
  const auto found = std::accumulate(summed.begin(), summed.end(), std::uint32_t{0});
  if (found == stated)
    return {};
  return fail(ErrorCode::ChecksumMismatch,
              "ATC block " + quoted(block.id) + ": the bytes sum to " + std::to_string(found) + ", its checksum says " +
                  std::to_string(stated),
              block.offset + block.data.size());
}

Result<AtcBlock> read_block(ByteReader& reader, std::span<const std::uint8_t> bytes) {
  const std::size_t start = reader.position();
  AtcBlock block;
  block.id = as_text(reader.take(4, "block id"));
  const std::uint32_t size = reader.u32("block length");
  block.offset = reader.offset();
  block.data = reader.take(size, "data of block " + quoted(block.id));
  const std::uint32_t stated = reader.u32("checksum of block " + quoted(block.id));
  if (auto read = reader.status(); !read)
    return tl::unexpected(read.error());
  const auto summed = bytes.subspan(start, static_cast<std::size_t>(kBlockHeadSize + block.data.size()));
  if (auto checked = check_sum(summed, stated, block); !checked)
    return tl::unexpected(checked.error());
  return block;
}

}  // namespace

const AtcBlock* AtcFile::find(std::string_view id) const {
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const AtcBlock& block) { return block.id == id; });
  return found == blocks.end() ? nullptr : &*found;
}

bool has_atc_signature(std::span<const std::uint8_t> bytes) {
  return as_text(bytes).substr(0, kSignature.size()) == kSignature;
}

Result<AtcFile> parse_atc_blocks(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes, ByteOrder::little, "ATC");
  const auto version = read_version(reader);
  if (!version)
    return tl::unexpected(version.error());
  AtcFile file;
  file.version = *version;
  while (reader.remaining() > 0) {
    const auto block = read_block(reader, bytes);
    if (!block)
      return tl::unexpected(block.error());
    file.blocks.push_back(*block);
  }
  return file;
}

}  // namespace leadwise::io
