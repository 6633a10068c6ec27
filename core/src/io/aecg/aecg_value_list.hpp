#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leadwise/reader.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {

/// The values of a sequence: origin + digit * scale, in mV.
struct AecgValueList {
  double resolution_mv = 0.0;
  /// The digit that stands for 0 mV.
  double baseline_adu = 0.0;
  /// Empty where the list is in another unit than a voltage.
  std::vector<double> samples_mv;
  std::string other_unit;
};

/// Reads a list of scaled integers: SLIST_PQ, or SLIST_INT and SLIST_REAL, which state no unit. A digit is a whole number
/// (xs:integer); the type knows no mark for a missing one.
/// Errors: UnsupportedFormat (another type), InvalidHeader, InvalidGain, InvalidSample, UnitRequired.
Result<AecgValueList> read_aecg_value_list(const XmlElement& sequence, std::string_view label,
                                           const ReadOptions& options);

}  // namespace leadwise::io
