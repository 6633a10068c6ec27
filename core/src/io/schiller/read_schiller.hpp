#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// True for XML whose first element is <com.xiriuz.sema.xml.schillerEDI.SchillerEDI>.
bool is_schiller(const FileBytes& file);

/// Reads a Schiller SEMA XML file (SchillerEDI): <wavedata> of the type ECG_RHYTHMS is the rhythm, ECG_AVERAGES the
/// average beat. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample, TruncatedData (fewer samples than
/// <samplecount>), NoEcgChannel, UnsupportedFormat (another exponent of the rate, unit, <datastype>, or several rhythms).
///
/// Source: no description by the maker is public; names and meanings from an anonymised file of an AT-10P that
/// analysiscenter/cardio publishes with its tests, and from public readers (BRAVEHEART load_schillerxml.m, CVRG).
Result<EcgRecord> read_schiller(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
