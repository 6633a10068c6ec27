#pragma once

#include "leadwise/measurement.hpp"

namespace leadwise {

// What was published of each sign, as its abstract says it. Target and cohort stand beside every figure.

extern const PublishedEvidence kRightAxisKovacs, kLowLikelihoodKovacs, kLowLikelihoodBonderman;
extern const PublishedEvidence kAxis90Cmr, kAxis110Cmr, kRToSV1Cmr, kSV5V6Cmr;
extern const PublishedEvidence kButlerLeggettBlyth, kScranton, kGradientScherptong, kPPulmonaleKaplan;
extern const PublishedEvidence kQrV1AlNaamani, kListedByAha;
extern const PublishedEvidence kStrainBonderman, kConductionAha, kExtremeAxis;

}  // namespace leadwise
