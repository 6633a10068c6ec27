#include "dicom/waveform_samples.hpp"

#include <algorithm>
#include <string_view>

#include "text/text_lines.hpp"

namespace leadwise::io::dicom {
namespace {

struct SampleKind {
  std::string_view name;
  unsigned size;
  bool is_signed;
};

constexpr std::array kSampleKinds = {SampleKind{"SB", 1, true}, SampleKind{"UB", 1, false},
                                     SampleKind{"SS", 2, true}, SampleKind{"US", 2, false},
                                     SampleKind{"SL", 4, true}, SampleKind{"UL", 4, false}};

Result<SampleKind> sample_kind(const DicomDataSet& item) {
  const std::string_view name = item.text(kSampleInterpretation);
  if (name == "MB" || name == "AB") {
    return item.refuse(
        ErrorCode::UnsupportedFormat,
        std::string("samples in ") + (name == "MB" ? "mu-law" : "A-law") + " (" + std::string(name) + ") are not read",
        kSampleInterpretation);
  }
  for (const SampleKind& kind : kSampleKinds) {
    if (kind.name == name)
      return kind;
  }
  return item.refuse(ErrorCode::UnsupportedFormat, "the sample interpretation " + quoted(name) + " is not read",
                     kSampleInterpretation);
}

Result<void> check_bits(const DicomDataSet& item, const SampleKind& kind) {
  const auto bits = item.whole(kBitsAllocated);
  if (bits == std::uint64_t{kind.size} * 8)
    return {};
  return item.refuse(ErrorCode::InvalidHeader,
                     "states " + (bits ? std::to_string(*bits) : std::string("no")) +
                         " bits a sample, samples of kind " + std::string(kind.name) + " have " +
                         std::to_string(kind.size * 8),
                     kBitsAllocated);
}

// OW means words of 16 bits, swapped in big endian; what that does to larger and smaller samples, programs disagree
// about.
Result<void> check_byte_order(const DicomDataSet& item, const SampleKind& kind) {
  const DicomElement* data = item.find(kWaveformData);
  const bool words = data != nullptr && data->vr == std::array<char, 2>{'O', 'W'};
  if (item.order() == ByteOrder::little || kind.size == 2 || (kind.size == 1 && !words))
    return {};
  return item.refuse(ErrorCode::UnsupportedFormat,
                     "samples of " + std::to_string(8 * kind.size) + " bits in big endian words are not read",
                     kWaveformData);
}

Result<std::size_t> count_of(const DicomDataSet& item, Tag tag, std::string_view what) {
  const auto count = item.whole(tag);
  if (count && *count > 0)
    return static_cast<std::size_t>(*count);
  return item.refuse(ErrorCode::InvalidHeader, "states no number of " + std::string(what), tag);
}

Result<void> check_size(const DicomDataSet& item, const WaveformSamples& samples) {
  const std::uint64_t row = std::uint64_t{samples.channel_count} * samples.size;
  if (samples.sample_count <= samples.bytes.size() / row)
    return {};
  return item.refuse(ErrorCode::TruncatedData,
                     "holds " + std::to_string(samples.bytes.size()) + " bytes, " +
                         std::to_string(samples.sample_count) + " samples of " + std::to_string(samples.channel_count) +
                         " channels of " + std::to_string(samples.size) + " bytes are stated",
                     kWaveformData);
}

std::optional<std::int64_t> padding_value(const DicomDataSet& item, const WaveformSamples& samples) {
  const auto bytes = item.bytes(kPaddingValue);
  if (bytes.size() < samples.size)
    return std::nullopt;
  return samples.is_signed ? load_signed(bytes.data(), samples.size, samples.order)
                           : static_cast<std::int64_t>(load_unsigned(bytes.data(), samples.size, samples.order));
}

// Some programs state 0, or whatever came to hand, and never use it: a value that has samples on both sides is one.
bool lies_between_samples(const WaveformSamples& samples, std::int64_t value) {
  bool below = false, above = false;
  for (std::size_t t = 0; t < samples.sample_count && !(below && above); ++t) {
    for (std::size_t channel = 0; channel < samples.channel_count; ++channel) {
      below = below || samples.at(t, channel) < value;
      above = above || samples.at(t, channel) > value;
    }
  }
  return below && above;
}

}  // namespace

Result<WaveformSamples> find_waveform_samples(const DicomDataSet& item) {
  const auto kind = sample_kind(item);
  if (!kind)
    return tl::unexpected(kind.error());
  for (const auto& checked : {check_bits(item, *kind), check_byte_order(item, *kind)}) {
    if (!checked)
      return tl::unexpected(checked.error());
  }
  const auto channels = count_of(item, kChannelCount, "channels");
  const auto count = count_of(item, kSampleCount, "samples");
  if (!channels || !count)
    return tl::unexpected(channels ? count.error() : channels.error());
  WaveformSamples samples{
      item.bytes(kWaveformData), item.order(), kind->size, kind->is_signed, *channels, *count, {}, {}};
  if (auto checked = check_size(item, samples); !checked)
    return tl::unexpected(checked.error());
  samples.missing = padding_value(item, samples);
  if (samples.missing && lies_between_samples(samples, *samples.missing))
    std::swap(samples.missing, samples.doubtful_padding);
  return samples;
}

}  // namespace leadwise::io::dicom
