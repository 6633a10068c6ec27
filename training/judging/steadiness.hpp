#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "judging/scoring.hpp"

namespace leadwise::training {

/// An ECG's answers as it is, then turned round by each of the times that `turned_plan` has.
using TurnedScores = std::vector<JudgedExample>;

/// The unaltered ECG, and the same begun 0.1, 0.5 and 1.5 s later, what is cut off following at its end.
std::vector<ExampleSpec> turned_plan();

/// How steady a head's score is: for each time, over the ECGs, the change of the score (probability times 100, no calibration) without its sign:
/// {"begun_later_s", "ecgs", "median", "ninth_decile", "largest", "over_20"}.
nlohmann::json steadiness_results(std::span<const TurnedScores> ecgs, const std::string& head);

}  // namespace leadwise::training
