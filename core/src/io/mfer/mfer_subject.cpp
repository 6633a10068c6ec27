#include "mfer/mfer_subject.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr int kOldestYears = 150;
/// Monitors fill all of an unknown age with ones.
constexpr int kUnknownYear = 0xFFFF;

std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

void set_if_any(std::optional<std::string>& field, const std::string& text) {
  if (!text.empty())
    field = text;
}

int u16_at(const MferContents& contents, std::size_t place) {
  return static_cast<int>(load_unsigned(contents.bytes.data() + place, 2, contents.order));
}

std::int64_t i32_at(const MferContents& contents, std::size_t place) {
  return load_signed(contents.bytes.data() + place, 4, contents.order);
}

MferContents behind(const MferContents& contents, std::size_t count) {
  return {contents.tag, contents.bytes.subspan(count), contents.order, contents.offset + count};
}

}  // namespace

bool MferSubject::has_room_for_note() const {
  constexpr std::size_t kMostNotes = 16;
  return taken_.notes.size() < kMostNotes;
}

void MferSubject::note(std::string message) {
  if (has_room_for_note())
    taken_.notes.push_back({ErrorCode::InvalidHeader, std::move(message)});
}

// More than a day's events; the words of millions would be searched for what they say of the patient.
bool MferSubject::has_room(std::size_t count) {
  constexpr std::size_t kMost = 10000;
  if (count < kMost)
    return true;
  if (!std::exchange(full_, true))
    note("MFER: of more than 10000 comments, events or values the rest was left out");
  return false;
}

std::optional<std::string> MferSubject::text(const MferContents& contents, MferCharacters characters) {
  auto text = mfer_text(contents.bytes, characters);
  if (!text && has_room_for_note())
    note("MFER: the text of " + mfer_tag_name(contents.tag) + " at byte " + std::to_string(contents.offset) +
         " is in a character code that is not read and was left out");
  return text;
}

// "manufacturer^model^version^serial number"
void MferSubject::take_device(const MferContents& contents, MferCharacters characters) {
  const auto device = text(contents, characters);
  if (!device)
    return;
  const auto parts = mfer_parts(*device);
  set_if_any(taken_.device.manufacturer, parts[0]);
  if (parts.size() > 1)
    set_if_any(taken_.device.model, parts[1]);
  if (parts.size() > 3)
    set_if_any(taken_.device.serial_number, parts[3]);
}

// An empty item takes all filters back.
void MferSubject::take_filter(const MferContents& contents, MferCharacters characters) {
  constexpr std::size_t kMostFilters = 16;
  if (contents.bytes.empty())
    return filters_.clear();
  const auto filter = text(contents, characters);
  const bool known =
      !filter || filter->empty() || std::find(filters_.begin(), filters_.end(), *filter) != filters_.end();
  if (!known && filters_.size() < kMostFilters)
    filters_.push_back(*filter);
}

void MferSubject::take_name(const MferContents& contents, MferCharacters characters) {
  const auto name = text(contents, characters);
  if (!name)
    return;
  std::string joined;
  for (const std::string& part : mfer_parts(*name))
    joined.append(joined.empty() || part.empty() ? "" : " ").append(part);
  set_if_any(taken_.patient.name, joined);
}

void MferSubject::take_id(const MferContents& contents, MferCharacters characters) {
  if (const auto id = text(contents, characters))
    set_if_any(taken_.patient.id, mfer_parts(*id).front());
}

// Years, a part of a year, and the date of birth; later parts may be absent.
void MferSubject::take_age(const MferContents& contents) {
  const auto& bytes = contents.bytes;
  const int years = bytes.empty() ? 0 : bytes[0];
  const int days_or_months = bytes.size() < 3 ? 0 : u16_at(contents, 1);
  // What the second number counts is described as days here and as months there; either way an infant has no year yet.
  if ((years > 0 && years <= kOldestYears) || (years == 0 && days_or_months > 0))
    taken_.patient.age_years = years;
  if (bytes.size() < 7)
    return;
  const int year = u16_at(contents, 3);
  birth_date_ = make_date(year, bytes[5], bytes[6]);
  if (birth_date_)
    taken_.patient.birth_date = iso_date(*birth_date_);
  else if (year != 0 && year != kUnknownYear)
    note("MFER: the date of birth cannot be read and was left out");
}

// 0 is unknown and 3 "unclassified": neither is a sex.
void MferSubject::take_sex(const MferContents& contents) {
  const int code = contents.bytes.empty() ? 0 : contents.bytes[0];
  if (code == 1)
    taken_.patient.sex = Sex::male;
  else if (code == 2)
    taken_.patient.sex = Sex::female;
}

// Year, month, day, hour, minute, second, milliseconds, microseconds; the later ones may be absent.
void MferSubject::take_time(const MferContents& contents) {
  const auto& bytes = contents.bytes;
  time_.reset();
  const auto date = bytes.size() < 7 ? std::nullopt : make_date(u16_at(contents, 0), bytes[2], bytes[3]);
  if (!date || bytes[4] > 23 || bytes[5] > 59 || bytes[6] > 60)
    return note("MFER: the time of the measurement cannot be read and was left out");
  recording_date_ = date;
  time_ = iso_date(*date) + 'T' + padded(bytes[4], 2) + ':' + padded(bytes[5], 2) + ':' + padded(bytes[6], 2);
  const int milliseconds = bytes.size() < 9 ? 0 : u16_at(contents, 7);
  const int microseconds = bytes.size() < 11 ? 0 : u16_at(contents, 9);
  if ((milliseconds == 0 && microseconds == 0) || milliseconds > 999 || microseconds > 999)
    return;
  *time_ += '.' + padded(milliseconds, 3) + (microseconds > 0 ? padded(microseconds, 3) : "");
}

// Code, point in time, "value^unit". The codes' meanings are tables of their own and are not looked up.
void MferSubject::take_value(const MferContents& contents, MferCharacters characters) {
  constexpr std::size_t kHeadSize = 6;
  if (contents.bytes.size() <= kHeadSize || !has_room(taken_.measurements.size()))
    return;
  const auto value = text(behind(contents, kHeadSize), characters);
  if (!value)
    return;
  const auto parts = mfer_parts(*value);
  const auto number = parse_double(parts[0]);
  if (!number || !std::isfinite(*number))
    return;
  taken_.measurements.push_back(
      {"MFER value " + std::to_string(u16_at(contents, 0)), *number, parts.size() > 1 ? parts[1] : ""});
}

// Code, point in time, duration, text: kept as a comment, since what the times count depends on the kind of wave.
void MferSubject::take_event(const MferContents& contents, MferCharacters characters) {
  constexpr std::size_t kHeadSize = 10;
  if (contents.bytes.size() < 2 || !has_room(taken_.comments.size()))
    return;
  std::string event = (contents.tag == MferTag::EVT ? "event " : "information ") + std::to_string(u16_at(contents, 0));
  if (contents.bytes.size() >= 6)
    event += " at " + std::to_string(i32_at(contents, 2));
  if (contents.bytes.size() >= kHeadSize)
    event += " for " + std::to_string(i32_at(contents, 6));
  if (contents.bytes.size() > kHeadSize)
    event += ": " + text(behind(contents, kHeadSize), characters).value_or("");
  taken_.comments.push_back(std::move(event));
}

void MferSubject::take_comment(const MferContents& contents, MferCharacters characters) {
  if (!has_room(taken_.comments.size()))
    return;
  const auto comment = text(contents, characters);
  if (comment && !comment->empty())
    taken_.comments.push_back(*comment);
}

void MferSubject::take_skew(const MferContents& contents) {
  const bool is_skewed =
      std::any_of(contents.bytes.begin(), contents.bytes.end(), [](std::uint8_t b) { return b != 0; });
  if (is_skewed)
    note("MFER: the file states a time between the samples of its channels, which was not corrected");
}

void MferSubject::take(const MferContents& contents, MferCharacters characters) {
  switch (contents.tag) {
    case MferTag::MAN:
      return take_device(contents, characters);
    case MferTag::FLT:
      return take_filter(contents, characters);
    case MferTag::PNM:
      return take_name(contents, characters);
    case MferTag::PID:
      return take_id(contents, characters);
    case MferTag::AGE:
      return take_age(contents);
    case MferTag::SEX:
      return take_sex(contents);
    case MferTag::TIM:
      return take_time(contents);
    case MferTag::VAL:
      return take_value(contents, characters);
    case MferTag::EVT:
    case MferTag::INF:
      return take_event(contents, characters);
    case MferTag::NTE:
      return take_comment(contents, characters);
    case MferTag::SKW:
      return take_skew(contents);
    default:
      return;
  }
}

void MferSubject::move_into(EcgRecord& record) {
  if (!taken_.patient.age_years && birth_date_ && recording_date_)
    taken_.patient.age_years = years_between(*birth_date_, *recording_date_);
  record.patient = std::move(taken_.patient);
  record.device = std::move(taken_.device);
  for (const std::string& filter : filters_)
    record.device.filters = record.device.filters ? *record.device.filters + "; " + filter : filter;
  record.measurements = std::move(taken_.measurements);
  record.comments = std::move(taken_.comments);
  record.notes = std::move(taken_.notes);
}

}  // namespace leadwise::io
