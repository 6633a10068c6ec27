#pragma once

#include "leadwise/ecg_record.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// The record without channels that have no standard name, without the leads that `quality` refuses, and without those that
/// the device computed from a refused one. A refused limb lead that the others contradict was recorded apart from them: they
/// stay, and give it.
EcgRecord usable_part(const EcgRecord& record, const SignalQuality& quality);

}  // namespace leadwise
