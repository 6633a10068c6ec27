#include "dicom/multiplex_group.hpp"

#include <algorithm>
#include <cmath>

#include "dicom/channel_definition.hpp"
#include "dicom/waveform_samples.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io::dicom {
namespace {

/// The standard allows 24.
constexpr std::size_t kMostChannels = 256;

Result<double> sampling_rate(const DicomDataSet& item, const ReadOptions& options) {
  if (item.text(kSamplingFrequency).empty()) {
    if (options.sampling_rate_hz)
      return *options.sampling_rate_hz;
    return item.refuse(ErrorCode::SamplingRateRequired, "the group states no sampling frequency", kSamplingFrequency);
  }
  const auto rate_hz = item.number(kSamplingFrequency);
  if (rate_hz && std::isfinite(*rate_hz) && *rate_hz > 1e-3 && *rate_hz < 1e9)
    return *rate_hz;
  return item.refuse(ErrorCode::InvalidSamplingRate,
                     quoted(item.text(kSamplingFrequency)) + " is no sampling frequency in Hz", kSamplingFrequency);
}

// Groups are told apart by searching each other's labels again and again.
std::string group_label(const DicomDataSet& item, CharacterSet set) {
  std::string label = decode_text(item.text(kGroupLabel), set);
  label.resize(utf8_prefix(label, kLongestLabel).size());
  return label;
}

Result<void> take_description(const DicomDataSet& item, const GroupContext& context, MultiplexGroup& group) {
  const auto rate_hz = sampling_rate(item, context.options);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  group.sampling_rate_hz = *rate_hz;
  group.label = group_label(item, context.character_set);
  group.derived = item.text(kOriginality) == "DERIVED";
  group.offset_ms = item.number(kGroupTimeOffset);
  if (group.offset_ms && !(std::abs(*group.offset_ms) < 1e12))
    group.offset_ms.reset();
  return {};
}

// One text where all channels have the same filters, else one for each kind.
void take_filters(const std::vector<DicomDataSet>& definitions, MultiplexGroup& group) {
  std::vector<std::string> kinds;
  for (const DicomDataSet& definition : definitions) {
    const std::string words = filter_words(definition);
    if (!words.empty() && std::find(kinds.begin(), kinds.end(), words) == kinds.end())
      kinds.push_back(words);
    // Beyond a few kinds the text says nothing any more.
    if (kinds.size() > 4)
      break;
  }
  for (const std::string& words : kinds)
    group.filters += (group.filters.empty() ? "" : "; other channels ") + words;
}

void note_padding(const WaveformSamples& samples, const GroupContext& context, const MultiplexGroup& group) {
  if (samples.doubtful_padding) {
    context.notes.push_back(
        {ErrorCode::InvalidHeader, "group " + std::to_string(group.number) + " states the padding value " +
                                       std::to_string(*samples.doubtful_padding) +
                                       ", which lies among its samples; it was taken for a sample like the others"});
  }
}

// One byte may fill the value up to an even length.
void note_more_samples(const WaveformSamples& samples, const GroupContext& context, const MultiplexGroup& group) {
  const std::uint64_t stated = std::uint64_t{samples.channel_count} * samples.sample_count * samples.size;
  if (samples.bytes.size() > stated + 1) {
    context.notes.push_back({ErrorCode::InvalidHeader, std::to_string(samples.bytes.size() - stated) +
                                                           " bytes behind the samples that group " +
                                                           std::to_string(group.number) + " states were not read"});
  }
}

}  // namespace

Result<MultiplexGroup> read_multiplex_group(const DicomDataSet& item, std::size_t number, const GroupContext& context) {
  MultiplexGroup group;
  group.number = number;
  if (auto taken = take_description(item, context, group); !taken)
    return tl::unexpected(taken.error());
  const auto samples = find_waveform_samples(item);
  if (!samples)
    return tl::unexpected(samples.error());
  group.sample_count = samples->sample_count;
  const std::vector<DicomDataSet> definitions = item.items(kChannelDefinitions);
  if (definitions.size() != samples->channel_count) {
    return item.refuse(ErrorCode::InvalidHeader,
                       "defines " + std::to_string(definitions.size()) + " channels, " +
                           std::to_string(samples->channel_count) + " are stated",
                       kChannelDefinitions);
  }
  if (definitions.size() > kMostChannels)
    return item.refuse(ErrorCode::TooLarge, "defines more than 256 channels", kChannelDefinitions);
  note_padding(*samples, context, group);
  note_more_samples(*samples, context, group);
  take_filters(definitions, group);
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    if (auto added = add_channel(definitions[i], *samples, i, context, group); !added)
      return tl::unexpected(added.error());
  }
  return group;
}

}  // namespace leadwise::io::dicom
