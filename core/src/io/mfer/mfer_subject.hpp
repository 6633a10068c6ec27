#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "leadwise/ecg_record.hpp"
#include "mfer/mfer_numbers.hpp"
#include "mfer/mfer_text.hpp"
#include "text/calendar_date.hpp"

namespace leadwise::io {

/// What a file says beside its waves: patient, device, time, filters, events and values.
class MferSubject {
 public:
  /// Takes one item; passes over those that mean nothing here. What cannot be read is left out, with a note that does not
  /// repeat it.
  void take(const MferContents& contents, MferCharacters characters);

  /// The time of the measurement as it was last stated, ISO 8601.
  const std::optional<std::string>& time() const { return time_; }

  /// Everything taken so far; the age from the date of birth where it is not stated.
  void move_into(EcgRecord& record);

 private:
  std::optional<std::string> text(const MferContents& contents, MferCharacters characters);
  void take_device(const MferContents& contents, MferCharacters characters);
  void take_filter(const MferContents& contents, MferCharacters characters);
  void take_name(const MferContents& contents, MferCharacters characters);
  void take_id(const MferContents& contents, MferCharacters characters);
  void take_age(const MferContents& contents);
  void take_sex(const MferContents& contents);
  void take_time(const MferContents& contents);
  void take_value(const MferContents& contents, MferCharacters characters);
  void take_event(const MferContents& contents, MferCharacters characters);
  void take_comment(const MferContents& contents, MferCharacters characters);
  void take_skew(const MferContents& contents);
  bool has_room_for_note() const;
  void note(std::string message);
  bool has_room(std::size_t count);

  EcgRecord taken_;
  std::optional<std::string> time_;
  std::optional<CalendarDate> birth_date_;
  std::optional<CalendarDate> recording_date_;
  std::vector<std::string> filters_;
  bool full_ = false;
};

}  // namespace leadwise::io
