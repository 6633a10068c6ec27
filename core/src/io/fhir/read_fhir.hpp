#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True for a JSON resource of FHIR that can hold an ECG: an Observation, or a Bundle.
bool is_fhir(const FileBytes& file);

/// Reads the one ECG of sampled voltages in an Observation or Bundle (HL7 FHIR R4, R4B or R5, JSON): a component a
/// lead, or the Observation's own value. Several Observations of one time, patient, rate and length, each of another lead, are one
/// ECG, with a note. Parts of one lead that follow each other are joined, with a note. Errors: as
/// read_record.
Result<EcgRecord> read_fhir(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
