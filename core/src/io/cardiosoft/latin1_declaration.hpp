#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace leadwise::io {

/// CardioSoft declares its files as "ISO8859-1", a name that XML does not know. Such a file as UTF-8; nullopt where the
/// file declares anything else and can be read as it is.
std::optional<std::vector<std::uint8_t>> utf8_from_declared_latin1(std::span<const std::uint8_t> file);

}  // namespace leadwise::io
