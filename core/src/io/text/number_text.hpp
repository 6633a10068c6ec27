#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// The whole of `text` as a number with a decimal point; "nan" and "inf" are numbers here (the caller judges them),
/// anything left over is not. A number too large for a double reads as infinite.
std::optional<double> parse_double(std::string_view text);

/// The same without blanks at its ends, where it is a finite number.
std::optional<double> parse_finite(std::string_view text);

/// The whole of `text` as a number with a decimal comma ("0,5"). nullopt where it has none, and where another comma or point
/// could make it one with thousands separators.
std::optional<double> parse_decimal_comma(std::string_view text);

/// The same where the comma cannot part thousands: "0,5" and "3276,8", not "1,234".
std::optional<double> parse_sure_decimal_comma(std::string_view text);

/// The whole of `text` as a whole number; nullopt also where it does not fit.
std::optional<std::int64_t> parse_integer(std::string_view text);
std::optional<std::uint64_t> parse_unsigned(std::string_view text);

/// Appends the number with no more digits than are needed to read the same double back. `value` is finite.
void append_number(std::string& text, double value);

/// The same as a string of its own.
std::string number_text(double value);

}  // namespace leadwise::io
