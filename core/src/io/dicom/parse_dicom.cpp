#include "dicom/parse_dicom.hpp"

#include <algorithm>
#include <string_view>

#include "text/text_lines.hpp"

namespace leadwise::io::dicom {
namespace {

constexpr std::size_t kDeepest = 32;
/// An element's place takes four times the memory of its head, and a deflated file holds many heads.
constexpr std::size_t kMostElements = std::size_t{1} << 20U;

/// Value representations whose size takes four bytes, behind two that are not used (PS3.5, 7.1.2).
constexpr std::array<std::string_view, 13> kLongForms = {"OB", "OD", "OF", "OL", "OV", "OW", "SQ",
                                                         "SV", "UC", "UN", "UR", "UT", "UV"};

std::string_view letters(const std::array<char, 2>& vr) { return {vr.data(), vr.size()}; }

bool is_long_form(const std::array<char, 2>& vr) {
  return std::find(kLongForms.begin(), kLongForms.end(), letters(vr)) != kLongForms.end();
}

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

class Parser {
 public:
  Parser(std::span<const std::uint8_t> bytes, const DicomEncoding& encoding, const DataSetPlace& place)
      : reader_(bytes, encoding.order, "DICOM data set", place.offset), implicit_vr_(encoding.implicit_vr) {
    elements_.bytes = bytes;
    elements_.order = encoding.order;
    elements_.place = place;
    last_byte_ = bytes.size();
    while (last_byte_ > 0 && bytes[last_byte_ - 1] == 0)
      --last_byte_;
  }

  Result<DicomElements> parse() {
    for (close_finished(); !at_end(); close_finished()) {
      if (auto read = read_next(); !read)
        return tl::unexpected(read.error());
    }
    if (!open_.empty()) {
      return elements_.refuse(ErrorCode::TruncatedData,
                              "the file ends inside the sequence or item " + tag_text(element(open_.back()).tag) +
                                  ", whose end is not marked",
                              reader_.position());
    }
    return std::move(elements_);
  }

 private:
  /// A sequence or an item whose end is still to come.
  struct Open {
    std::size_t element;
    bool is_sequence;
    bool undefined_size;
    bool implicit_vr;
    /// Nothing inside may lie behind this position.
    std::uint64_t limit;
  };

  DicomElement& element(const Open& open) { return elements_.list[open.element]; }
  std::uint64_t limit() const { return open_.empty() ? elements_.bytes.size() : open_.back().limit; }
  bool implicit_vr() const { return open_.empty() ? implicit_vr_ : open_.back().implicit_vr; }
  bool inside_sequence() const { return !open_.empty() && open_.back().is_sequence; }

  void close() {
    element(open_.back()).end = elements_.list.size();
    open_.pop_back();
  }

  void close_finished() {
    while (!open_.empty() && !open_.back().undefined_size && reader_.position() >= open_.back().limit)
      close();
  }

  bool at_end() const {
    // Some programs fill the file up with zero bytes, which no element begins with.
    return reader_.remaining() == 0 || (open_.empty() && reader_.position() >= last_byte_);
  }

  tl::unexpected<Error> refuse(ErrorCode code, Tag tag, std::string_view message) const {
    return elements_.refuse(code, tag_text(tag) + ' ' + std::string(message), start_);
  }

  Result<void> read_next() {
    start_ = reader_.position();
    if (elements_.list.size() == kMostElements)
      return elements_.refuse(ErrorCode::TooLarge, "more than a million elements; no ECG has so many", start_);
    const bool delimiters = inside_sequence();
    const ElementHead head = read_element_head(reader_, delimiters || implicit_vr());
    if (reader_.failed())
      return elements_.refuse(ErrorCode::TruncatedData, "the file ends inside an element's head", start_);
    if (reader_.position() > limit())
      return refuse(ErrorCode::InvalidHeader, head.tag, "begins inside its item and ends behind it");
    if (delimiters)
      return read_item(head);
    return head.tag == kItemDelimiter ? close_marked(head) : read_element(head);
  }

  Result<void> read_item(const ElementHead& head) {
    if (head.tag == kSequenceDelimiter)
      return close_marked(head);
    if (head.tag != kItem)
      return refuse(ErrorCode::InvalidHeader, head.tag, "stands in a sequence where an item should begin");
    return open(head, false, implicit_vr());
  }

  // The mark of an item's or sequence's end, which only those of undefined size have.
  Result<void> close_marked(const ElementHead& head) {
    if (open_.empty() || !open_.back().undefined_size || head.size != 0)
      return refuse(ErrorCode::InvalidHeader, head.tag, "marks an end where nothing can end");
    close();
    return {};
  }

  Result<void> read_element(const ElementHead& head) {
    if (!head.valid_vr) {
      return refuse(ErrorCode::InvalidHeader, head.tag,
                    "has the value representation " + quoted(letters(head.vr)) + ", which is none");
    }
    const bool unknown = letters(head.vr) == "UN";
    const bool unsaid = implicit_vr() || unknown;
    const bool undefined = head.size == kUndefinedSize;
    if (letters(head.vr) == "SQ" || (unsaid && (undefined || is_read_sequence(head.tag)))) {
      // A sequence under the name of UN is written in implicit VR little endian (PS3.5, 6.2.2).
      if (unknown && reader_.order() == ByteOrder::big)
        return refuse(ErrorCode::UnsupportedFormat, head.tag, "is a sequence marked UN in a big endian file");
      return open(head, true, unsaid);
    }
    if (undefined)
      return refuse(ErrorCode::UnsupportedFormat, head.tag, "holds encapsulated data, which no ECG has");
    return add_value(head);
  }

  Result<void> check_size(const ElementHead& head) const {
    const std::uint64_t end = reader_.position() + std::uint64_t{head.size};
    if (end <= limit())
      return {};
    const bool cut = end > elements_.bytes.size();
    return refuse(cut ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader, head.tag,
                  "states " + std::to_string(head.size) + " bytes, " + std::to_string(limit() - reader_.position()) +
                      " are left in " + (cut ? "the file" : "its item"));
  }

  Result<void> open(const ElementHead& head, bool is_sequence, bool implicit) {
    if (open_.size() >= kDeepest)
      return refuse(ErrorCode::UnsupportedFormat, head.tag, "is nested more deeply than 32 levels");
    const bool undefined = head.size == kUndefinedSize;
    if (!undefined) {
      if (auto checked = check_size(head); !checked)
        return checked;
    }
    const std::uint64_t end = undefined ? limit() : reader_.position() + std::uint64_t{head.size};
    elements_.list.push_back({head.tag, head.vr, reader_.position(), 0, 0});
    open_.push_back({elements_.list.size() - 1, is_sequence, undefined, implicit, end});
    return {};
  }

  Result<void> add_value(const ElementHead& head) {
    if (auto checked = check_size(head); !checked)
      return checked;
    elements_.list.push_back({head.tag, head.vr, reader_.position(), head.size, elements_.list.size() + 1});
    reader_.skip(head.size, "value");
    return {};
  }

  DicomElements elements_;
  ByteReader reader_;
  bool implicit_vr_;
  std::vector<Open> open_;
  /// Where the element begins that is being read.
  std::uint64_t start_ = 0;
  /// Behind it there are only zero bytes.
  std::size_t last_byte_ = 0;
};

}  // namespace

ElementHead read_element_head(ByteReader& reader, bool implicit_vr) {
  ElementHead head;
  const std::uint32_t group = reader.u16("tag");
  head.tag = group << 16U | reader.u16("tag");
  // Items and delimiters have no value representation in any encoding.
  if (implicit_vr || group == 0xFFFE) {
    head.size = reader.u32("size");
    return head;
  }
  head.vr = {static_cast<char>(reader.u8("value representation")),
             static_cast<char>(reader.u8("value representation"))};
  head.valid_vr = is_letter(head.vr[0]) && is_letter(head.vr[1]);
  if (is_long_form(head.vr)) {
    reader.skip(2, "size");
    head.size = reader.u32("size");
  } else {
    head.size = reader.u16("size");
  }
  return head;
}

Result<DicomElements> parse_dicom(std::span<const std::uint8_t> bytes, const DicomEncoding& encoding,
                                  const DataSetPlace& place) {
  return Parser(bytes, encoding, place).parse();
}

}  // namespace leadwise::io::dicom
