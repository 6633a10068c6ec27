#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// An annotation of EDF+'s standard texts. A writer that must fill up its last data record marks where the recording ends
/// with it; only samples behind it that repeat the one before it are taken as filling.
inline constexpr std::string_view kEdfRecordingEnds = "Recording ends";

/// True where the bytes look like EDF or EDF+.
bool is_edf(const FileBytes& file);

/// True where the bytes look like BDF or BDF+, EDF's relative of 24 bits.
bool is_bdf(const FileBytes& file);

/// Reads EDF, EDF+C, EDF+D, BDF and BDF+. The rate of the ECG (of standard leads and of what is labelled ECG or EKG;
/// where there is none, of most signals in a unit of voltage) is the record's. Gaps of discontinuous files are NaN.
/// Errors: as read_edf_header, read_edf_annotations, find_edf_voltages, place_edf_records; NoEcgChannel.
Result<EcgRecord> read_edf(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
