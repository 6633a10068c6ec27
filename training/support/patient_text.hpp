#pragma once

#include <optional>
#include <string>

namespace leadwise::training {

/// Whether a text says that nobody is named, as programs and people write it: "NA", "N/A", "NaN", "None", "null", "unknown". Taken for a
/// name, all who have it would be one patient.
bool names_nobody(const std::string& text);

/// A patient as one table names him on all rows: "123.0" is 123, which programs make of whole numbers once one of a column is missing.
std::string patient_name(const std::string& text);

/// Says that one patient has more than a twentieth of over a hundred records, and how many: his name may stand for nobody.
std::optional<std::string> conspicuous_patient(std::size_t largest, std::size_t records);

}  // namespace leadwise::training
