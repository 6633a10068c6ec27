#pragma once

#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"

namespace leadwise {

/// Times of the QRS complexes (the point of largest spatial velocity's energy), seconds from the start, found
/// over all leads together. Empty where there are none. First form: one detector, no beat types; later
/// measurement builds on it.
std::vector<double> detect_qrs(const EcgRecord& record);

}  // namespace leadwise
