#pragma once

#include <vector>

#include "dicom/arrange_groups.hpp"
#include "dicom/dicom_data_set.hpp"
#include "dicom/dicom_text.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io::dicom {

/// Takes the Waveform Annotation Sequence (PS3.3, C.10.10) into `record`: numbers become stored measurements, texts and
/// codes with a place in time annotations, those without one statements. What refers to an average beat has no time in the
/// recording and is left out with a note; so is who read or confirmed the ECG.
void read_annotations(const DicomDataSet& data_set, CharacterSet set, const std::vector<GroupPlace>& places,
                      EcgRecord& record);

/// Takes electrode placement and a pacemaker from the Acquisition Context Sequence (PS3.3, C.7.6.14).
void read_acquisition_context(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record);

}  // namespace leadwise::io::dicom
