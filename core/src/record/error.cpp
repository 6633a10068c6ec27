#include "leadwise/error.hpp"

#include <array>
#include <cstddef>

namespace leadwise {
namespace {

struct ErrorText {
  std::string_view name;
  std::string_view meaning;
};

constexpr std::array kErrorTexts = {
#define LEADWISE_ERROR(name, meaning) ErrorText{#name, meaning},
#include "leadwise/error_table.inc"
#undef LEADWISE_ERROR
};

// A code can only come from outside the table by a cast; it still gets an answer instead of a read past the end.
ErrorText text_of(ErrorCode code) {
  const auto row = static_cast<std::size_t>(code);
  return row < kErrorTexts.size() ? kErrorTexts[row] : ErrorText{"UnknownError", "the error code is not in the table"};
}

}  // namespace

std::string_view error_name(ErrorCode code) { return text_of(code).name; }

std::string_view error_meaning(ErrorCode code) { return text_of(code).meaning; }

}  // namespace leadwise
