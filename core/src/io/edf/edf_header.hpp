#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io {

/// A field of the header, blanks around it left out; views into the file.
struct EdfField {
  std::string_view text;
  /// Where the field begins in the file.
  std::uint64_t offset = 0;
};

/// One signal as the header describes it. Its numbers are read only where the signal is (edf_scale.hpp): what is left
/// out need not be right.
struct EdfSignal {
  EdfField label;
  EdfField transducer;
  EdfField physical_dimension;
  EdfField physical_minimum;
  EdfField physical_maximum;
  EdfField digital_minimum;
  EdfField digital_maximum;
  EdfField prefiltering;
  std::uint64_t samples_per_record = 0;
  /// From the first byte of a data record.
  std::uint64_t first_byte = 0;
  /// It holds annotations instead of samples.
  bool annotations = false;
};

/// The header of an EDF, EDF+, BDF or BDF+ file.
/// Sources: B. Kemp et al., "A simple format for exchange of digitized polygraphic recordings" (1992) and B. Kemp, J.
/// Olivan, "European data format 'plus' (EDF+)" (2003), both at https://www.edfplus.info/specs; BioSemi's page on BDF.
struct EdfHeader {
  /// "EDF" or "BDF", for messages.
  std::string_view name;
  /// 2 (EDF) or 3 (BDF); the low byte first.
  unsigned sample_bytes = 2;
  /// EDF+ or BDF+: the fields of patient and recording have a structure.
  bool plus = false;
  /// EDF+D or BDF+D: data records may have gaps between them.
  bool discontinuous = false;
  EdfField patient;
  EdfField recording;
  EdfField start_date;
  EdfField start_time;
  std::uint64_t header_bytes = 0;
  /// nullopt: the file says -1, not known.
  std::optional<std::uint64_t> record_count;
  EdfField record_count_field;
  double record_duration_s = 0.0;
  /// The sum over all signals.
  std::uint64_t record_bytes = 0;
  std::vector<EdfSignal> signals;

  double rate_hz(const EdfSignal& signal) const {
    return static_cast<double>(signal.samples_per_record) / record_duration_s;
  }
};

/// What is plain from the first bytes.
bool looks_like_edf(const FileBytes& file);
bool looks_like_bdf(const FileBytes& file);

/// Reads and checks the header; the fields are views into the file. Errors: TruncatedData, UnsupportedFormat (another
/// version), InvalidHeader, InvalidSamplingRate.
Result<EdfHeader> read_edf_header(const FileBytes& file);

}  // namespace leadwise::io
