#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "leadwise/lead.hpp"

namespace leadwise::io {

/// True for a line that says how the columns are called: "leads: I, II, V1", "Columns = time;ECG", "ChannelTitle=<tab>ECG",
/// "column": ["nSeq", "CH1"] in a line of JSON.
bool names_columns(std::string_view line);

/// True for a line that says what columns hold ("First Column = SampleIndex"), whether or not it names them all.
bool tells_of_columns(std::string_view line);

/// What stands between the brackets behind a key in a line of JSON; nullopt where there is no such list.
std::optional<std::string_view> json_list(std::string_view line, std::string_view key);

/// The leads that words of a line name, in their order.
std::vector<Lead> leads_among_words(std::string_view line);

/// The names that lines in front of a table without headings give its columns: those of a line for which names_columns is
/// true, else of the last line that reads as headings of that many columns. Where the first column `is_time`, a statement
/// or a line of nothing but leads may leave it out; its name is then empty. nullopt where there is no such line.
std::optional<std::vector<std::string_view>> find_names(std::span<const std::string_view> lines,
                                                        std::size_t column_count, bool first_is_time);

/// True where a line says an order of leads other than the usual one, as far as one can see: that must not be assumed then.
bool name_leads_in_other_order(std::span<const std::string_view> lines);

}  // namespace leadwise::io
