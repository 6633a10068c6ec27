#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// One line of a text file without its line end.
struct TextLine {
  std::string_view text;
  std::uint64_t number = 0;  ///< 1 for the first line
  std::uint64_t offset = 0;  ///< byte offset of the line's first character in the file
};

/// Walks the lines of a text file: LF, CR LF and lone CR end a line; a UTF-8 byte order mark is passed over.
class TextLines {
 public:
  explicit TextLines(std::string_view file);

  /// Gives the next line; false at the end of the file.
  bool next(TextLine& line);

 private:
  std::string_view file_;
  std::size_t position_ = 0;
  std::uint64_t number_ = 0;
};

/// The bytes seen as characters; the view lives as long as the bytes.
std::string_view as_text(std::span<const std::uint8_t> bytes);

/// True where the bytes can be text in ASCII, UTF-8 or Latin-1: no control characters but tabs and line ends.
bool is_text(std::span<const std::uint8_t> bytes);

/// Byte offset of `part`, a view into `file`.
std::uint64_t offset_in(std::string_view file, std::string_view part);

std::string_view trim(std::string_view text);

bool holds_digit(std::string_view text);

/// Takes the next run of non-blank characters off the front of `rest`; empty where none is left.
std::string_view take_token(std::string_view& rest);

/// ASCII letters to lower case, independent of the locale.
std::string to_lower(std::string_view text);

/// `text` in double quotes for a message: control characters shown as '?', shortened where it is long.
std::string quoted(std::string_view text);

}  // namespace leadwise::io
