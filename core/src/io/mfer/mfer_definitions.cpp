#include "mfer/mfer_definitions.hpp"

#include <algorithm>
#include <array>

namespace leadwise::io {
namespace {

/// More than any electrocardiograph, or a cap of EEG electrodes, has.
constexpr std::uint32_t kMostChannels = 256;
constexpr unsigned kLargestNull = 8;
constexpr std::uint8_t kHertz = 0;
constexpr std::uint8_t kSeconds = 1;

Result<std::optional<std::uint16_t>> read_code(const MferContents& contents) {
  if (contents.bytes.empty())
    return std::nullopt;
  const unsigned size = contents.bytes.size() == 1 ? 1 : 2;
  return static_cast<std::uint16_t>(load_unsigned(contents.bytes.data(), size, contents.order));
}

Result<std::optional<MferLead>> read_lead(const MferContents& contents, MferCharacters characters) {
  const auto code = read_code(contents);
  if (!*code)
    return std::nullopt;
  MferLead lead;
  lead.code = **code;
  if (contents.bytes.size() > 2)
    lead.text = mfer_text(contents.bytes.subspan(2), characters).value_or("");
  return lead;
}

Result<std::optional<MferDataType>> read_data_type(const MferContents& contents) {
  const auto number = mfer_number(contents);
  if (!number)
    return tl::unexpected(number.error());
  if (!*number)
    return std::nullopt;
  if (**number > static_cast<std::uint32_t>(MferDataType::f64)) {
    const char* meaning = **number == 9 ? " (AHA compression)" : "";
    return fail(ErrorCode::UnsupportedFormat, "MFER: data type " + std::to_string(**number) + meaning + " is not read",
                contents.offset);
  }
  return static_cast<MferDataType>(**number);
}

// Judged here, where its place is known.
Result<std::optional<MferScaled>> read_interval(const MferContents& contents) {
  auto interval = mfer_scaled(contents);
  if (!interval || !*interval)
    return interval;
  if ((*interval)->unit != kHertz && (*interval)->unit != kSeconds) {
    return fail(ErrorCode::UnsupportedFormat,
                "MFER: sampling in unit " + std::to_string((*interval)->unit) + " (2: metres) is no rate in time",
                contents.offset);
  }
  if ((*interval)->mantissa <= 0) {
    return fail(ErrorCode::InvalidSamplingRate,
                "MFER: the sampling interval " + std::to_string((*interval)->mantissa) + " is not above 0",
                contents.offset);
  }
  return interval;
}

Result<std::optional<MferScaled>> read_resolution(const MferContents& contents) {
  auto resolution = mfer_scaled(contents);
  if (resolution && *resolution && (*resolution)->mantissa <= 0) {
    return fail(ErrorCode::InvalidGain,
                "MFER: the resolution " + std::to_string((*resolution)->mantissa) + " is not above 0", contents.offset);
  }
  return resolution;
}

Result<std::optional<MferNull>> read_null(const MferContents& contents) {
  const auto size = static_cast<unsigned>(std::min<std::size_t>(contents.bytes.size(), kLargestNull + 1));
  if (size == 0)
    return std::nullopt;
  if (size > kLargestNull)
    return fail(ErrorCode::InvalidHeader, "MFER: the null value takes more than 8 bytes", contents.offset);
  return MferNull{load_unsigned(contents.bytes.data(), size, contents.order), size};
}

std::optional<bool> read_offset(const MferContents& contents) {
  if (contents.bytes.empty())
    return std::nullopt;
  return std::any_of(contents.bytes.begin(), contents.bytes.end(), [](std::uint8_t byte) { return byte != 0; });
}

Result<void> check_compression(const MferContents& contents) {
  const auto code = read_code(contents);
  if (!*code || **code == 0)
    return {};
  return fail(ErrorCode::UnsupportedFormat, "MFER: compression " + std::to_string(**code) + " is not read",
              contents.offset);
}

template <class T>
void inherit(std::optional<T>& own, const std::optional<T>& of_all) {
  if (!own)
    own = of_all;
}

}  // namespace

unsigned sample_size(MferDataType type) {
  constexpr std::array<unsigned, 9> kSizes = {2, 2, 4, 1, 2, 1, 4, 4, 8};
  return kSizes[static_cast<std::size_t>(type)];
}

MferSampling MferDefinitions::sampling(std::uint32_t channel) const {
  const auto found = of_channels_.find(channel);
  MferSampling own = found == of_channels_.end() ? MferSampling{} : found->second;
  inherit(own.block_length, of_all_.block_length);
  inherit(own.sequence_count, of_all_.sequence_count);
  inherit(own.wave_class, of_all_.wave_class);
  inherit(own.data_type, of_all_.data_type);
  inherit(own.interval, of_all_.interval);
  inherit(own.resolution, of_all_.resolution);
  inherit(own.null_value, of_all_.null_value);
  inherit(own.has_offset, of_all_.has_offset);
  if (channel_count_ == 1)
    inherit(own.lead, of_all_.lead);
  return own;
}

template <class T>
Result<void> MferDefinitions::set(std::optional<T> MferSampling::*field, Result<std::optional<T>> value,
                                  const MferContents& contents, std::optional<std::uint32_t> channel) {
  if (!value)
    return tl::unexpected(value.error());
  if (channel) {
    of_channels_[*channel].*field = std::move(*value);
    return {};
  }
  for (const auto& [number, own] : of_channels_) {
    if (own.*field && own.*field != *value) {
      return fail(ErrorCode::UnsupportedFormat,
                  "MFER: " + mfer_tag_name(contents.tag) + " is defined for all channels after channel " +
                      std::to_string(number + 1) + " defined its own; which holds is not described",
                  contents.offset);
    }
  }
  of_all_.*field = std::move(*value);
  return {};
}

Result<void> MferDefinitions::set_channel_count(const MferContents& contents, std::optional<std::uint32_t> channel) {
  const auto count = mfer_number(contents);
  if (!count)
    return tl::unexpected(count.error());
  if (channel)
    return fail(ErrorCode::InvalidHeader, "MFER: a channel defines a number of channels", contents.offset);
  if (count->value_or(1) == 0)
    return fail(ErrorCode::InvalidHeader, "MFER: the number of channels is 0", contents.offset);
  if (count->value_or(1) > kMostChannels) {
    return fail(ErrorCode::TooLarge,
                "MFER: " + std::to_string(**count) + " channels declared, at most " + std::to_string(kMostChannels) +
                    " are accepted",
                contents.offset);
  }
  channel_count_ = count->value_or(1);
  of_channels_.clear();
  return {};
}

Result<bool> MferDefinitions::define(const MferContents& contents, std::optional<std::uint32_t> channel) {
  const auto done = [](const Result<void>& taken) -> Result<bool> {
    return taken ? Result<bool>(true) : tl::unexpected(taken.error());
  };
  switch (contents.tag) {
    case MferTag::CHN:
      return done(set_channel_count(contents, channel));
    case MferTag::BLK:
      return done(set(&MferSampling::block_length, mfer_number(contents), contents, channel));
    case MferTag::SEQ:
      return done(set(&MferSampling::sequence_count, mfer_number(contents), contents, channel));
    case MferTag::WFM:
      return done(set(&MferSampling::wave_class, read_code(contents), contents, channel));
    case MferTag::LDN:
      return done(set(&MferSampling::lead, read_lead(contents, characters), contents, channel));
    case MferTag::DTP:
      return done(set(&MferSampling::data_type, read_data_type(contents), contents, channel));
    case MferTag::IVL:
      return done(set(&MferSampling::interval, read_interval(contents), contents, channel));
    case MferTag::SEN:
      return done(set(&MferSampling::resolution, read_resolution(contents), contents, channel));
    case MferTag::NUL:
      return done(set(&MferSampling::null_value, read_null(contents), contents, channel));
    case MferTag::OFF:
      return done(
          set(&MferSampling::has_offset, Result<std::optional<bool>>(read_offset(contents)), contents, channel));
    case MferTag::CMP:
      return done(check_compression(contents));
    default:
      return false;
  }
}

}  // namespace leadwise::io
