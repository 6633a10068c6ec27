#include <algorithm>
#include <limits>

#include "bytes/base64.hpp"
#include "bytes/digital_channel.hpp"
#include "bytes/unit_factors.hpp"
#include "philips/philips_waveforms.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_number.hpp"

namespace leadwise::io {
namespace {

/// In version 1.03 the beat itself holds its samples, later its child "waveform".
std::string samples_text(const XmlElement& beat) {
  const XmlElement waveform = beat.child("waveform");
  return waveform ? waveform.text() : beat.text();
}

Result<std::vector<std::int32_t>> read_samples(const XmlElement& beats, const XmlElement& beat) {
  const XmlField encoding = attribute_field(beats, "dataencoding", kPhilips);
  if (encoding.value == "Plain")
    return read_plain_samples(beat, samples_text(beat));
  if (encoding.value != "Base64")
    return field_error(encoding, ErrorCode::UnsupportedFormat, "of repbeats is not read, only Base64 and Plain are");
  const auto bytes = decode_base64(samples_text(beat));
  if (!bytes || bytes->size() % 2 != 0)
    return xml_field_error(beat, kPhilips, "repbeat", "is no base64 of 16-bit samples");
  return unpack_16(*bytes, ByteOrder::little);
}

Result<void> check_compression(const XmlElement& beats) {
  for (const std::string_view name : {"compression", "compressmethod"}) {
    const XmlField method = attribute_field(beats, name, kPhilips);
    if (method.value)
      return field_error(method, ErrorCode::UnsupportedFormat, "of repbeats is not read");
  }
  return {};
}

/// Beats that end before the longest one are filled up with the largest number.
std::size_t padding_of(const std::vector<std::int32_t>& samples) {
  constexpr std::int32_t kPadding = 32767;
  const auto last = std::find_if(samples.rbegin(), samples.rend(), [](std::int32_t adu) { return adu != kPadding; });
  return static_cast<std::size_t>(last - samples.rbegin());
}

/// What is padding in one lead is missing there, what is in all of them is cut off.
void take_padding_off(const std::vector<std::size_t>& padding, SignalGroup& group) {
  const std::size_t common = padding.empty() ? 0 : *std::min_element(padding.begin(), padding.end());
  for (std::size_t i = 0; i < group.channels.size(); ++i) {
    std::vector<double>& samples_mv = group.channels[i].samples_mv;
    std::fill(samples_mv.end() - static_cast<std::ptrdiff_t>(padding[i]), samples_mv.end(),
              std::numeric_limits<double>::quiet_NaN());
    if (common < samples_mv.size())
      samples_mv.resize(samples_mv.size() - common);
  }
}

Result<SignalGroup> read_group(const XmlElement& beats) {
  const auto rate = read_rate_hz(attribute_field(beats, "samplespersec", kPhilips));
  if (!rate)
    return tl::unexpected(rate.error());
  const auto resolution = read_resolution_mv(attribute_field(beats, "resolution", kPhilips), kMicrovoltsPerMillivolt);
  if (!resolution)
    return tl::unexpected(resolution.error());
  const std::string method(beats.attribute("repbeatmethod").value_or("representative"));
  SignalGroup group{method + " beat", *rate, {}};
  std::vector<std::size_t> padding;
  for (const XmlElement& beat : beats.children("repbeat")) {
    if (group.channels.size() == kMostPhilipsLeads)
      return fail(ErrorCode::TooLarge, std::string(kPhilips) + ": more than 64 repbeats", beat.offset());
    const auto samples = read_samples(beats, beat);
    if (!samples)
      return tl::unexpected(samples.error());
    padding.push_back(padding_of(*samples));
    group.channels.push_back(
        digital_channel(std::string(beat.attribute("leadname").value_or("")), *samples, *resolution));
  }
  take_padding_off(padding, group);
  return group;
}

}  // namespace

Result<std::optional<SignalGroup>> read_philips_beats(const XmlElement& root) {
  const XmlElement beats = root.at("waveforms/repbeats");
  if (!beats.child("repbeat"))
    return std::optional<SignalGroup>();
  if (auto checked = check_compression(beats); !checked)
    return tl::unexpected(checked.error());
  auto group = read_group(beats);
  if (!group)
    return tl::unexpected(group.error());
  return std::optional(std::move(*group));
}

}  // namespace leadwise::io
