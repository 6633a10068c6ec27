#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io::dicom {

/// `text` as one line of UTF-8 for a DICOM value: control characters become blanks, the backslash, which parts values,
/// a slash; where it is no UTF-8, '?' stands for all that is not ASCII.
std::string one_value(std::string_view text);

/// The same for a person's name, in which '^' and '=' part it too.
std::string name_value(std::string_view text);

/// An ISO 8601 time as DICOM writes it.
struct WrittenTime {
  std::string date;
  /// Empty where only the date is known.
  std::string time;
  std::string date_time;
};

/// nullopt where the text does not begin with a date.
std::optional<WrittenTime> written_time(std::string_view iso);

/// "059Y", below two years "018M"; nullopt beyond what an age string can hold.
std::optional<std::string> written_age(double years);

}  // namespace leadwise::io::dicom
