#include "dicom/dicom_file.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "bytes/inflate.hpp"
#include "dicom/sop_class.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io::dicom {
namespace {

constexpr std::string_view kMark = "DICM";

struct TransferSyntax {
  std::string_view uid;
  DicomEncoding encoding;
  bool deflated;
};

/// PS3.5, annex A; the others are for compressed images.
constexpr std::array kSyntaxes = {
    TransferSyntax{"1.2.840.10008.1.2", {true, ByteOrder::little}, false},
    TransferSyntax{"1.2.840.10008.1.2.1", {false, ByteOrder::little}, false},
    TransferSyntax{"1.2.840.10008.1.2.1.99", {false, ByteOrder::little}, true},
    TransferSyntax{"1.2.840.10008.1.2.2", {false, ByteOrder::big}, false},
};

/// What the file meta information says (PS3.10, 7.1).
struct FileMeta {
  std::string_view sop_class;
  std::string_view transfer_syntax;
  std::uint64_t syntax_offset = 0;
  std::uint64_t class_offset = 0;
  /// Where the data set begins.
  std::uint64_t end = 0;
};

std::string_view uid_of(std::span<const std::uint8_t> value) {
  const std::string_view text = as_text(value);
  return trim(text.substr(0, text.find('\0')));
}

bool begins_with_meta(std::span<const std::uint8_t> bytes) {
  return as_text(bytes).substr(0, 8) == std::string_view("\x02\0\0\0UL\x04\0", 8);
}

// An element follows the mark, so that one of the first two bytes, its low group's number, is 0: in a text that spells the
// mark at the same place none is.
bool has_mark(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < kPreambleSize || !as_text(bytes.subspan(kPreambleSize)).starts_with(kMark))
    return false;
  const auto group = bytes.subspan(kPreambleSize + kMark.size());
  return group.size() < 2 || group[0] == 0 || group[1] == 0;
}

// The meta information ends where its group ends; its own length is not needed and sometimes wrong.
Result<FileMeta> read_meta(std::span<const std::uint8_t> bytes, std::uint64_t start) {
  FileMeta meta;
  ByteReader reader(bytes, ByteOrder::little, "DICOM file meta information");
  reader.seek(start, "file meta information");
  meta.end = start;
  while (reader.remaining() >= 2) {
    const ElementHead head = read_element_head(reader, false);
    if (head.tag >> 16U != 2)
      break;
    if (!head.valid_vr)
      return fail(ErrorCode::InvalidHeader,
                  "DICOM: file meta information " + tag_text(head.tag) + " has no value representation", meta.end);
    const std::uint64_t offset = reader.offset();
    const std::string_view uid = uid_of(reader.take(head.size, tag_text(head.tag)));
    if (auto read = reader.status(); !read)
      return tl::unexpected(read.error());
    if (head.tag == kMediaStorageSopClass) {
      meta.sop_class = uid;
      meta.class_offset = offset;
    } else if (head.tag == kTransferSyntax) {
      meta.transfer_syntax = uid;
      meta.syntax_offset = offset;
    }
    meta.end = reader.position();
  }
  return meta;
}

// True where the bytes, read so, are elements in rising order that lead to an SOP class of DICOM's own.
bool reaches_sop_class(std::span<const std::uint8_t> bytes, const DicomEncoding& encoding) {
  ByteReader reader(bytes, encoding.order, "DICOM data set");
  for (Tag last = 0; !reader.failed();) {
    const ElementHead head = read_element_head(reader, encoding.implicit_vr);
    const bool rising = head.tag > last && head.tag >> 16U == 8;
    if (!rising || !head.valid_vr || head.size > reader.remaining())
      return false;
    const std::string_view uid = uid_of(reader.take(head.size, "value"));
    if (head.tag == kSopClass)
      return uid.substr(0, kStorageClasses.size()) == kStorageClasses;
    last = head.tag;
  }
  return false;
}

std::optional<DicomEncoding> encoding_of_bare(std::span<const std::uint8_t> bytes) {
  for (const TransferSyntax& syntax : kSyntaxes) {
    if (!syntax.deflated && reaches_sop_class(bytes, syntax.encoding))
      return syntax.encoding;
  }
  return std::nullopt;
}

Result<TransferSyntax> syntax_of(const FileMeta& meta, std::span<const std::uint8_t> data_set) {
  for (const TransferSyntax& syntax : kSyntaxes) {
    if (syntax.uid == meta.transfer_syntax)
      return syntax;
  }
  if (!meta.transfer_syntax.empty()) {
    return fail(ErrorCode::UnsupportedFormat,
                "DICOM: the transfer syntax " + quoted(meta.transfer_syntax) +
                    " is not read; implicit and explicit VR little endian, explicit VR big endian and deflated are",
                meta.syntax_offset);
  }
  const auto encoding = encoding_of_bare(data_set);
  if (!encoding)
    return fail(ErrorCode::InvalidHeader, "DICOM: (0002,0010) the file states no transfer syntax", meta.end);
  return TransferSyntax{{}, *encoding, false};
}

// What deflates better than 64 to 1 is no ECG.
Result<std::vector<std::uint8_t>> inflate_data_set(std::span<const std::uint8_t> bytes, std::uint64_t offset) {
  constexpr std::uint64_t kMostExpansion = 64, kSmallest = std::uint64_t{1} << 16U, kLargest = std::uint64_t{1} << 30U;
  const std::uint64_t most = std::min(kMostExpansion * bytes.size() + kSmallest, kLargest);
  auto inflated = inflate_bytes(bytes, DeflateWrapping::bare, static_cast<std::size_t>(most), "DICOM data set", offset);
  if (!inflated)
    return tl::unexpected(inflated.error());
  return std::move(inflated->bytes);
}

Result<void> check_class(const DicomElements& elements) {
  const DicomDataSet data_set(elements);
  const std::string_view uid = data_set.text(kSopClass);
  if (is_ecg_class(uid))
    return {};
  return data_set.refuse(ErrorCode::UnsupportedFormat, refusal_of_class(uid), kSopClass);
}

Result<FileMeta> meta_of(std::span<const std::uint8_t> bytes) {
  if (has_mark(bytes))
    return read_meta(bytes, kPreambleSize + kMark.size());
  if (begins_with_meta(bytes))
    return read_meta(bytes, 0);
  return FileMeta{};
}

}  // namespace

bool looks_like_dicom(std::span<const std::uint8_t> bytes) {
  return has_mark(bytes) || begins_with_meta(bytes) || encoding_of_bare(bytes).has_value();
}

Result<DicomFile> open_dicom(const FileBytes& given) {
  const auto meta = meta_of(given.bytes);
  if (!meta)
    return tl::unexpected(meta.error());
  if (!meta->sop_class.empty() && !is_ecg_class(meta->sop_class))
    return fail(ErrorCode::UnsupportedFormat, "DICOM: " + refusal_of_class(meta->sop_class), meta->class_offset);
  std::span<const std::uint8_t> bytes = given.bytes.subspan(static_cast<std::size_t>(meta->end));
  const auto syntax = syntax_of(*meta, bytes);
  if (!syntax)
    return tl::unexpected(syntax.error());
  DicomFile file;
  file.encoding = syntax->encoding;
  if (syntax->deflated) {
    auto inflated = inflate_data_set(bytes, meta->end);
    if (!inflated)
      return tl::unexpected(inflated.error());
    file.inflated = std::move(*inflated);
    bytes = file.inflated;
  }
  auto elements = parse_dicom(bytes, syntax->encoding, {meta->end, syntax->deflated});
  if (!elements)
    return tl::unexpected(elements.error());
  file.elements = std::move(*elements);
  if (auto checked = check_class(file.elements); !checked)
    return tl::unexpected(checked.error());
  return file;
}

}  // namespace leadwise::io::dicom
