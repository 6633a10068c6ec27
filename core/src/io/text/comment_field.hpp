#pragma once

#include <string_view>

namespace leadwise::io {

/// The value behind `key` (in small letters) and a colon, up to the next "<key>"; the key stands alone ("Age: 59",
/// "<age>: 71"). Empty where there is none. A view into `line`.
std::string_view comment_field(std::string_view line, std::string_view key);

/// The line behind the "#" or "%" that makes it a comment.
std::string_view without_comment_mark(std::string_view line);

}  // namespace leadwise::io
