#pragma once

#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// Shifts each beat's time by up to 36 ms to where its QRS complex correlates best with the record's median QRS
/// complex, over all independent leads. A detector's fiducial point may jump between the deflections of a complex; what
/// is added to beats must not.
std::vector<double> align_beats(const EcgRecord& record, std::span<const double> beats_s);

}  // namespace leadwise
