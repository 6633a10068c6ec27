#pragma once

#include <cstdint>
#include <span>

namespace leadwise::io {

/// True for a zip whose first entry is a NumPy array ("….npy"): an .npz is one recording, not an archive of several.
bool is_npz(std::span<const std::uint8_t> bytes);

}  // namespace leadwise::io
