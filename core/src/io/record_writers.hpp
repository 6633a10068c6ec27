#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leadwise/writer.hpp"

namespace leadwise::io {

// One writer a format; write_record has checked the record and the name.

OutputFile write_csv(const EcgRecord& record, std::string_view base_name);
OutputFile write_json(const EcgRecord& record, std::string_view base_name, bool identifiers);
/// Errors: NonFiniteSample (a missing sample, which the format cannot mark), InvalidHeader.
Result<OutputFile> write_aecg(const EcgRecord& record, std::string_view base_name, bool identifiers);
/// Errors: InvalidArgument (the name cannot stand in a WFDB header).
Result<std::vector<OutputFile>> write_wfdb(const EcgRecord& record, std::string_view base_name, bool identifiers);
/// Errors: NonFiniteSample, InvalidSamplingRate, InvalidGain, InvalidHeader; see edf/edf_layout.hpp and
/// edf/edf_digits.hpp.
Result<std::vector<OutputFile>> write_edf(const EcgRecord& record, std::string_view base_name, bool identifiers);

/// Errors: InvalidArgument (more channels or another rate than DICOM's ECG objects hold), TooLarge.
Result<OutputFile> write_dicom(const EcgRecord& record, std::string_view base_name, bool identifiers);

}  // namespace leadwise::io
