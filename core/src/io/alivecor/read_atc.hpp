#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// Begins with the eight bytes of an AliveCor ATC file.
bool is_atc(const FileBytes& file);

/// Reads a recording of a Kardia device, files.front() alone, as the "ATC File Format Specification 1.7" (AliveCor, 2021)
/// describes it: file versions 2 to 5, one to twelve leads. Errors: TruncatedData, InvalidHeader, InvalidGain,
/// InvalidSamplingRate, ChecksumMismatch, UnsupportedFormat, NoEcgChannel; each with the byte offset.
Result<EcgRecord> read_atc(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
