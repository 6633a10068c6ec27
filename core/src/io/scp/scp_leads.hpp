#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// One lead as section 3 defines it. Samples are counted from 1 over the whole record, before any decimation.
struct ScpLead {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint8_t code = 0;

  std::uint64_t length() const { return std::uint64_t{last} - first + 1; }
};

struct ScpLeads {
  std::vector<ScpLead> leads;
  /// What stands behind the leads that the section counts and could be leads too.
  std::vector<ScpLead> beyond_count;
  /// The reference beat was subtracted from the rhythm.
  bool beat_subtracted = false;

  /// The first and the last sample of any lead.
  std::uint32_t first() const;
  std::uint32_t last() const;
};

/// Section 3. Errors: TruncatedData, NoEcgChannel (no lead), InvalidHeader (a lead without samples).
Result<ScpLeads> read_scp_leads(const ScpSection& section);

/// What the standard calls the lead of that code: "V3R", "I (Frank)", "V1 calibration", else "lead code 150".
std::string scp_lead_label(std::uint32_t code);

/// Which standard lead it is; nullopt for all others, calibration signals and Frank's "I" among them.
std::optional<Lead> scp_standard_lead(std::uint8_t code);

}  // namespace leadwise::io
