#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise {

/// One file to be written; a record may be several (WFDB: .hea and .dat).
using OutputFile = FileContent;

/// The formats that write_record knows, by the names that `--to` takes.
std::span<const std::string_view> writable_formats();

/// Writes the recording itself, in mV. CSV: header `time_s,I,II,...`, one row a sample, shortest digits that
/// read back to the same number; missing samples are empty cells. WFDB: format 16, the channel's own
/// resolution where it fits, otherwise the finest that holds the range, checksums included. JSON: sampling
/// rate and leads with samples in mV. EDF: EDF+ of 16 bits; gaps of all leads make it discontinuous (EDF+D), any other
/// missing sample is refused, and so are sampling rates that EDF cannot express. HL7 aECG: one rhythm series; it has no
/// mark for a missing sample and refuses such a record. DICOM: a 12-lead, general or ambulatory ECG object, whichever holds
/// the record; refused where none does. EDF, aECG and DICOM keep a channel's own integers where it has some that fit, else
/// they take the finest scale of its range. `base_name` is the record's name without ending. Identifying fields are
/// written only if `identifiers`. Errors: InvalidArgument (unknown format, or a name that is no file name),
/// InvalidHeader, NonFiniteSample; for EDF also InvalidSamplingRate and InvalidGain.
Result<std::vector<OutputFile>> write_record(const EcgRecord& record, std::string_view format,
                                             std::string_view base_name, bool identifiers = false);

}  // namespace leadwise
