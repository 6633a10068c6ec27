#include "mortara/read_mortara.hpp"

#include "mortara/mortara_channel.hpp"
#include "mortara/mortara_header.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

// Channels at another rate than the first are kept beside the recording.
void add_channel(Channel channel, double sampling_rate_hz, EcgRecord& record) {
  if (record.channels.empty() || sampling_rate_hz == record.sampling_rate_hz) {
    record.sampling_rate_hz = sampling_rate_hz;
    record.channels.push_back(std::move(channel));
    return;
  }
  for (SignalGroup& group : record.other_signals) {
    if (group.sampling_rate_hz == sampling_rate_hz)
      return group.channels.push_back(std::move(channel));
  }
  record.other_signals.push_back(
      {"channels at " + number_text(sampling_rate_hz) + " Hz", sampling_rate_hz, {std::move(channel)}});
}

Result<void> take_channels(const XmlElement& root, EcgRecord& record) {
  constexpr std::size_t kMostChannels = 1024;
  const std::vector<XmlElement> elements = root.children("CHANNEL");
  if (elements.size() > kMostChannels)
    return fail(ErrorCode::TooLarge, "Mortara XML: more than 1024 channels", root.offset());
  for (const XmlElement& element : elements) {
    const auto encoding = mortara_encoding(element);
    if (!encoding)
      return tl::unexpected(encoding.error());
    auto channel = mortara_channel(element, *encoding);
    if (!channel)
      return tl::unexpected(channel.error());
    add_channel(std::move(*channel), encoding->sampling_rate_hz, record);
  }
  if (record.channels.empty())
    return fail(ErrorCode::NoEcgChannel, "Mortara XML: no CHANNEL", root.offset());
  return {};
}

Result<void> take_typical_cycle(const XmlElement& root, EcgRecord& record) {
  const XmlElement cycle = root.child("TYPICAL_CYCLE");
  const std::vector<XmlElement> elements = cycle.children("TYPICAL_CYCLE_CHANNEL");
  if (elements.empty())
    return {};
  const auto encoding = mortara_encoding(cycle);
  if (!encoding)
    return tl::unexpected(encoding.error());
  SignalGroup beat{"typical cycle", encoding->sampling_rate_hz, {}};
  for (const XmlElement& element : elements) {
    auto channel = mortara_channel(element, *encoding);
    if (!channel)
      return tl::unexpected(channel.error());
    beat.channels.push_back(std::move(*channel));
  }
  record.average_beats.push_back(std::move(beat));
  return {};
}

}  // namespace

bool is_mortara(const FileBytes& file) {
  return xml_root_name(file.bytes) == "ECG" && xml_start_contains(file.bytes, "UNITS_PER_MV") &&
         (xml_start_contains(file.bytes, "<CHANNEL") || xml_start_contains(file.bytes, "<TYPICAL_CYCLE"));
}

Result<EcgRecord> read_mortara(std::span<const FileBytes> files, const ReadOptions&) {
  const auto document = XmlDocument::parse(files.front().bytes, "Mortara XML");
  if (!document)
    return tl::unexpected(document.error());
  const XmlElement root = document->root();
  if (root.name() != "ECG") {
    return fail(ErrorCode::UnsupportedFormat,
                "Mortara XML: the first element is " + quoted(root.name()) + ", not \"ECG\"", root.offset());
  }
  EcgRecord record;
  if (auto taken = take_channels(root, record); !taken)
    return tl::unexpected(taken.error());
  if (auto taken = take_typical_cycle(root, record); !taken)
    return tl::unexpected(taken.error());
  take_mortara_header(root, record);
  return record;
}

}  // namespace leadwise::io
