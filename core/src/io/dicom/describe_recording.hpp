#pragma once

#include "dicom/dicom_data_set.hpp"
#include "dicom/dicom_text.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io::dicom {

/// The date that our own writer, like many programs that remove identities, puts where none is known: the standard
/// demands one.
inline constexpr std::string_view kUnknownDate = "19000101";

/// Takes patient, device, time and comments of the object into `record`. Nothing of it is needed: what cannot be read is
/// left absent. Who referred, recorded or read is not taken.
void describe_recording(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record);

}  // namespace leadwise::io::dicom
