#include "schiller/schiller_wave_data.hpp"

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostChannels = 1024;
constexpr std::int64_t kLargestSample = std::int64_t{1} << 31;

std::string prefix(std::string_view part) { return "Schiller XML " + std::string(part) + ": "; }

Result<double> sampling_rate(const XmlElement& wave_data, std::string_view type) {
  const XmlElement rate = wave_data.at("resolution/samplerate");
  const std::string exponent = rate.child("exponent").text();
  if (exponent != "1") {
    return fail(ErrorCode::UnsupportedFormat,
                prefix(type) + "the exponent of the sampling rate is " + quoted(exponent) + ", only 1 is understood",
                wave_data.offset());
  }
  const std::string value = rate.child("value").text();
  const auto rate_hz = parse_double(value);
  if (rate_hz && *rate_hz >= 1.0 && *rate_hz <= 1e6)
    return *rate_hz;
  return fail(ErrorCode::InvalidSamplingRate, prefix(type) + "the sampling rate is " + quoted(value), rate.offset());
}

Result<double> resolution_mv(const XmlElement& wave_data, std::string_view type) {
  const XmlElement yres = wave_data.at("resolution/yres");
  const std::string units = to_lower(yres.child("units").text());
  if (units != "uv" && units != "mv") {
    return fail(ErrorCode::UnsupportedFormat, prefix(type) + "samples in the unit " + quoted(units) + " are not read",
                yres.exists() ? yres.offset() : wave_data.offset());
  }
  const std::string step = yres.child("unitperbit").text();
  const auto value = parse_double(step);
  if (!value || !(*value >= 1e-9) || *value > 1e9)
    return fail(ErrorCode::InvalidGain, prefix(type) + "unitperbit is " + quoted(step), yres.offset());
  return units == "uv" ? *value / 1000.0 : *value;
}

// A comma behind each sample, the last one included.
Result<std::vector<std::int64_t>> samples_of(const XmlElement& data, std::string_view channel) {
  std::vector<std::int64_t> samples;
  const std::string text = data.text();
  std::string_view rest = text;
  while (!trim(rest).empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view cell = trim(rest.substr(0, comma));
    const auto sample = parse_integer(cell);
    if (!sample || *sample > kLargestSample || *sample < -kLargestSample) {
      return fail(ErrorCode::InvalidSample,
                  prefix("channel") + quoted(channel) + ": " + quoted(cell) + " among the data is no sample",
                  data.offset());
    }
    samples.push_back(*sample);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return samples;
}

Result<void> check_count(const XmlElement& element, std::string_view channel, std::size_t count) {
  const std::string text = element.child("samplecount").text();
  const auto stated = parse_unsigned(text);
  if (stated && *stated == count && count > 0)
    return {};
  const bool fewer = stated && count < *stated;
  return fail(fewer ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
              prefix("channel") + quoted(channel) + " holds " + std::to_string(count) + " samples, samplecount is " +
                  quoted(text),
              element.offset());
}

Result<Channel> channel_of(const XmlElement& element, double step_mv) {
  Channel channel;
  channel.label = element.child("name").text();
  channel.lead = parse_lead(channel.label);
  channel.resolution_mv = step_mv;
  const std::string stored_as = element.child("datastype").text();
  if (stored_as != "COMMASEPARATE") {
    return fail(ErrorCode::UnsupportedFormat,
                prefix("channel") + quoted(channel.label) + ": the datastype " + quoted(stored_as) +
                    " is not read, only \"COMMASEPARATE\"",
                element.offset());
  }
  const auto samples = samples_of(element.child("data"), channel.label);
  if (!samples)
    return tl::unexpected(samples.error());
  if (auto checked = check_count(element, channel.label, samples->size()); !checked)
    return tl::unexpected(checked.error());
  for (const std::int64_t sample : *samples)
    channel.samples_mv.push_back(static_cast<double>(sample) * step_mv);
  return channel;
}

}  // namespace

Result<SignalGroup> read_schiller_wave_data(const XmlElement& wave_data, std::string_view type) {
  const auto rate_hz = sampling_rate(wave_data, type);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  const auto step_mv = resolution_mv(wave_data, type);
  if (!step_mv)
    return tl::unexpected(step_mv.error());
  SignalGroup group{std::string(type), *rate_hz, {}};
  const std::vector<XmlElement> elements = wave_data.children("channel");
  if (elements.size() > kMostChannels)
    return fail(ErrorCode::TooLarge, prefix(type) + "more than 1024 channels", wave_data.offset());
  for (const XmlElement& element : elements) {
    auto channel = channel_of(element, *step_mv);
    if (!channel)
      return tl::unexpected(channel.error());
    group.channels.push_back(std::move(*channel));
  }
  return group;
}

}  // namespace leadwise::io
