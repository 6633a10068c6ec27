#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace leadwise::io::dicom {

/// A UID for content: the same for the same `kind` and bytes, different for any other. "2.25." and a UUID as a decimal
/// number (PS3.5, B.2), made of the content's SHA-256.
std::string content_uid(std::string_view kind, std::span<const std::uint8_t> content);

}  // namespace leadwise::io::dicom
