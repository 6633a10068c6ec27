#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadwise::io {

/// A point in time as many formats write it, without separators: "20021122091000.122+0100".
struct CompactTime {
  /// ISO 8601, no finer than the text: "2002-11-22", "2002-11-22T09:10:00.122+01:00". A fraction of zero is left out.
  std::string iso;
  /// Since 1970-01-01T00:00; in UTC where the text states its zone, otherwise in its own time. Only differences mean
  /// anything.
  double seconds = 0.0;
  /// False where the text gives the day only, or less.
  bool has_clock_time = false;
  bool has_zone = false;
};

/// Reads "YYYY[MM[DD[hh[mm[ss[.f]]]]]]" with an optional zone "+hhmm" or "-hhmm" (HL7 version 3, type TS). nullopt where
/// anything else stands there or a number is outside its range.
std::optional<CompactTime> parse_compact_time(std::string_view text);

/// The same form from ISO 8601; nullopt where it is none.
std::optional<std::string> compact_time_from_iso(std::string_view iso);

}  // namespace leadwise::io
