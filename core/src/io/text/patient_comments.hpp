#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// "F", "female", "woman", ... in any case; nullopt where the word says no sex.
std::optional<Sex> parse_sex(std::string_view text);

/// Takes what free text says of the patient into `record.patient`, `record.paced` and, where it is not known, the time of the
/// recording: "Age: 59", "Age (months) = 9", "age_years,9", "<age>: 71 <sex>: F", "Sex: Female", "Gender: M", "Age: 62  Sex: M",
/// "69 M 1085 1629 x1" (MIT-BIH), "Patient ID: ...", "DOB: 2015-05-02", "Recorded Date,2020-02-05", a rhythm that is paced
/// ("UNIpolar ventricular pacing.", SNOMED codes in "Dx:"). What is unreadable ("Age: Unknown") is left absent. Reads
/// `record.comments`.
void read_patient_comments(EcgRecord& record);

/// A note where the age is unknown and a comment has the word beside a number.
void note_unread_age(EcgRecord& record);

/// "Age: 9", where the patient is stated to be below kAdultAgeYears: copies in formats without a field for the age bear it, so
/// that nobody takes them for an adult's.
std::optional<std::string> age_of_minor(const EcgRecord& record);

}  // namespace leadwise::io
