#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// Begins with the preamble "MFR", or with a chain of MFER definitions that leads to waveform data.
bool is_mfer(const FileBytes& file);

/// Reads a file in the Medical waveform Format Encoding Rules, files.front() alone (ISO/TS 11073-92001:2007,
/// ISO 22077-1; "MFER Part I" by the MFER committee): any number of frames of up to 256 channels, of all data types but
/// the compressed one. Errors: as read_record, each with the byte offset.
Result<EcgRecord> read_mfer(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
