#pragma once

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Philips devices may put a second behind the ECG in which every lead is 0 but for a square pulse of 1 mV, and programs
/// that convert their files take it along. Where a recording ends so, whichever its format, it is left as it is and
/// marked: an annotation from the first sample of that end, and a note. All channels are of one length.
void mark_calibration_pulse(EcgRecord& record);

}  // namespace leadwise::io
