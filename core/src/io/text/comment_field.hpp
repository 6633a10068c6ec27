#pragma once

#include <cstddef>
#include <string_view>

namespace leadwise::io {

/// The value behind `key` (in small letters) and a colon, up to the next "<key>"; the key stands alone ("Age: 59",
/// "<age>: 71"). Empty where there is none. A view into `line`.
std::string_view comment_field(std::string_view line, std::string_view key);

/// The marks that may part a key from its value: "Age: 59", "age = 59", and the cells of a spreadsheet.
inline constexpr std::string_view kKeyMarks = ":=;,\t";

/// What stands behind the mark of a key; ":=" is one mark. `mark` is at most the line's length.
std::string_view behind_mark(std::string_view line, std::size_t mark);

/// The value behind the mark, without quotes; a spreadsheet that separates by commas pads the line with more of them.
std::string_view value_behind(std::string_view line, std::size_t mark);

/// The line behind the "#" or "%" that makes it a comment.
std::string_view without_comment_mark(std::string_view line);

}  // namespace leadwise::io
