#pragma once

#include "edf/edf_header.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// Takes patient, device and start into `record`; the first sample was taken `first_sample_s` after the start that the
/// header states. EDF+'s investigation and technician codes are left out, and so is plain EDF's field of the recording,
/// which can hold anybody's name, unless it is written as EDF+ writes it.
void read_edf_identification(const EdfHeader& header, double first_sample_s, EcgRecord& record);

}  // namespace leadwise::io
