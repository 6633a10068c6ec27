#pragma once

#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// The channels in which beats are looked for: standard leads, else any of full length. Limb leads that follow from I
/// and II are left out where these were recorded at the same time: they would count an artefact of one limb's electrode again.
std::vector<const Channel*> ecg_channels(const EcgRecord& record);

}  // namespace leadwise
