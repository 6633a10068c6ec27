#pragma once

#include <cstdint>

#include "leadwise/ecg_record.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// Section 8, interpretation in words, or section 11, interpretation in universal statement codes, into
/// `record.statements`, one each. A section that ends too early gives what it holds, with a note;
/// statements that say who confirmed or read the ECG are left out.
void read_scp_statements(const ScpSection& section, std::uint8_t language, EcgRecord& record);

}  // namespace leadwise::io
