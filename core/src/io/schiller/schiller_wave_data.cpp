#include "schiller/schiller_wave_data.hpp"

#include "bytes/digital_channel.hpp"
#include "text/integer_list.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostChannels = 1024;

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
  const std::string label = element.child("name").text();
  const std::string stored_as = element.child("datastype").text();
  if (stored_as != "COMMASEPARATE") {
    return fail(ErrorCode::UnsupportedFormat,
                prefix("channel") + quoted(label) + ": the datastype " + quoted(stored_as) +
                    " is not read, only \"COMMASEPARATE\"",
                element.offset());
  }
  const XmlElement data = element.child("data");
  const auto samples = read_integer_list(data.text(), prefix("channel") + quoted(label), data.offset());
  if (!samples)
    return tl::unexpected(samples.error());
  if (auto checked = check_count(element, label, samples->size()); !checked)
    return tl::unexpected(checked.error());
  return digital_channel(label, *samples, step_mv);
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
