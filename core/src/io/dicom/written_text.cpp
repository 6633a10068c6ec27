#include "dicom/written_text.hpp"

#include <algorithm>
#include <cmath>

#include "dicom/dicom_text.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io::dicom {
namespace {

std::string with_blanks_for(std::string text, std::string_view marks) {
  std::replace_if(
      text.begin(), text.end(), [&](char c) { return marks.find(c) != std::string_view::npos; }, ' ');
  return text;
}

std::string compact(std::string_view iso) {
  std::string text;
  for (const char c : iso) {
    if (c != '-' && c != ':')
      text += c;
  }
  return text;
}

}  // namespace

std::string one_value(std::string_view text) {
  const bool readable = is_utf8(text);
  std::string value(trim(text));
  for (char& c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F)
      c = ' ';
    else if (c == '\\')
      c = '/';
    else if (byte >= 0x80 && !readable)
      c = '?';
  }
  return value;
}

std::string name_value(std::string_view text) { return with_blanks_for(one_value(text), "^="); }

std::optional<WrittenTime> written_time(std::string_view iso) {
  constexpr std::size_t kDateSize = 10;
  WrittenTime written;
  if (iso.size() < kDateSize || iso[4] != '-' || iso[7] != '-')
    return std::nullopt;
  written.date = compact(iso.substr(0, kDateSize));
  written.date_time = written.date;
  if (!iso_date(written.date))
    return std::nullopt;
  std::string_view rest = iso.substr(kDateSize);
  if (rest.empty() || (rest.front() != 'T' && rest.front() != ' '))
    return written;
  rest.remove_prefix(1);
  const std::size_t zone_start = std::min(rest.find_first_of("+-Z"), rest.size());
  std::string time = compact(rest.substr(0, zone_start));
  const std::string_view zone = rest.substr(zone_start);
  // Six digits behind the point are the most that DICOM has.
  time.resize(std::min<std::size_t>(time.size(), 13));
  if (!iso_time(time))
    return written;
  written.time = time;
  written.date_time += time;
  if (zone == "Z")
    written.date_time += "+0000";
  else if (zone.size() == 6)
    written.date_time += zone.front() + compact(zone.substr(1));
  return written;
}

std::optional<std::string> written_age(double years) {
  const bool in_months = years < 2.0;
  const double number = std::floor(in_months ? years * 12.0 + 1e-9 : years);
  if (!(number >= 0.0 && number <= 999.0))
    return std::nullopt;
  std::string digits = std::to_string(static_cast<int>(number));
  digits.insert(0, 3 - digits.size(), '0');
  return digits + (in_months ? 'M' : 'Y');
}

}  // namespace leadwise::io::dicom
