#include "philips/philips_waveforms.hpp"

#include <limits>

#include "bytes/base64.hpp"
#include "bytes/digital_channel.hpp"
#include "philips/xli.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

using Leads = std::vector<std::vector<std::int32_t>>;

Result<Leads> split_leads(const PhilipsSignal& signal, std::span<const std::int32_t> samples) {
  const std::uint64_t wanted = std::uint64_t{signal.sample_count} * signal.labels.size();
  if (samples.size() != wanted) {
    return fail(samples.size() < wanted ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                std::string(kPhilips) + ": parsedwaveforms holds " + std::to_string(samples.size()) + " samples, " +
                    std::to_string(wanted) + " expected",
                signal.data.offset());
  }
  Leads leads;
  for (std::size_t i = 0; i < signal.labels.size(); ++i) {
    const auto lead = samples.subspan(i * signal.sample_count, signal.sample_count);
    leads.emplace_back(lead.begin(), lead.end());
  }
  return leads;
}

Result<Leads> read_xli(const PhilipsSignal& signal, std::span<const std::uint8_t> bytes) {
  auto leads = unpack_xli(bytes, signal.labels.size(), signal.sample_count, signal.data.offset());
  if (leads)
    restore_limb_leads(*leads);
  return leads;
}

Result<Leads> read_leads(const PhilipsSignal& signal) {
  if (signal.encoding == PhilipsEncoding::plain) {
    const auto samples = read_plain_samples(signal.data, signal.data.text());
    if (!samples)
      return tl::unexpected(samples.error());
    return split_leads(signal, *samples);
  }
  const auto bytes = decode_base64(signal.data.text());
  if (!bytes)
    return xml_field_error(signal.data, kPhilips, "parsedwaveforms", "is no base64");
  if (signal.compression == PhilipsCompression::xli)
    return read_xli(signal, *bytes);
  if (bytes->size() % 2 != 0)
    return xml_field_error(signal.data, kPhilips, "parsedwaveforms", "ends within a sample");
  return split_leads(signal, unpack_16(*bytes, ByteOrder::little));
}

}  // namespace

Result<std::vector<std::int32_t>> read_plain_samples(const XmlElement& place, std::string_view text) {
  std::vector<std::int32_t> samples;
  for (auto word = take_token(text); !word.empty(); word = take_token(text)) {
    const auto number = parse_integer(word);
    if (!number || *number < std::numeric_limits<std::int16_t>::min() ||
        *number > std::numeric_limits<std::int16_t>::max())
      return fail(ErrorCode::InvalidSample, std::string(kPhilips) + ": " + quoted(word) + " is no sample of 16 bits",
                  place.offset());
    samples.push_back(static_cast<std::int32_t>(*number));
  }
  return samples;
}

Result<std::vector<Channel>> read_philips_waveforms(const PhilipsSignal& signal) {
  const auto leads = read_leads(signal);
  if (!leads)
    return tl::unexpected(leads.error());
  std::vector<Channel> channels;
  for (std::size_t i = 0; i < leads->size(); ++i)
    channels.push_back(digital_channel(signal.labels[i], (*leads)[i], signal.resolution_mv, signal.offset_adu));
  return channels;
}

}  // namespace leadwise::io
