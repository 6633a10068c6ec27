#pragma once

#include <optional>
#include <span>
#include <string>

#include "leadwise/measurement.hpp"

namespace leadwise {

/// Why nothing can be measured of the representative beat: no beats, too few, no lead; nullopt where it is there.
std::optional<Error> find_missing_beat(const EcgMeasurement& measurement);

/// Why the waves between which one measures are not there; nullopt where they are. The P wave: NoPWave, the T wave:
/// NoTWave, the QRS complex: WaveNotFound.
std::optional<Error> find_missing_p(const EcgMeasurement& measurement);
std::optional<Error> find_missing_qrs(const EcgMeasurement& measurement);
std::optional<Error> find_missing_t(const EcgMeasurement& measurement);

/// NoTWave where there is none or its end cannot be told: the leads disagree by far, or it lies where a U or P wave would.
std::optional<Error> find_untold_t_end(const EcgMeasurement& measurement);

/// MissingLead for leads of these names ("V1, V2").
Error missing_leads(const std::string& names);

/// MissingLead naming those of `wanted` that the representative beat does not hold; nullopt where it holds all.
std::optional<Error> find_missing_leads(const EcgMeasurement& measurement, std::span<const Lead> wanted);

}  // namespace leadwise
