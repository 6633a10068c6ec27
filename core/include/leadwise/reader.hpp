#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise {

/// Units a text file can be in.
enum class VoltageUnit : std::uint8_t { millivolt, microvolt, volt };

/// What a file may fail to state and its owner can tell. What the file states stands, save that a rhythm is paced
/// whoever says so.
struct ReadOptions {
  std::optional<VoltageUnit> unit;
  std::optional<double> sampling_rate_hz;
  /// 0 to 150.
  std::optional<double> age_years = std::nullopt;
  std::optional<bool> paced = std::nullopt;
};

/// Files that together are one record, e.g. a WFDB header and its signal files; indices into the files given.
/// `name` is the record's own file (the .hea).
struct RecordFiles {
  std::string name;
  std::vector<std::size_t> parts;
};

/// Sorts files into records by what they hold: a WFDB header takes the files that it names (one of several segments the
/// segments' headers and what those name) and those that accompany it; signal files that no header names and files that
/// are no ECG stand alone (and read_record says what is wrong with them). Every file is in at least one group.
std::vector<RecordFiles> group_records(std::span<const FileBytes> files);

/// The short name of the format that the bytes look like ("wfdb", "csv", "scp", ...), or nullopt. Decides by content;
/// the first 64 KiB of a file are enough. Archives have no format (archive.hpp).
std::optional<std::string_view> detect_format(const FileBytes& file);

/// True where a file that has a format is hardly a recording: a table of patients, labels or scores, a short list of numbers or one
/// of classes, the answers that this software writes. Whoever goes through a folder passes such files over; one that is
/// named is read for what it says. False in doubt. `format` is that of detect_format; the first 64 KiB are enough.
bool is_other_data(const FileBytes& file, std::string_view format);

/// The base names of the other files that a record's own file refers to (a WFDB header: its signal files, or the headers
/// of its segments, which refer to files in turn), each once. Empty for formats of one file and for headers that cannot
/// be read.
std::vector<std::string> referenced_files(const FileBytes& file);

/// True where `other` belongs to a record though the record's own file does not name it: a WFDB annotation file of the
/// header's base name. Decides by both names and by the content; the first 64 KiB of both are enough.
bool accompanies(const FileBytes& record, const FileBytes& other);

/// Reads one record. `files.front()` is the record's own file, or an archive that holds just one record; the others are
/// its parts.
/// Errors: EmptyFile, UnknownFormat, UnsupportedFormat, TruncatedData, InvalidHeader, InvalidSample,
/// InvalidGain, InvalidSamplingRate, ChecksumMismatch, MissingFile, TooLarge, UnitRequired,
/// SamplingRateRequired, NoEcgChannel, InvalidArgument (for an age out of range); each with a byte offset (0 for the
/// file as a whole), but for arguments out of range. Allocates no more than a small multiple of the bytes given, or of
/// what compressed bytes and gaps stand for, which is bounded.
Result<EcgRecord> read_record(std::span<const FileBytes> files, const ReadOptions& options = {});

}  // namespace leadwise
