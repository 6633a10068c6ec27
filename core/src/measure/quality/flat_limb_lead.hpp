#pragma once

#include <optional>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Where the right leg's electrode was exchanged with an arm's, a limb lead lies between the two legs, which have nearly
/// the same potential, and is almost flat: II for RA/RL, III for LA/RL, I where both arms' electrodes sit on the legs
/// (Krasteva, Jekova and Schmid, "Simulating arbitrary electrode reversals in standard 12-lead ECG", Sensors 19:2920,
/// 2019). An exchange of the two legs' electrodes shows nowhere. nullopt where no limb lead of the marked beat is flat
/// beside the others.
std::optional<Error> flat_limb_lead(const RepresentativeBeat& beat);

/// MissingLead where flat_limb_lead finds one: exchanged or off, neither it nor what is computed from it tells the heart's axis.
std::optional<Error> find_untold_axis(const RepresentativeBeat& beat);

}  // namespace leadwise
