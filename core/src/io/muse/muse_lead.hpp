#pragma once

#include <optional>

#include "leadwise/reader.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

inline constexpr std::string_view kMuse = "GE MUSE";

/// Reads a LeadData element: base64 of little-endian 16-bit integers, checked against their counts and their CRC-32 (that
/// of zip, over the bytes as they are). nullopt, with a note, where the unit is none of voltage; a channel of
/// no samples, with a note, where none are there. Errors: as read_muse.
Result<std::optional<Channel>> read_muse_lead(const XmlElement& lead_data, const ReadOptions& options,
                                              std::vector<Note>& notes);

}  // namespace leadwise::io
