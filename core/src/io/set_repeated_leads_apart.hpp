#pragma once

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// No format forbids two channels of one lead: a strip of rhythm beside leads that were recorded one after the other, a
/// lead stored with another filter. Leaves each standard lead once in the recording and once in every group; the other
/// copies go, whole, to groups of their own in `other_signals` or `average_beats`. Kept is the copy that begins and ends
/// with most of the leads that are there once, of equals the first. A note names each lead and says whether its copies
/// contradict each other.
void set_repeated_leads_apart(EcgRecord& record);

}  // namespace leadwise::io
