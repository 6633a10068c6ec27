#pragma once

#include <span>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// An XML file whose root is CardiologyXML.
bool is_cardiosoft(const FileBytes& file);

/// Reads a resting ECG as GE's CASE and CardioSoft export it, described in "CASE/CardioSoft XML Data Export Reference
/// Manual" (GE Healthcare, 2096198-016) and known from public readers of UK Biobank's files. StripData becomes the channels,
/// MedianSamples an average beat. FullDisclosure is read where it holds a WaveformData for each lead; as one text of all
/// leads (FullDisclosureData) it is refused, because the manual and what readers of real files found contradict one another
/// about its order. Errors: UnsupportedFormat (that, strips of an exercise test, only a median beat), and as
/// read_cardiosoft_signal; each with its place in the file.
Result<EcgRecord> read_cardiosoft(std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
