#include "muse/muse_waveform.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "muse/muse_lead.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_number.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint64_t kMostLeads = 64;
constexpr double kHundredthsPerHertz = 100.0;

Result<double> read_sampling_rate(const XmlElement& waveform) {
  const auto base = read_rate_hz(child_field(waveform, "SampleBase", kMuse));
  if (!base)
    return base;
  const XmlField exponent = child_field(waveform, "SampleExponent", kMuse);
  const auto power = exponent.value ? parse_integer(*exponent.value) : std::optional<std::int64_t>(0);
  if (!power || *power < -3 || *power > 3)
    return field_error(exponent, ErrorCode::InvalidSamplingRate, "is no exponent of a sampling rate");
  return *base * std::pow(10.0, static_cast<double>(*power));
}

Result<std::vector<XmlElement>> lead_elements(const XmlElement& waveform) {
  std::vector<XmlElement> leads = waveform.children("LeadData");
  const XmlField stated = child_field(waveform, "NumberofLeads", kMuse);
  if (leads.size() > kMostLeads)
    return field_error(stated, ErrorCode::TooLarge, "are more leads than are read");
  if (!stated.value)
    return leads;
  const auto count = read_count(stated, kMostLeads);
  if (!count)
    return tl::unexpected(count.error());
  if (*count != leads.size())
    return field_error(stated, ErrorCode::InvalidHeader, "but " + std::to_string(leads.size()) + " leads are there");
  return leads;
}

void note_flags(const XmlElement& lead_data, std::vector<Note>& notes) {
  const std::string lead = quoted(lead_data.text_of("LeadID").value_or(""));
  if (to_lower(lead_data.child("LeadOff").text()) == "true")
    notes.push_back({ErrorCode::MissingSamples, "lead " + lead + ": the device says its electrode was off"});
}

void append_filter(std::string& filters, std::string_view words, const std::optional<std::string>& value,
                   double divisor) {
  const auto number = value ? parse_double(*value) : std::nullopt;
  if (!number || !std::isfinite(*number) || *number <= 0.0)
    return;
  filters.append(filters.empty() ? "" : ", ").append(words).append(" ");
  filters.append(number_text(*number / divisor)).append(" Hz");
}

/// A lead of which the file holds nothing stays, unknown throughout: without it a score of twelve leads would become one of six
/// in silence.
void fill_leads_without_samples(std::vector<Channel>& channels) {
  std::size_t longest = 0;
  for (const Channel& channel : channels)
    longest = std::max(longest, channel.samples_mv.size());
  if (longest == 0)
    return channels.clear();
  for (Channel& channel : channels) {
    if (channel.samples_mv.empty())
      channel.samples_mv.assign(longest, std::numeric_limits<double>::quiet_NaN());
  }
}

}  // namespace

std::string muse_waveform_kind(const XmlElement& waveform) { return to_lower(waveform.child("WaveformType").text()); }

Result<MuseWaveform> read_muse_waveform(const XmlElement& waveform, const ReadOptions& options,
                                        std::vector<Note>& notes) {
  MuseWaveform read;
  const auto rate = read_sampling_rate(waveform);
  if (!rate)
    return tl::unexpected(rate.error());
  read.sampling_rate_hz = *rate;
  const auto leads = lead_elements(waveform);
  if (!leads)
    return tl::unexpected(leads.error());
  for (const XmlElement& lead_data : *leads) {
    auto channel = read_muse_lead(lead_data, options, notes);
    if (!channel)
      return tl::unexpected(channel.error());
    if (!*channel)
      continue;
    read.channels.push_back(std::move(**channel));
    note_flags(lead_data, notes);
  }
  fill_leads_without_samples(read.channels);
  return read;
}

std::optional<std::string> muse_filters(const XmlElement& waveform) {
  std::string filters;
  append_filter(filters, "high pass", waveform.text_of("HighPassFilter"), kHundredthsPerHertz);
  append_filter(filters, "low pass", waveform.text_of("LowPassFilter"), 1.0);
  append_filter(filters, "mains", waveform.text_of("ACFilter"), 1.0);
  return filters.empty() ? std::nullopt : std::optional(std::move(filters));
}

}  // namespace leadwise::io
