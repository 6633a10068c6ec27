#pragma once

#include "leadwise/ecg_record.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// Reads the channels of a <wavedata> and their rate. Errors: as read_schiller.
Result<SignalGroup> read_schiller_wave_data(const XmlElement& wave_data, std::string_view type);

}  // namespace leadwise::io
