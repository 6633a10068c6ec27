#pragma once

#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise {

/// Limb leads other than I and II: where these are there too, they say nothing new.
bool follows_from_i_and_ii(const Channel& channel);

/// The record's standard leads, else any channels of full length.
std::vector<const Channel*> full_channels(const EcgRecord& record);

/// The channels in which beats are looked for: those of full_channels. Limb leads that follow from I
/// and II are left out where these are there: they would count an artefact of one limb's electrode again.
std::vector<const Channel*> ecg_channels(const EcgRecord& record);

}  // namespace leadwise
