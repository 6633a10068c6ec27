#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Takes patient, acquisition time, device, filters and electrode placement into the record. Operators, clinicians and
/// institutions are left where they are.
void read_philips_context(const XmlElement& root, EcgRecord& record);

/// Takes measurements, statements and pacing into the record: the interpretation's own (global) measurements go before
/// those that the algorithm made on the way.
void read_philips_findings(const XmlElement& root, EcgRecord& record);

}  // namespace leadwise::io
