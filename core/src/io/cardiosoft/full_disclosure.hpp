#pragma once

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Reads FullDisclosureData: the samples of all leads of LeadOrder in one text. Its order is described in two ways, so only
/// what obeys Einthoven's law is believed: blocks of a second, one lead after another, in which I + III is II at every sample.
/// Errors: those of read_cardiosoft_scale, InvalidSample, TruncatedData, InvalidHeader (another count than is stated),
/// UnsupportedFormat (any other order, or one that cannot be checked).
Result<SignalGroup> read_full_disclosure(const XmlElement& full);

}  // namespace leadwise::io
