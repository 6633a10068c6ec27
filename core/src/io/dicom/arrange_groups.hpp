#pragma once

#include <optional>
#include <vector>

#include "dicom/multiplex_group.hpp"
#include "leadwise/ecg_record.hpp"

namespace leadwise::io::dicom {

/// Where a group's samples went, for the annotations that refer to them.
struct GroupPlace {
  /// Index of the record's sample that the group's first sample became; nullopt where the group is not in the record's
  /// channels.
  std::optional<std::size_t> first_sample;
  double sampling_rate_hz = 0.0;
  std::vector<std::string> labels;
};

/// Sorts groups into rhythm, average beats and other signals. A label ("RHYTHM", "MEDIAN BEAT") decides; where it is
/// lacking, a derived group or one much shorter than the others that lasts no more than two seconds is an average beat.
/// Rhythm groups at one rate with different leads become one recording, each at its time offset, NaN where it has no
/// sample; so do derived leads beside the originals of the same time. More standard leads count for more than length: a
/// strip of leads that are there already goes to other signals with a note. A lead may be in `record.channels` twice.
/// Empties `groups`. Errors: NoEcgChannel.
Result<std::vector<GroupPlace>> arrange_groups(std::vector<MultiplexGroup>& groups, EcgRecord& record);

}  // namespace leadwise::io::dicom
