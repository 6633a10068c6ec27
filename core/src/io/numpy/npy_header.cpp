#include "numpy/npy_header.hpp"

#include <algorithm>
#include <string>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostDimensions = 32;

/// Walks the dictionary; every function leaves the place where it fails to be named.
class DictionaryParser {
 public:
  DictionaryParser(std::string_view text, std::uint64_t offset) : text_(text), offset_(offset) {}

  Result<NpyHeader> parse();

 private:
  Result<void> parse_entry();
  Result<void> parse_value(std::string_view key);
  Result<void> parse_shape();
  Result<std::string_view> take_string();
  bool take(std::string_view word);
  void skip_blanks() { position_ = std::min(text_.find_first_not_of(" \t", position_), text_.size()); }
  tl::unexpected<Error> expected(std::string_view what, ErrorCode code = ErrorCode::InvalidHeader) const {
    return fail(code, "npy header: " + std::string(what) + " is expected, found " + quoted(text_.substr(position_, 20)),
                offset_ + position_);
  }

  std::string_view text_;
  std::uint64_t offset_;
  std::size_t position_ = 0;
  NpyHeader header_;
  bool has_descr_ = false, has_order_ = false, has_shape_ = false;
};

bool DictionaryParser::take(std::string_view word) {
  skip_blanks();
  if (text_.substr(position_, word.size()) != word)
    return false;
  position_ += word.size();
  return true;
}

Result<std::string_view> DictionaryParser::take_string() {
  skip_blanks();
  const char quote = position_ < text_.size() ? text_[position_] : '\0';
  const std::size_t end = quote == '\'' || quote == '"' ? text_.find(quote, position_ + 1) : std::string_view::npos;
  if (end == std::string_view::npos)
    return expected("a text in quotes");
  const std::string_view value = text_.substr(position_ + 1, end - position_ - 1);
  if (value.find('\\') != std::string_view::npos)
    return expected("a text without escapes");
  position_ = end + 1;
  return value;
}

Result<void> DictionaryParser::parse_shape() {
  if (!take("("))
    return expected("a shape in round brackets");
  while (!take(")")) {
    skip_blanks();
    const std::size_t end = std::min(text_.find_first_not_of("0123456789", position_), text_.size());
    const auto size = parse_unsigned(text_.substr(position_, end - position_));
    if (!size || header_.shape.size() == kMostDimensions)
      return expected("a whole number of the shape");
    header_.shape.push_back(*size);
    position_ = end;
    const bool comma = take(",");
    if (!comma && (header_.shape.size() == 1 || text_.substr(position_, 1) != ")"))
      return expected("a comma in the shape");
  }
  return {};
}

Result<void> DictionaryParser::parse_value(std::string_view key) {
  if (key == "descr" && !has_descr_) {
    has_descr_ = true;
    skip_blanks();
    if (text_.substr(position_, 1) == "[")
      return expected("a simple type (structured ones are not read)", ErrorCode::UnsupportedFormat);
    const auto descr = take_string();
    if (!descr)
      return tl::unexpected(descr.error());
    header_.descr = *descr;
    return {};
  }
  if (key == "fortran_order" && !has_order_) {
    has_order_ = true;
    header_.fortran_order = take("True");
    return header_.fortran_order || take("False") ? Result<void>() : expected("True or False");
  }
  if (key == "shape" && !has_shape_) {
    has_shape_ = true;
    return parse_shape();
  }
  return expected("one of the keys descr, fortran_order and shape, each once,");
}

Result<void> DictionaryParser::parse_entry() {
  const auto key = take_string();
  if (!key)
    return tl::unexpected(key.error());
  if (!take(":"))
    return expected("a colon");
  return parse_value(*key);
}

Result<NpyHeader> DictionaryParser::parse() {
  if (!take("{"))
    return expected("'{'");
  while (!take("}")) {
    if (auto entry = parse_entry(); !entry)
      return tl::unexpected(entry.error());
    skip_blanks();
    if (!take(",") && text_.substr(position_, 1) != "}")
      return expected("a comma or '}'");
  }
  if (!trim(text_.substr(position_)).empty())
    return expected("the end of the header");
  if (!has_descr_ || !has_order_ || !has_shape_)
    return expected("a dictionary of descr, fortran_order and shape");
  return header_;
}

}  // namespace

Result<NpyHeader> parse_npy_header(std::string_view text, std::uint64_t offset) {
  return DictionaryParser(text, offset).parse();
}

}  // namespace leadwise::io
