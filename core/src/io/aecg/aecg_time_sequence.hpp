#pragma once

#include <span>

#include "aecg/aecg_sequence_set.hpp"

namespace leadwise::io {

/// Reads the time sequences of a set: TIME_ABSOLUTE (GLIST_TS) or TIME_RELATIVE (GLIST_PQ), each a head and an increment;
/// where both are there they must agree in rate, and the absolute one gives the head. Without any, the rate is the one
/// that the caller says. Errors: as read_aecg_sequence_set.
Result<AecgTimeAxis> read_aecg_time_axis(std::span<const XmlElement> sequences, const XmlElement& set,
                                         const ReadOptions& options, std::vector<Note>& notes);

}  // namespace leadwise::io
