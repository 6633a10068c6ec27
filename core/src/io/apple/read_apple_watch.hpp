#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

bool is_apple_watch_csv(const FileBytes& file);

/// Reads an ECG as Apple Health exports it from an Apple Watch: rows of a key and a value in the phone's language, then a
/// voltage a line, with a decimal point or comma. Errors: InvalidSample, TruncatedData (no voltages), with the offset.
Result<EcgRecord> read_apple_watch_csv(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
