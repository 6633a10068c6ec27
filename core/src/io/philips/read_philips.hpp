#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// An XML file whose root is restingecgdata.
bool is_philips(const FileBytes& file);

/// Reads a resting ECG in the XML of Philips' cardiographs and monitors: SierraECG and PhilipsECG of version 1.03, 1.04,
/// 1.04.01 and 1.04.02, in UTF-8 or UTF-16; other revisions of 1.04 as an untried format. Described by the schemas "SierraECGSchema_1_03.xsd" and "..._1_04_01.xsd" (Philips Medical
/// Systems) and, for the compression XLI, by the sierra-ecg-tools. Errors: UnsupportedFormat (another document type or
/// version, and see read_philips_signal), InvalidHeader, InvalidGain, InvalidSamplingRate, InvalidSample, TruncatedData,
/// TooLarge; each with its place in the file.
Result<EcgRecord> read_philips(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
