#include <cmath>

#include "record_writers.hpp"
#include "text/copied_marks.hpp"
#include "text/number_text.hpp"
#include "text/patient_comments.hpp"
#include "text/written_label.hpp"

namespace leadwise::io {
namespace {

// A standard lead stands alone and means mV; any other name says its unit, so that the table explains itself.
std::string heading(const Channel& channel) {
  std::string text = written_label(channel, '"');
  if (channel.lead)
    return text;
  text += " (mV)";
  return text.find_first_of(",;") == std::string::npos ? text : '"' + text + '"';
}

}  // namespace

OutputFile write_csv(const EcgRecord& record, std::string_view base_name) {
  // Whoever reads the table back must not take a paced ECG, a child's or one with computed leads for another.
  std::string text = record.paced.value_or(false) ? "# Paced rhythm\n" : "";
  if (const auto age = age_of_minor(record))
    text += "# " + *age + '\n';
  for (const std::string& mark : copied_marks(record))
    text += "# " + mark + '\n';
  text += "time_s";
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
