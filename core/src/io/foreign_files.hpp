#pragma once

#include <optional>
#include <string_view>

namespace leadwise::io {

/// What a file that is no ECG, or none that is read, begins like, and what to do instead: "a tar archive; ...". nullopt where
/// its first bytes are not known.
std::optional<std::string_view> known_appearance(std::string_view start);

/// The same of an archive that holds a file of such a name: what office programs save are zip archives of their parts.
std::optional<std::string_view> document_with_part(std::string_view name);

}  // namespace leadwise::io
