#include "cardiosoft/read_cardiosoft.hpp"

#include "cardiosoft/cardiosoft_context.hpp"
#include "cardiosoft/cardiosoft_signal.hpp"
#include "cardiosoft/full_disclosure.hpp"
#include "cardiosoft/latin1_declaration.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kFullDisclosureBesideStrip =
    "FullDisclosureData, all leads in one text, is not read beside a strip";

tl::unexpected<Error> unsupported(const XmlElement& place, std::string_view problem) {
  return fail(ErrorCode::UnsupportedFormat, std::string(kCardioSoft) + ": " + std::string(problem), place.offset());
}

/// Older files keep the median beat beside the measurements, newer ones within them.
XmlElement find_median(const XmlElement& root) {
  for (const std::string_view path : {"RestingECGMeasurements/MedianSamples", "MedianSamples", "MedianData"}) {
    if (const XmlElement median = root.at(path); median.child("WaveformData"))
      return median;
  }
  return {};
}

/// The element that holds the recording, an average beat never in its place.
Result<XmlElement> find_rhythm(const XmlElement& root) {
  const XmlElement strip = root.child("StripData"), full = root.child("FullDisclosure");
  if (strip.child("WaveformData"))
    return strip;
  if (full.child("WaveformData"))
    return full;
  if (full.child("FullDisclosureData"))
    return full;
  if (strip.child("Strip"))
    return unsupported(strip, "the separate strips of an exercise test are not read");
  if (find_median(root))
    return unsupported(find_median(root), "only a median beat is stored, no StripData");
  return xml_field_error(root, kCardioSoft, "StripData", "is missing");
}

Result<void> take_rhythm(const XmlElement& root, EcgRecord& record) {
  const auto element = find_rhythm(root);
  if (!element)
    return tl::unexpected(element.error());
  const bool one_text = !element->child("WaveformData");
  auto rhythm = one_text ? read_full_disclosure(*element) : read_cardiosoft_signal(*element, "rhythm");
  if (!rhythm)
    return tl::unexpected(rhythm.error());
  record.sampling_rate_hz = rhythm->sampling_rate_hz;
  record.channels = std::move(rhythm->channels);
  if (element->name() != "FullDisclosure" && root.child("FullDisclosure").child("FullDisclosureData"))
    record.notes.push_back({ErrorCode::UnsupportedFormat, std::string(kFullDisclosureBesideStrip)});
  if (one_text)
    record.notes.push_back({ErrorCode::InvalidHeader,
                            "the leads of FullDisclosureData were taken for blocks of a second, one lead after "
                            "another: in this order II is the sum of I and III"});
  return {};
}

Result<void> take_median(const XmlElement& root, EcgRecord& record) {
  const XmlElement median = find_median(root);
  if (!median)
    return {};
  auto beat = read_cardiosoft_signal(median, "median beat");
  if (!beat)
    return tl::unexpected(beat.error());
  record.average_beats.push_back(std::move(*beat));
  return {};
}

Result<EcgRecord> read_document(std::span<const std::uint8_t> bytes) {
  const auto document = XmlDocument::parse(bytes, kCardioSoft);
  if (!document)
    return tl::unexpected(document.error());
  const XmlElement root = document->root();
  if (root.name() != "CardiologyXML")
    return xml_field_error(root, kCardioSoft, "root", "is not CardiologyXML");
  EcgRecord record;
  if (auto taken = take_rhythm(root, record); !taken)
    return tl::unexpected(taken.error());
  if (auto taken = take_median(root, record); !taken)
    return tl::unexpected(taken.error());
  read_cardiosoft_context(root, record);
  read_cardiosoft_findings(root, record);
  return record;
}

}  // namespace

bool is_cardiosoft(const FileBytes& file) { return xml_root_name(file.bytes) == "CardiologyXML"; }

Result<EcgRecord> read_cardiosoft(std::span<const FileBytes> files, const ReadOptions&) {
  const std::span<const std::uint8_t> bytes = files.front().bytes;
  const auto utf8 = utf8_from_declared_latin1(bytes);
  return read_document(utf8 ? std::span<const std::uint8_t>(*utf8) : bytes);
}

}  // namespace leadwise::io
