#include "cardiosoft/cardiosoft_signal.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "bytes/digital_channel.hpp"
#include "bytes/unit_factors.hpp"
#include "text/integer_list.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_number.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint64_t kMostLeads = 64;
constexpr std::uint64_t kMostSamples = std::uint64_t{1} << 28U;

Result<double> read_resolution(const XmlElement& element) {
  const XmlElement resolution = element.child("Resolution");
  const XmlField unit = attribute_field(resolution ? resolution : element, "units", kCardioSoft);
  const std::string name = to_lower(unit.value.value_or(""));
  if (name != "uvperlsb" && name != "mvperlsb")
    return field_error(unit, ErrorCode::UnsupportedFormat, "of Resolution is not read, only uVperLsb and mVperLsb are");
  return read_resolution_mv(child_field(element, "Resolution", kCardioSoft),
                            name == "uvperlsb" ? kMicrovoltsPerMillivolt : 1.0);
}

Result<double> read_rate(const XmlElement& element) {
  const XmlField unit = attribute_field(element.child("SampleRate"), "units", kCardioSoft);
  if (unit.value && to_lower(*unit.value) != "hz")
    return field_error(unit, ErrorCode::UnsupportedFormat, "of SampleRate is not read, only Hz is");
  return read_rate_hz(child_field(element, "SampleRate", kCardioSoft));
}

Result<std::vector<std::int32_t>> read_samples(const XmlElement& data) {
  const std::string what = std::string(kCardioSoft) + ": lead " + quoted(data.attribute("lead").value_or(""));
  return read_integer_list(data.text(), what, data.offset());
}

Result<void> check_count(const XmlElement& element, const XmlElement& data, std::size_t found) {
  const XmlField field = child_field(element, "ChannelSampleCountTotal", kCardioSoft);
  if (!field.value)
    return {};
  const auto stated = read_count(field, kMostSamples);
  if (!stated)
    return tl::unexpected(stated.error());
  if (*stated == found)
    return {};
  return field_error(field, found < *stated ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                     "but lead " + quoted(data.attribute("lead").value_or("")) + " has " + std::to_string(found));
}

Result<std::vector<XmlElement>> lead_elements(const XmlElement& element) {
  std::vector<XmlElement> leads = element.children("WaveformData");
  const XmlField field = child_field(element, "NumberOfLeads", kCardioSoft);
  if (leads.empty() || leads.size() > kMostLeads)
    return xml_field_error(element, kCardioSoft, "WaveformData", "is missing or there are more than 64");
  if (!field.value)
    return leads;
  const auto stated = read_count(field, kMostLeads);
  if (!stated)
    return tl::unexpected(stated.error());
  if (*stated != leads.size())
    return field_error(field, ErrorCode::InvalidHeader, "but " + std::to_string(leads.size()) + " leads are there");
  return leads;
}

}  // namespace

Result<SignalGroup> read_cardiosoft_signal(const XmlElement& element, std::string_view label) {
  const auto rate = read_rate(element);
  if (!rate)
    return tl::unexpected(rate.error());
  const auto resolution = read_resolution(element);
  if (!resolution)
    return tl::unexpected(resolution.error());
  const auto leads = lead_elements(element);
  if (!leads)
    return tl::unexpected(leads.error());
  SignalGroup group{std::string(label), *rate, {}};
  for (const XmlElement& data : *leads) {
    const auto samples = read_samples(data);
    if (!samples)
      return tl::unexpected(samples.error());
    if (auto checked = check_count(element, data, samples->size()); !checked)
      return tl::unexpected(checked.error());
    group.channels.push_back(
        digital_channel(std::string(trim(data.attribute("lead").value_or(""))), *samples, *resolution));
  }
  return group;
}

}  // namespace leadwise::io
