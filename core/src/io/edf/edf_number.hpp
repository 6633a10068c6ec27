#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// Numbers of an EDF header have this many characters.
inline constexpr std::size_t kEdfNumberBytes = 8;

/// scaled / 10^decimals, without zeros behind the point: (12500, 3) is "12.5".
std::string fixed_point_text(std::int64_t scaled, int decimals);

enum class Rounding : std::uint8_t { nearest, down, up };

/// The number in eight characters with as many decimals as fit; nullopt where it is too large.
std::optional<std::string> edf_number(double value, Rounding rounding);

/// A number of the header, also with a decimal comma that cannot part thousands: EDF asks for a point, and some writers
/// follow the language of their system.
std::optional<double> parse_edf_number(std::string_view text);

}  // namespace leadwise::io
