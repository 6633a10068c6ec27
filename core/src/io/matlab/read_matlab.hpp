#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

bool is_matlab4(const FileBytes& file);

/// Refuses a level 4 matrix that comes without the header which names it: it has no gains and no lead names.
Result<EcgRecord> read_matlab4(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
