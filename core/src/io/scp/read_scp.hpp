#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// SCP-ECG, the Standard Communications Protocol for computer-assisted electrocardiography: EN 1064 (ISO 11073-91064,
/// ISO 41064), versions 1.0 to 3.0. Told by the head of its pointer section, with or without the letters "SCPECG".
bool is_scp(const FileBytes& file);

/// One file is one record. Errors: TruncatedData, InvalidHeader, ChecksumMismatch, UnsupportedFormat, InvalidSample,
/// InvalidGain, InvalidSamplingRate, NoEcgChannel, TooLarge.
Result<EcgRecord> read_scp(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
