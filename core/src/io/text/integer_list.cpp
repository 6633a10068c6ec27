#include "text/integer_list.hpp"

#include <algorithm>
#include <string>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {

Result<std::vector<std::int32_t>> read_integer_list(std::string_view text, std::string_view what,
                                                    std::uint64_t offset) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 24U;
  std::vector<std::int32_t> numbers;
  for (std::string_view rest = trim(text); !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view cell = trim(rest.substr(0, comma));
    const auto number = parse_integer(cell);
    if (!number || *number < -kLargest || *number > kLargest) {
      return fail(ErrorCode::InvalidSample,
                  std::string(what) + ": sample " + std::to_string(numbers.size()) + " is " + quoted(cell) +
                      ", no whole number of a sample's size",
                  offset);
    }
    numbers.push_back(static_cast<std::int32_t>(*number));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return numbers;
}

}  // namespace leadwise::io
