#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dicom/dicom_data_set.hpp"
#include "dicom/dicom_text.hpp"
#include "leadwise/lead.hpp"

namespace leadwise::io::dicom {

/// Number of a lead in the coding of ISO/IEEE 11073-10101, part 2, which SCP-ECG shares (PS3.16, CID 3001): 1 is I, 62 is
/// aVR. The MDC code of it is "2:62", the older SCPECG code "5.6.3-9-62".
unsigned lead_number(Lead lead);

/// The lead that words name: "Lead I (Einthoven)", "aVR, augmented voltage, right".
std::optional<Lead> lead_of_words(std::string_view words);

/// What a channel's source and label say.
struct ChannelSource {
  std::string label;
  std::optional<Lead> lead;
  /// The code says one lead, the words beside it another: then `lead` is none.
  bool contradictory = false;
};

/// `number` counts the group's channels from 1, for those that have no name.
ChannelSource channel_source(const DicomDataSet& channel, CharacterSet set, std::size_t number);

}  // namespace leadwise::io::dicom
