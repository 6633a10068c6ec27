#pragma once

#include <cstdint>
#include <vector>

#include "leadwise/error.hpp"
#include "scp/scp_sections.hpp"

namespace leadwise::io {

/// Samples `first` to `last`, counted from 1 over the whole record.
struct ScpZone {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// A beat that section 4 lists.
struct ScpBeat {
  /// 0: of the kind of the stored reference beat.
  std::uint16_t type = 0;
  std::uint32_t fiducial = 0;
  /// Where the reference beat was subtracted; only for type 0, and empty (0 to 0) where it was not.
  ScpZone subtraction;
};

/// Section 4: where beats are and how the reference beat lies on them.
struct ScpBeats {
  std::uint16_t reference_length_ms = 0;
  /// The fiducial point's sample in the reference beat, from 1.
  std::uint16_t reference_fiducial = 0;
  std::vector<ScpBeat> beats;
  /// Where bimodal compression kept every sample; in ascending order. Empty where the file lists none.
  std::vector<ScpZone> protected_zones;
  /// Where the section lies in the file, for errors.
  std::uint64_t offset = 0;
};

/// Errors: TruncatedData, InvalidHeader (protected zones that are not in order or overlap).
Result<ScpBeats> read_scp_beats(const ScpSection& section);

/// The beats from which the reference beat was subtracted.
std::vector<ScpBeat> subtracted_scp_beats(const ScpBeats& beats);

}  // namespace leadwise::io
