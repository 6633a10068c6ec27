#pragma once

#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// What the device measured of the same thing, by the names that the readers give, in the same unit: "PQ interval" for
/// "pr_ms". nullptr where the file has none, or where it does not say enough: a "QTc" without its formula is no
/// counterpart of any of the four.
const StoredMeasurement* stored_counterpart(const EcgRecord& record, std::string_view name);

}  // namespace leadwise
