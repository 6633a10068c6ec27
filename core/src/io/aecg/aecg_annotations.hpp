#pragma once

#include "aecg/aecg_sequence_set.hpp"

namespace leadwise::io {

/// Takes the annotation sets of a series into the record: numbers as measurements, waves and beats with a place in time
/// as annotations, texts and codes without one as statements. Measures of single beats are taken only where the set
/// describes one beat; otherwise they are no measures of the recording.
void take_aecg_annotations(const XmlElement& series, const AecgTimeAxis& axis, EcgRecord& record);

/// The same for a representative beat: measurements only; the times of its waves become measurements of their own, since
/// they are no times of the recording. `beat_label` is added to those names.
void take_aecg_beat_measurements(const XmlElement& derived_series, std::string_view beat_label, EcgRecord& record);

}  // namespace leadwise::io
