#include "dicom/dicom_data_set.hpp"

#include <utility>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io::dicom {

tl::unexpected<Error> DicomElements::refuse(ErrorCode code, std::string message, std::uint64_t position) const {
  if (!place.inflated)
    return fail(code, "DICOM: " + std::move(message), place.offset + position);
  return fail(code, "DICOM: " + std::move(message) + " (byte " + std::to_string(position) + " after inflating)",
              place.offset);
}

const DicomElement* DicomDataSet::find(Tag tag) const {
  for (std::size_t i = first_; i < end_; i = elements_->list[i].end) {
    if (elements_->list[i].tag == tag)
      return &elements_->list[i];
  }
  return nullptr;
}

std::vector<DicomDataSet> DicomDataSet::items(Tag sequence) const {
  std::vector<DicomDataSet> found;
  const DicomElement* element = find(sequence);
  if (element == nullptr)
    return found;
  const auto index = static_cast<std::size_t>(element - elements_->list.data());
  for (std::size_t i = index + 1; i < element->end; i = elements_->list[i].end) {
    const DicomElement& item = elements_->list[i];
    found.push_back(DicomDataSet(*elements_, i + 1, item.end, item.position));
  }
  return found;
}

std::optional<DicomDataSet> DicomDataSet::first_item(Tag sequence) const {
  const DicomElement* element = find(sequence);
  if (element == nullptr)
    return std::nullopt;
  const auto item = static_cast<std::size_t>(element - elements_->list.data()) + 1;
  if (item >= element->end)
    return std::nullopt;
  return DicomDataSet(*elements_, item + 1, elements_->list[item].end, elements_->list[item].position);
}

std::span<const std::uint8_t> DicomDataSet::bytes(Tag tag) const {
  const DicomElement* element = find(tag);
  if (element == nullptr)
    return {};
  return elements_->bytes.subspan(static_cast<std::size_t>(element->position), static_cast<std::size_t>(element->size));
}

std::string_view DicomDataSet::text(Tag tag) const {
  std::string_view value = as_text(bytes(tag));
  while (!value.empty() && (value.back() == '\0' || value.back() == ' '))
    value.remove_suffix(1);
  return trim(value);
}

std::optional<double> DicomDataSet::number(Tag tag) const {
  std::string_view value = text(tag);
  value = trim(value.substr(0, value.find('\\')));
  return parse_double(value);
}

std::optional<std::uint64_t> DicomDataSet::whole(Tag tag) const {
  const auto value = bytes(tag);
  if (value.size() != 2 && value.size() != 4)
    return std::nullopt;
  return load_unsigned(value.data(), static_cast<unsigned>(value.size()), order());
}

std::vector<std::uint32_t> DicomDataSet::wholes(Tag tag, unsigned size) const {
  std::vector<std::uint32_t> values;
  const auto value = bytes(tag);
  values.reserve(value.size() / size);
  for (std::size_t i = 0; i + size <= value.size(); i += size)
    values.push_back(static_cast<std::uint32_t>(load_unsigned(value.data() + i, size, order())));
  return values;
}

tl::unexpected<Error> DicomDataSet::refuse(ErrorCode code, std::string message, Tag tag) const {
  const DicomElement* element = find(tag);
  return elements_->refuse(code, tag_text(tag) + ' ' + std::move(message),
                           element == nullptr ? position_ : element->position);
}

}  // namespace leadwise::io::dicom
