#pragma once

#include <vector>

#include "signs/sign.hpp"

namespace leadwise {

/// Incomplete and complete right bundle branch block, complete left bundle branch block and pre-excitation by the
/// definitions for adults of Surawicz et al. (AHA/ACCF/HRS), J. Am. Coll. Cardiol. 53:976, 2009.
std::vector<Criterion> conduction_criteria(const SignContext& context);

/// ConfoundedSign where the beats are paced, by themselves or by what the file states, or where spikes speak for it.
std::optional<Error> find_pacing(const EcgMeasurement& measurement);

/// ConfoundedSign where one of `conduction` makes signs of right-ventricular load not computable, where a QRS complex of
/// 120 ms or more lacks the leads that would tell why, where one of 160 ms or more is none of these, or where the beats
/// are paced; nullopt otherwise. Incomplete right bundle branch block confounds nothing.
std::optional<Error> find_confounder(const EcgMeasurement& measurement, const std::vector<Criterion>& conduction);

/// BroadComplexes where a QRS complex lasts 160 ms or more, the beats are not known to be paced, and neither a bundle branch
/// block nor pre-excitation is seen that would explain it.
std::optional<Error> find_broad_complexes(const EcgMeasurement& measurement);

}  // namespace leadwise
