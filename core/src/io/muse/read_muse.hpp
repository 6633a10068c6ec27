#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// An XML file whose root is RestingECG.
bool is_muse(const FileBytes& file);

/// Reads a resting ECG as GE's MUSE system exports it. Described by the files themselves (MUSE 9.0.7, with their document
/// type restecg.dtd) and by "MUSE XML Developer's Guide" (GE Healthcare). The waveform of type Rhythm becomes the channels
/// (without its type the only one of a file, if it lasts 2 s), that of type Median an average beat; usually I, II and V1
/// to V6 are stored and the other limb leads are left to be computed, which is not done here. Errors: InvalidHeader,
/// InvalidGain, InvalidSamplingRate, TruncatedData, ChecksumMismatch, UnsupportedFormat (no rhythm, more than one, samples
/// other than of 16 bits, samples that begin at another time), UnitRequired, TooLarge, NoEcgChannel; each with its place in
/// the file.
Result<EcgRecord> read_muse(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
