#pragma once

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// True where every channel has mean 0 and standard deviation 1, as a model's input has (what `leadwise preprocess` writes), and
/// as no ECG in mV has: its values are no voltages. False for less than two seconds at the lowest rate.
bool is_standardised(const EcgRecord& record);

}  // namespace leadwise::io
