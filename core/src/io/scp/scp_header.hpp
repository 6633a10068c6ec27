#pragma once

#include <cstdint>

#include "leadwise/ecg_record.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// What the other sections need of section 1.
struct ScpHeader {
  /// 20 for version 2.0; 0 where the file states none.
  std::uint8_t version = 0;
  /// For scp_text.
  std::uint8_t language = 0;
};

/// Section 1: patient, device, filters, time and electrodes into `record`. Left out: physicians, technicians,
/// institutions, rooms and the free text of tag 30, in which their initials stand. A tag that reaches beyond the section
/// ends the reading, with a note.
ScpHeader read_scp_header(const ScpSection& section, EcgRecord& record);

}  // namespace leadwise::io
