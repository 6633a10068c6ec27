#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// The names that lines in front of a table give its columns one by one: "Channel 7: V6", "Label1=I", "[Channel7]" above
/// "Name=V6", "V1: column 3". Two leads at least are among them, there is a line for each column, and their numbers, if
/// they have any, count up. A first column that is time may have no line; its name is then empty. nullopt where the lines
/// do not say it so.
std::optional<std::vector<std::string_view>> names_line_by_line(std::span<const std::string_view> lines,
                                                                std::size_t column_count, bool first_is_time);

/// True where lines name leads one by one and not in the usual order, as far as one can see, or name more channels than
/// `count`: the usual order must not be assumed then.
bool leads_line_by_line_in_other_order(std::span<const std::string_view> lines, std::size_t count);

}  // namespace leadwise::io
