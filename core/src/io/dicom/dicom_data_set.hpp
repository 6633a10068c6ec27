#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bytes/byte_reader.hpp"
#include "dicom/dicom_tags.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io::dicom {

/// Where the bytes of a data set lie in the file, for the offsets in errors.
struct DataSetPlace {
  std::uint64_t offset = 0;
  /// The bytes came out of a deflated stream: a position in them is none in the file.
  bool inflated = false;
};

/// One element or item in the order of the file; those inside it follow directly, up to `end`.
struct DicomElement {
  Tag tag = 0;
  /// The two letters, 0 where there are none (implicit VR, items).
  std::array<char, 2> vr{};
  /// First byte of the value in the data set.
  std::uint64_t position = 0;
  /// Of the value; 0 for sequences and items.
  std::uint64_t size = 0;
  /// Index of the first element behind this one and all that is inside it.
  std::size_t end = 0;
};

/// A data set with all its items in one list. The bytes must outlive it.
struct DicomElements {
  std::span<const std::uint8_t> bytes;
  ByteOrder order = ByteOrder::little;
  DataSetPlace place;
  std::vector<DicomElement> list;

  /// A refusal at a position in `bytes`.
  tl::unexpected<Error> refuse(ErrorCode code, std::string message, std::uint64_t position) const;
};

/// The data set of the file or of an item: a view into DicomElements.
class DicomDataSet {
 public:
  explicit DicomDataSet(const DicomElements& elements) : DicomDataSet(elements, 0, elements.list.size(), 0) {}

  /// The first element of that tag on this level, or nullptr.
  const DicomElement* find(Tag tag) const;
  /// The items of a sequence; none where it is absent.
  std::vector<DicomDataSet> items(Tag sequence) const;
  std::optional<DicomDataSet> first_item(Tag sequence) const;
  /// The value's bytes; empty where it is absent.
  std::span<const std::uint8_t> bytes(Tag tag) const;
  /// The value as it stands, trailing blanks and zero bytes left out; empty where it is absent.
  std::string_view text(Tag tag) const;
  /// The first value of a decimal or integer string; nullopt where it is absent, empty or no number.
  std::optional<double> number(Tag tag) const;
  /// The first value of a US or UL element.
  std::optional<std::uint64_t> whole(Tag tag) const;
  /// All values of a US (size 2) or UL (size 4) element.
  std::vector<std::uint32_t> wholes(Tag tag, unsigned size) const;
  /// A refusal at an element's value, or at this data set where the element is absent.
  tl::unexpected<Error> refuse(ErrorCode code, std::string message, Tag tag) const;
  ByteOrder order() const { return elements_->order; }

 private:
  DicomDataSet(const DicomElements& elements, std::size_t first, std::size_t end, std::uint64_t position)
      : elements_(&elements), first_(first), end_(end), position_(position) {}

  const DicomElements* elements_;
  std::size_t first_;
  std::size_t end_;
  std::uint64_t position_;
};

}  // namespace leadwise::io::dicom
