#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Takes all but the signals: patient, time, device, filters of the data, global measurements, QRS times, interpretation.
/// Users, institutes and places are left out. `record` has its sampling rate already.
void take_schiller_header(const XmlElement& root, EcgRecord& record);

}  // namespace leadwise::io
