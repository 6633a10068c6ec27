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

Result<std::vector<XmlElement>> lead_elements(const XmlElement& element) {
  std::vector<XmlElement> leads = element.children("WaveformData");
  const XmlField field = child_field(element, "NumberOfLeads", kCardioSoft);
  if (leads.empty() || leads.size() > kMostCardioSoftLeads)
    return xml_field_error(element, kCardioSoft, "WaveformData", "is missing or there are more than 64");
  if (!field.value)
    return leads;
  const auto stated = read_count(field, kMostCardioSoftLeads);
  if (!stated)
    return tl::unexpected(stated.error());
  if (*stated != leads.size())
    return field_error(field, ErrorCode::InvalidHeader, "but " + std::to_string(leads.size()) + " leads are there");
  return leads;
}

}  // namespace

Result<void> check_cardiosoft_count(const XmlElement& parent, std::string_view name, std::string_view where,
                                    std::size_t found) {
  constexpr std::uint64_t kMostSamples = std::uint64_t{1} << 28U;
  const XmlField field = child_field(parent, name, kCardioSoft);
  if (!field.value)
    return {};
  const auto stated = read_count(field, kMostSamples);
  if (!stated)
    return tl::unexpected(stated.error());
  if (*stated == found)
    return {};
  return field_error(field, found < *stated ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                     "but " + std::string(where) + " has " + std::to_string(found));
}

Result<CardioSoftScale> read_cardiosoft_scale(const XmlElement& element) {
  const auto rate = read_rate(element);
  if (!rate)
    return tl::unexpected(rate.error());
  const auto resolution = read_resolution(element);
  if (!resolution)
    return tl::unexpected(resolution.error());
  return CardioSoftScale{*rate, *resolution};
}

Result<SignalGroup> read_cardiosoft_signal(const XmlElement& element, std::string_view label) {
  const auto scale = read_cardiosoft_scale(element);
  if (!scale)
    return tl::unexpected(scale.error());
  const auto leads = lead_elements(element);
  if (!leads)
    return tl::unexpected(leads.error());
  SignalGroup group{std::string(label), scale->sampling_rate_hz, {}};
  for (const XmlElement& data : *leads) {
    const auto samples = read_samples(data);
    if (!samples)
      return tl::unexpected(samples.error());
    const std::string lead = "lead " + quoted(data.attribute("lead").value_or(""));
    if (auto checked = check_cardiosoft_count(element, "ChannelSampleCountTotal", lead, samples->size()); !checked)
      return tl::unexpected(checked.error());
    group.channels.push_back(
        digital_channel(std::string(trim(data.attribute("lead").value_or(""))), *samples, scale->resolution_mv));
  }
  return group;
}

}  // namespace leadwise::io
