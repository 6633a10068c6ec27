#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dicom/dicom_data_set.hpp"
#include "dicom/dicom_text.hpp"
#include "leadwise/lead.hpp"

namespace leadwise::io::dicom {

/// The lead that words name: "Lead I (Einthoven)", "aVR, augmented voltage, right".
std::optional<Lead> lead_of_words(std::string_view words);

/// What a channel's source and label say: number 62 (mdc_lead.hpp) is "2:62" in MDC, "5.6.3-9-62" in the older SCPECG.
struct ChannelSource {
  std::string label;
  std::optional<Lead> lead;
  /// The code says one lead, the words beside it another: then `lead` is none.
  bool contradictory = false;
};

/// `number` counts the group's channels from 1, for those that have no name.
ChannelSource channel_source(const DicomDataSet& channel, CharacterSet set, std::size_t number);

}  // namespace leadwise::io::dicom
