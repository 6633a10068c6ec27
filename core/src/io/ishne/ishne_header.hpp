#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise::io {

inline constexpr std::size_t kIshneMostLeads = 12;

/// A day as the file holds it; -9 or 0 where it is unknown.
struct IshneDay {
  std::int16_t day = 0;
  std::int16_t month = 0;
  std::int16_t year = 0;
};

/// The header of an ISHNE Holter file; texts are views into the file.
/// Source: F. Badilini, "The ISHNE Holter Standard Output File Format", Annals of Noninvasive Electrocardiology 3 (1998)
/// 263-266.
struct IshneHeader {
  std::uint64_t variable_block_bytes = 0;
  /// As stated; whether of one lead or of all together is for the file's size to tell (read_ishne.cpp).
  std::uint64_t stated_samples = 0;
  std::uint64_t ecg_offset = 0;
  std::string_view first_name;
  std::string_view last_name;
  std::string_view subject_id;
  /// 0 unknown, 1 male, 2 female.
  std::int16_t sex = 0;
  IshneDay birth;
  IshneDay recorded;
  std::array<std::int16_t, 3> start_time = {};
  std::size_t lead_count = 0;
  /// Codes of leads: 5 to 16 are I to V6.
  std::array<std::int16_t, kIshneMostLeads> lead_codes = {};
  std::array<std::int16_t, kIshneMostLeads> lead_quality = {};
  /// Nanovolts of one digital unit.
  std::array<std::int16_t, kIshneMostLeads> resolution_nv = {};
  /// 0 none, 1 of unknown type, 2 to 5 single or dual chamber, unipolar or bipolar.
  std::int16_t pacemaker = 0;
  std::string_view recorder;
  std::uint64_t sampling_rate_hz = 0;
};

/// The first eight bytes of an ECG file and of a file of annotations.
inline constexpr std::string_view kIshneMagic = "ISHNE1.0";
inline constexpr std::string_view kIshneAnnotationMagic = "ANN  1.0";

/// Reads and checks the header and its checksum. Errors: UnsupportedFormat, TruncatedData, InvalidHeader, InvalidGain,
/// InvalidSamplingRate, ChecksumMismatch.
Result<IshneHeader> read_ishne_header(const FileBytes& file);

}  // namespace leadwise::io
