#include "dicom/dicom_text.hpp"

#include <algorithm>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io::dicom {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool are_digits(std::string_view text) { return std::all_of(text.begin(), text.end(), is_digit); }

unsigned small_number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits)
    value = 10 * value + static_cast<unsigned>(c - '0');
  return value;
}

bool is_between(std::string_view digits, unsigned least, unsigned most) {
  const unsigned value = small_number(digits);
  return value >= least && value <= most;
}

std::string without(std::string_view text, char mark) {
  std::string kept(text);
  kept.erase(std::remove(kept.begin(), kept.end(), mark), kept.end());
  return kept;
}

// "+0100" behind a time as "+01:00"; empty where there is none.
std::optional<std::string> iso_zone(std::string_view zone) {
  if (zone.empty())
    return std::string();
  const std::string_view digits = zone.substr(1);
  if (digits.size() != 4 || !are_digits(digits) || !is_between(digits.substr(0, 2), 0, 14) ||
      !is_between(digits.substr(2), 0, 59))
    return std::nullopt;
  return std::string(zone.substr(0, 3)) + ':' + std::string(zone.substr(3));
}

// ".500000" as ".5", ".000" as nothing.
std::string tidy_fraction(std::string_view fraction) {
  const std::size_t last = fraction.find_last_not_of('0');
  return last == 0 || last == std::string_view::npos ? std::string() : std::string(fraction.substr(0, last + 1));
}

bool is_line_layout(unsigned char byte) { return byte == '\t' || byte == '\n' || byte == '\r'; }

bool is_control(unsigned char byte) { return (byte < 0x20 && !is_line_layout(byte)) || byte == 0x7F; }

}  // namespace

CharacterSet character_set_of(std::string_view specific_character_set) {
  const std::string_view first = trim(specific_character_set.substr(0, specific_character_set.find('\\')));
  const bool several = specific_character_set.find('\\') != std::string_view::npos;
  if (first == "ISO_IR 192")
    return CharacterSet::utf8;
  if (!several && (first == "ISO_IR 100" || first == "ISO 2022 IR 100"))
    return CharacterSet::latin1;
  return !several && (first.empty() || first == "ISO_IR 6" || first == "ISO 2022 IR 6") ? CharacterSet::ascii
                                                                                        : CharacterSet::other;
}

std::string decode_text(std::string_view raw, CharacterSet set) {
  if (set == CharacterSet::utf8 && !is_utf8(raw))
    set = CharacterSet::other;
  std::string text;
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || set == CharacterSet::utf8) {
      text += is_control(byte) ? ' ' : c;
    } else if (set == CharacterSet::latin1) {
      text += static_cast<char>(0xC0U | byte >> 6U);
      text += static_cast<char>(0x80U | (byte & 0x3FU));
    } else {
      text += '?';
    }
  }
  return text;
}

std::string person_name(std::string_view raw, CharacterSet set) {
  const std::string text = decode_text(raw.substr(0, raw.find('=')), set);
  std::string_view rest = text;
  const std::size_t family_end = std::min(rest.find('^'), rest.size());
  std::string name(trim(rest.substr(0, family_end)));
  std::string others(rest.substr(family_end));
  std::replace(others.begin(), others.end(), '^', ' ');
  bool first = true;
  rest = others;
  for (auto part = take_token(rest); !part.empty(); part = take_token(rest)) {
    name.append(name.empty() ? "" : first ? ", " : " ").append(part);
    first = false;
  }
  return name;
}

std::optional<std::string> iso_date(std::string_view date) {
  // The first edition wrote points between the parts.
  const std::string digits = without(trim(date), '.');
  if (digits.size() != 8 || !are_digits(digits))
    return std::nullopt;
  const std::string year = digits.substr(0, 4), month = digits.substr(4, 2), day = digits.substr(6);
  if (!is_between(month, 1, 12) || !is_between(day, 1, 31))
    return std::nullopt;
  return year + '-' + month + '-' + day;
}

std::optional<std::string> iso_time(std::string_view time) {
  const std::string text = without(trim(time), ':');
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits = text.substr(0, point);
  const std::string fraction = text.substr(point);
  const bool whole = digits.size() == 2 || digits.size() == 4 || digits.size() == 6;
  if (!whole || !are_digits(digits) || !are_digits(fraction.substr(fraction.empty() ? 0 : 1)))
    return std::nullopt;
  digits.resize(6, '0');
  const std::string hour = digits.substr(0, 2), minute = digits.substr(2, 2), second = digits.substr(4);
  // A leap second is 60.
  if (!is_between(hour, 0, 23) || !is_between(minute, 0, 59) || !is_between(second, 0, 60))
    return std::nullopt;
  return hour + ':' + minute + ':' + second + tidy_fraction(fraction);
}

std::optional<std::string> iso_date_time(std::string_view date_time) {
  const std::string_view text = trim(date_time);
  const std::size_t zone_start = std::min(text.find_first_of("+-"), text.size());
  const auto zone = iso_zone(text.substr(zone_start));
  const auto date = iso_date(text.substr(0, std::min<std::size_t>(8, zone_start)));
  const std::string_view time_text = zone_start > 8 ? text.substr(8, zone_start - 8) : std::string_view();
  if (!date || !zone || time_text.empty())
    return date;
  const auto time = iso_time(time_text);
  return time ? std::optional(*date + 'T' + *time + *zone) : date;
}

}  // namespace leadwise::io::dicom
