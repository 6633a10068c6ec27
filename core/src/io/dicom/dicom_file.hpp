#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "dicom/parse_dicom.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io::dicom {

/// Bytes before the mark "DICM".
inline constexpr std::size_t kPreambleSize = 128;

/// True for a file with the mark "DICM" behind its preamble, and for a bare data set that names its SOP class where it
/// must.
bool looks_like_dicom(std::span<const std::uint8_t> bytes);

/// A file's data set; refers to the file's bytes, or to `inflated` where they were deflated.
struct DicomFile {
  std::vector<std::uint8_t> inflated;
  DicomElements elements;
  DicomEncoding encoding;
};

/// Reads the file meta information, finds how the data set is written, and parses it. An object of another kind than an
/// ECG is refused before that. Errors: as parse_dicom; UnsupportedFormat (SOP class, transfer syntax), TooLarge,
/// ChecksumMismatch.
Result<DicomFile> open_dicom(const FileBytes& file);

}  // namespace leadwise::io::dicom
