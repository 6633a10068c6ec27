#pragma once

#include <cstdint>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "scp/scp_beats.hpp"
#include "scp/scp_huffman.hpp"
#include "scp/scp_leads.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// Section 5: the beat that stands for most of the recording's beats.
struct ScpReferenceBeat {
  std::uint16_t amplitude_nv = 0;
  std::uint16_t sample_interval_us = 0;
  /// By lead, all of one length.
  std::vector<std::vector<std::int16_t>> leads;
};

/// Errors: as read_scp_signal and decode_scp_lead; InvalidHeader (a coded beat whose length is stated nowhere).
Result<ScpReferenceBeat> read_scp_reference_beat(const ScpSection& section, const ScpBeats& beats,
                                                 const ScpLeads& leads, const ScpHuffmanTables& tables);

/// Adds the reference beat to a lead's residual where it was subtracted. Both in units of `unit_nv`, a divisor of the
/// beat's amplitude. Errors: InvalidHeader (a zone that reaches beyond the reference beat).
Result<void> add_scp_reference_beat(const ScpReferenceBeat& reference, const ScpBeats& beats, const ScpLead& lead,
                                    std::size_t lead_number, std::uint32_t unit_nv, std::vector<double>& samples_adu);

/// As it goes into the record.
SignalGroup scp_average_beat(const ScpReferenceBeat& reference, const ScpLeads& leads);

}  // namespace leadwise::io
