#include <cmath>

#include "record_writers.hpp"
#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

// A standard lead stands alone and means mV; any other name says its unit, so that the table explains itself.
std::string heading(const Channel& channel) {
  if (channel.lead)
    return channel_name(channel);
  std::string text;
  for (const char c : channel.label) {
    const bool breaks_cell = c == '"' || c == '\x7F' || static_cast<unsigned char>(c) < 0x20;
    text.push_back(breaks_cell ? ' ' : c);
  }
  text += " (mV)";
  return text.find_first_of(",;") == std::string::npos ? text : '"' + text + '"';
}

}  // namespace

OutputFile write_csv(const EcgRecord& record, std::string_view base_name) {
  // Whoever reads the table back must not take a paced ECG for another.
  std::string text = record.paced.value_or(false) ? "# Paced rhythm\ntime_s" : "time_s";
  for (const Channel& channel : record.channels)
    text += ',' + heading(channel);
  text += '\n';
  for (std::size_t i = 0; i < record.sample_count(); ++i) {
    append_number(text, static_cast<double>(i) / record.sampling_rate_hz);
    for (const Channel& channel : record.channels) {
      text += ',';
      if (!std::isnan(channel.samples_mv[i]))
        append_number(text, channel.samples_mv[i]);
    }
    text += '\n';
  }
  return {std::string(base_name) + ".csv", {text.begin(), text.end()}};
}

}  // namespace leadwise::io
