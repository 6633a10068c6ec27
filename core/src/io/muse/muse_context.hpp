#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Takes PatientDemographics and TestDemographics of a RestingECG into the record: patient, acquisition time (dates are
/// written the American way) and device. Names of physicians and technicians are left where they are.
void read_muse_context(const XmlElement& resting_ecg, EcgRecord& record);

/// Takes what the device or a reader found: measurements, statements, QRS complexes, pacing spikes.
void read_muse_findings(const XmlElement& resting_ecg, EcgRecord& record);

}  // namespace leadwise::io
