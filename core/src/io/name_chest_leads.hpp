#pragma once

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// IEC calls the electrodes of the chest C1 to C6, and some programs their leads too: where they stand beside limb
/// leads and nothing else they are V1 to V6, with a note. Elsewhere they stay without a lead, since electrodes of an EEG
/// bear these names.
void name_chest_leads(EcgRecord& record);

}  // namespace leadwise::io
