#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "data/training_data.hpp"

namespace leadwise::training {

/// By the part's name and the database's, a short mark of who is in it: another set of patients has another one, all but
/// once in 65,536. It names nobody: of fewer than ten patients there is none, since of one alone it could be tried out.
using PatientMarks = std::map<std::string, std::map<std::string, std::string>>;

/// Of all recordings, also of those of a folder that lack a lead that is asked for: the marks are the same whatever is. Errors: those
/// of reading what the source knows.
Result<PatientMarks> patient_marks(const TrainingData& data);

/// Of these parts, for a card.
nlohmann::json marks_json(const PatientMarks& marks, const std::vector<std::string>& parts);

}  // namespace leadwise::training
