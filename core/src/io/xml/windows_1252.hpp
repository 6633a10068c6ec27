#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace leadwise::io {

/// A file that declares itself as windows-1252, as UTF-8: the parser knows no such name. nullopt where the file declares
/// anything else. Bytes that windows-1252 leaves open become U+FFFD.
std::optional<std::string> utf8_from_declared_windows_1252(std::span<const std::uint8_t> file);

}  // namespace leadwise::io
