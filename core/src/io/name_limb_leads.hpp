#pragma once

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Some programs call leads I, II and III D1, D2 and D3. Beside three other standard leads or more, and none of the limb's
/// own names or a D4, they are these, with a note. Elsewhere they stay without a lead: electrodes in the brain or the heart
/// bear these names.
void name_limb_leads(EcgRecord& record);

}  // namespace leadwise::io
