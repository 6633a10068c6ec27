#pragma once

#include <functional>
#include <optional>
#include <string_view>

namespace leadwise::io {

/// The rest of a JSON text from the value on of the first key that is wanted; nullopt where none is. The text may be cut off, and
/// is looked through without being taken apart: what is quoted within a text is no key.
std::optional<std::string_view> find_json_value(
    std::string_view text, const std::function<bool(std::string_view key, std::string_view value)>& wanted);

/// The same for the first key of that name.
std::optional<std::string_view> find_json_value(std::string_view text, std::string_view name);

}  // namespace leadwise::io
