#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True for XML whose first element is <AnnotatedECG>.
bool is_aecg(const FileBytes& file);

/// Reads an HL7 version 3 annotated ECG (message PORT_MT020001, 2003-12 and 2004). The first series of code RHYTHM is the
/// recording; later ones, and derived ones that are no beat, become other_signals with a note; REPRESENTATIVE_BEAT series
/// become average_beats and are never the recording. Errors: InvalidHeader, NoEcgChannel, InvalidGain, InvalidSample,
/// InvalidSamplingRate, SamplingRateRequired, UnitRequired, UnsupportedFormat, TooLarge.
///
/// Source: HL7 aECG Implementation Guide, final, 21 March 2005 (B. Brown, F. Badilini; HL7 RCRIM); schema
/// PORT_MT020001 of December 2003.
Result<EcgRecord> read_aecg(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
