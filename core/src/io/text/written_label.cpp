#include "text/written_label.hpp"

#include <algorithm>

#include "text/text_lines.hpp"

namespace leadwise::io {

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }, ' ');
  return std::string(trim(line));
}

std::string written_label(const Channel& channel, char never) {
  if (channel.lead)
    return std::string(lead_name(*channel.lead));
  std::string label = channel.label;
  std::replace(label.begin(), label.end(), never, ' ');
  label = one_line(label);
  return parse_lead(label) ? label + " (no lead)" : label;
}

}  // namespace leadwise::io
