#pragma once

#include <vector>

#include "signs/sign.hpp"

namespace leadwise {

/// Right-ventricular strain in V1-V3 and in V2-V4, and the ventricular gradient.
std::vector<Criterion> repolarisation_signs(const SignContext& context);

/// How much of a right-ventricular strain pattern V2-V4 show.
enum class Strain : std::uint8_t { none, in_some_leads, in_all_leads };

/// ConfoundedSign, MissingLead or NoTWave where it cannot be said. A lead shows strain whose T wave is inverted (0.1 mV
/// or deeper) or whose J point is depressed (Wagner et al., AHA/ACCF/HRS, J. Am. Coll. Cardiol. 53:1003, 2009: 0.05 mV
/// in V2 and V3, 0.1 mV elsewhere). With `any_negative_t`, the shallowest T inversion counts as one, and so does the
/// lower part of a T wave that goes both ways, from 0.02 mV on or what stands out of noise. NoTWave, too, where what a lead
/// shows decides and its T wave has no amplitude.
Result<Strain> strain_v2_to_v4(const SignContext& context, bool any_negative_t);

}  // namespace leadwise
