#pragma once

#include <optional>
#include <string>

#include "dicom/multiplex_group.hpp"
#include "dicom/waveform_samples.hpp"

namespace leadwise::io::dicom {

/// Reads channel `position` (from 0) of a group as its definition says (PS3.3, C.10.9.1.4): millivolts are
/// `sample * sensitivity * correction factor + baseline`, moved by its skew in whole samples. Adds it to `group`, or a
/// note where it is in another unit than volts. Errors: InvalidGain, InvalidHeader, UnitRequired.
Result<void> add_channel(const DicomDataSet& definition, const WaveformSamples& samples, std::size_t position,
                         const GroupContext& context, MultiplexGroup& group);

/// "high-pass 0.05 Hz, low-pass 150 Hz, notch 50 Hz"; empty where the definition states no filter.
std::string filter_words(const DicomDataSet& definition);

}  // namespace leadwise::io::dicom
