#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Takes what an <AnnotatedECG> says of the subject: id, name, sex, birth, reported age and free text. Where no age is
/// reported it is computed from birth and `record.acquisition_time`. Names of investigators, technicians and sites are
/// never taken.
void take_aecg_subject(const XmlElement& root, EcgRecord& record);

/// Takes the device of a series and the filters that it says it applied.
void take_aecg_device(const XmlElement& series, Device& device);

}  // namespace leadwise::io
