#pragma once

#include <optional>
#include <span>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "leadwise/error.hpp"
#include "leadwise/measurement.hpp"

namespace leadwise {

/// Of the leads that a score rests on, those that measuring finds unusable, with its reasons, and those in which the zeros that
/// fill a short recording up are a step. The model scores what it is given.
std::vector<LeadQuality> find_doubted_leads(const EcgRecord& record, const SignalQuality& measured,
                                            std::span<const Lead> scored);

/// What a warning, DoubtfulScore, says of doubted leads; of a recording that is unusable as a whole its one reason.
Error doubt_warning(const std::optional<Error>& of_recording, std::span<const LeadQuality> leads);

}  // namespace leadwise
