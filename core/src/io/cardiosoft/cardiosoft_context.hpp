#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Takes patient, observation time, device and filters into the record. Technicians, physicians and places are left where
/// they are.
void read_cardiosoft_context(const XmlElement& root, EcgRecord& record);

/// Takes measurements (their units as the file states them) and statements into the record.
void read_cardiosoft_findings(const XmlElement& root, EcgRecord& record);

}  // namespace leadwise::io
