#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadwise::io {

/// The lines in front of the voltages in an ECG that Apple Health exports. Its words are in the phone's language; the
/// rows stand in one order and are known by what they hold.
struct AppleWatchHeader {
  std::optional<std::string_view> name;
  std::optional<std::string_view> birth_date;
  /// ISO 8601.
  std::string recorded;
  std::optional<std::string_view> classification;
  std::optional<std::string_view> symptoms;
  std::optional<std::string_view> software_version;
  std::optional<std::string_view> device;
  double sampling_rate_hz = 0.0;
  /// "Lead I", "Ableitung I".
  std::string_view lead;
  double units_per_millivolt = 1.0;
  /// Where the first voltage may stand.
  std::uint64_t data_offset = 0;
};

/// Reads the header; nullopt where the text does not begin with one: a row with the date of recording, one with a rate in
/// hertz (or, five rows below the date, in a word of another script), one with a unit of voltage, in this order, among rows of a key,
/// a comma or semicolon, and a value.
std::optional<AppleWatchHeader> read_apple_watch_header(std::string_view file);

/// A line without blanks at its ends and the separators that spreadsheets pad it with: "Sample Rate,512 hertz" of
/// "Sample Rate,512 hertz,,".
std::string_view without_padding(std::string_view line);

/// A number with a decimal point or a decimal comma; nullopt where it has both, or is none.
std::optional<double> parse_localised_number(std::string_view text);

}  // namespace leadwise::io
