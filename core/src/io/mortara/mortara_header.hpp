#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Takes all but the signals of an <ECG>: subject, time, device, filters, measurements, statements, comment. The
/// technician, the site and the room are left out.
void take_mortara_header(const XmlElement& root, EcgRecord& record);

}  // namespace leadwise::io
