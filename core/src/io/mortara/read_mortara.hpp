#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True for XML whose first element is <ECG> and whose start states UNITS_PER_MV for a CHANNEL or a TYPICAL_CYCLE.
bool is_mortara(const FileBytes& file);

/// Reads a Mortara (ELI) XML file: <CHANNEL> elements are the rhythm, <TYPICAL_CYCLE> the average beat. Samples are 16-bit
/// signed little-endian integers in base64. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample,
/// TruncatedData (fewer samples than DURATION says), NoEcgChannel, UnsupportedFormat (other BITS, FORMAT or ENCODING, an
/// OFFSET that is not 0).
///
/// Source: no description by the maker is public; names and meanings as three independent public readers have them
/// (BRAVEHEART load_elixml.m, EDFbrowser mortara2edf.cpp, ecgdatakit mortara_el250.py), which agree.
Result<EcgRecord> read_mortara(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
