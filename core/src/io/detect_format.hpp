#pragma once

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// What to say of bytes that detect_format knows nothing of: what they look like, and what is read.
Error unknown_format(const FileBytes& file);

}  // namespace leadwise::io
