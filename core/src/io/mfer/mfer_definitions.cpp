#include "mfer/mfer_definitions.hpp"

#include <algorithm>
#include <array>

#include "mfer/mfer_lead_codes.hpp"

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

// A code that says one lead and a text beside it that says another (monitors number their leads so) name none.
void name_lead(MferLead& lead) {
  const std::string_view known = mfer_lead_name(lead.code);
  const auto coded = parse_lead(known);
  const auto worded = parse_lead(lead.text);
  const bool text_names = !lead.text.empty() && (known.empty() || worded != coded);
  lead.label = text_names ? lead.text : std::string(known);
  lead.lead = text_names ? worded : coded;
  if (!coded || coded == lead.lead)
    return;
  lead.denied = coded;
  lead.lead.reset();
}

Result<std::optional<MferLead>> read_lead(const MferContents& contents, MferCharacters characters) {
  const auto code = read_code(contents);
  if (!*code)
    return std::nullopt;
  MferLead lead;
  lead.code = **code;
  if (contents.bytes.size() > 2)
    lead.text = mfer_text(contents.bytes.subspan(2), characters).value_or("");
  name_lead(lead);
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
Result<std::optional<MferInterval>> read_interval(const MferContents& contents) {
  const auto stated = mfer_scaled(contents);
  if (!stated)
    return tl::unexpected(stated.error());
  if (!*stated)
    return std::nullopt;
  const auto [unit, exponent, mantissa] = **stated;
  if (unit != kHertz && unit != kSeconds) {
    return fail(ErrorCode::UnsupportedFormat,
                "MFER: sampling in unit " + std::to_string(unit) + " (2: metres) is no rate in time", contents.offset);
  }
  if (mantissa <= 0) {
    return fail(ErrorCode::InvalidSamplingRate,
                "MFER: the sampling interval " + std::to_string(mantissa) + " is not above 0", contents.offset);
  }
  return MferInterval{**stated,
                      unit == kHertz ? scaled_value(mantissa, exponent) : scaled_reciprocal(mantissa, exponent)};
}

Result<std::optional<MferResolution>> read_resolution(const MferContents& contents) {
  constexpr int kMillivoltExponent = 3;
  const auto stated = mfer_scaled(contents);
  if (!stated)
    return tl::unexpected(stated.error());
  if (!*stated)
    return std::nullopt;
  if ((*stated)->mantissa <= 0) {
    return fail(ErrorCode::InvalidGain,
                "MFER: the resolution " + std::to_string((*stated)->mantissa) + " is not above 0", contents.offset);
  }
  return MferResolution{**stated, scaled_value((*stated)->mantissa, (*stated)->exponent + kMillivoltExponent)};
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

Result<bool> check_compression(const MferContents& contents) {
  const auto code = read_code(contents);
  if (!*code || **code == 0)
    return true;
  return fail(ErrorCode::UnsupportedFormat, "MFER: compression " + std::to_string(**code) + " is not read",
              contents.offset);
}

}  // namespace

unsigned sample_size(MferDataType type) {
  constexpr std::array<unsigned, 9> kSizes = {2, 2, 4, 1, 2, 1, 4, 4, 8};
  return kSizes[static_cast<std::size_t>(type)];
}

template <class T>
Result<bool> MferDefinitions::set(MferField<T>& field, Result<std::optional<T>> value, const MferContents& contents,
                                  std::optional<std::uint32_t> channel) {
  if (!value)
    return tl::unexpected(value.error());
  if (!channel) {
    if (const auto other = field.contradicts(*value)) {
      return fail(ErrorCode::UnsupportedFormat,
                  "MFER: " + mfer_tag_name(contents.tag) + " is defined for all channels after channel " +
                      std::to_string(*other + 1) + " defined its own; which holds is not described",
                  contents.offset);
    }
  }
  const bool changed = channel ? field.set_own(*channel, std::move(*value)) : field.set_all(std::move(*value));
  version_ += changed ? 1U : 0U;
  return true;
}

void MferDefinitions::forget_channels() {
  block_length.forget_channels();
  sequence_count.forget_channels();
  wave_class.forget_channels();
  data_type.forget_channels();
  interval.forget_channels();
  resolution.forget_channels();
  null_value.forget_channels();
  has_offset.forget_channels();
  lead_.forget_channels();
}

Result<bool> MferDefinitions::set_channel_count(const MferContents& contents, std::optional<std::uint32_t> channel) {
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
  forget_channels();
  ++version_;
  return true;
}

Result<bool> MferDefinitions::define(const MferContents& contents, std::optional<std::uint32_t> channel) {
  switch (contents.tag) {
    case MferTag::CHN:
      return set_channel_count(contents, channel);
    case MferTag::BLK:
      return set(block_length, mfer_number(contents), contents, channel);
    case MferTag::SEQ:
      return set(sequence_count, mfer_number(contents), contents, channel);
    case MferTag::WFM:
      return set(wave_class, read_code(contents), contents, channel);
    case MferTag::LDN:
      return set(lead_, read_lead(contents, characters), contents, channel);
    case MferTag::DTP:
      return set(data_type, read_data_type(contents), contents, channel);
    case MferTag::IVL:
      return set(interval, read_interval(contents), contents, channel);
    case MferTag::SEN:
      return set(resolution, read_resolution(contents), contents, channel);
    case MferTag::NUL:
      return set(null_value, read_null(contents), contents, channel);
    case MferTag::OFF:
      return set(has_offset, Result<std::optional<bool>>(read_offset(contents)), contents, channel);
    case MferTag::CMP:
      return check_compression(contents);
    default:
      return false;
  }
}

}  // namespace leadwise::io
