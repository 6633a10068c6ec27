#include "muse/muse_lead.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "bytes/base64.hpp"
#include "bytes/crc32.hpp"
#include "bytes/digital_channel.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"
#include "xml/xml_number.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kBytesPerSample = 2;
constexpr std::uint64_t kMostCounted = std::uint64_t{1} << 28U;

std::string lead_words(const XmlElement& lead_data) {
  return "lead " + quoted(lead_data.text_of("LeadID").value_or(""));
}

/// What this reader knows only as 0: what another value means for the samples is not described anywhere public.
Result<void> check_zero(const XmlElement& lead_data, std::string_view name) {
  const XmlField field = child_field(lead_data, name, kMuse);
  if (!field.value || parse_double(*field.value) == 0.0)
    return {};
  return field_error(field, ErrorCode::UnsupportedFormat, "is not read, only 0 is (" + lead_words(lead_data) + ")");
}

Result<void> check_layout(const XmlElement& lead_data) {
  for (const std::string_view name : {"LeadTimeOffset", "LeadOffsetFirstSample", "FirstSampleBaseline"}) {
    if (auto zero = check_zero(lead_data, name); !zero)
      return zero;
  }
  const XmlField size = child_field(lead_data, "LeadSampleSize", kMuse);
  if (size.value && parse_double(*size.value) != static_cast<double>(kBytesPerSample))
    return field_error(size, ErrorCode::UnsupportedFormat, "is not read, only samples of 2 bytes are");
  return {};
}

/// A count that the file states must be that of the bytes there.
Result<void> check_count(const XmlElement& lead_data, std::string_view name, std::uint64_t found, bool required) {
  const XmlField field = child_field(lead_data, name, kMuse);
  if (!field.value && !required)
    return {};
  const auto stated = read_count(field, kMostCounted);
  if (!stated)
    return tl::unexpected(stated.error());
  if (*stated == found)
    return {};
  return field_error(field, found < *stated ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
                     "but " + std::to_string(found) + " are there (" + lead_words(lead_data) + ")");
}

/// Exporters write it as an unsigned number; as a signed one it has the same bits.
std::optional<std::uint32_t> parse_crc(std::string_view text) {
  const auto number = parse_integer(text);
  if (!number || *number < std::numeric_limits<std::int32_t>::min() ||
      *number > static_cast<std::int64_t>(std::numeric_limits<std::uint32_t>::max()))
    return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

Result<void> check_crc(const XmlElement& lead_data, std::span<const std::uint8_t> bytes, std::vector<Note>& notes) {
  const XmlField field = child_field(lead_data, "LeadDataCRC32", kMuse);
  if (!field.value)
    return {};
  const auto stated = parse_crc(*field.value);
  if (!stated)
    return field_error(field, ErrorCode::InvalidHeader, "is no checksum");
  const std::uint32_t found = crc32_of(bytes);
  if (*stated == found)
    return {};
  // Of four thousand million leads one has it by right: such files were made without reckoning it.
  if (*stated == 0) {
    constexpr std::string_view kTakenForNone = "the checksums of samples are 0 and were taken for none";
    const auto is_noted = [&](const Note& note) { return note.message == kTakenForNone; };
    if (std::none_of(notes.begin(), notes.end(), is_noted))
      notes.push_back({ErrorCode::ChecksumMismatch, std::string(kTakenForNone)});
    return {};
  }
  return field_error(field, ErrorCode::ChecksumMismatch,
                     "but the samples of " + lead_words(lead_data) + " have " + std::to_string(found));
}

Result<std::vector<std::uint8_t>> read_bytes(const XmlElement& lead_data, std::vector<Note>& notes) {
  const XmlElement data = lead_data.child("WaveFormData");
  auto bytes = decode_base64(data.text());
  if (!bytes || bytes->empty())
    return xml_field_error(data ? data : lead_data, kMuse, "WaveFormData",
                           "is no base64 (" + lead_words(lead_data) + ")");
  if (auto checked = check_count(lead_data, "LeadByteCountTotal", bytes->size(), false); !checked)
    return tl::unexpected(checked.error());
  if (auto checked = check_count(lead_data, "LeadSampleCountTotal", bytes->size() / kBytesPerSample, true); !checked)
    return tl::unexpected(checked.error());
  if (bytes->size() % kBytesPerSample != 0)
    return xml_field_error(data, kMuse, "WaveFormData", "ends within a sample (" + lead_words(lead_data) + ")");
  if (auto checked = check_crc(lead_data, *bytes, notes); !checked)
    return tl::unexpected(checked.error());
  return std::move(*bytes);
}

/// nullopt: stated, and no unit of voltage.
Result<std::optional<double>> read_units_per_mv(const XmlElement& lead_data, const ReadOptions& options) {
  const XmlField field = child_field(lead_data, "LeadAmplitudeUnits", kMuse);
  if (field.value)
    return units_per_millivolt(*field.value);
  if (options.unit)
    return std::optional(units_per_millivolt(*options.unit));
  return field_error(field, ErrorCode::UnitRequired, "does not say the unit of " + lead_words(lead_data));
}

}  // namespace

Result<std::optional<Channel>> read_muse_lead(const XmlElement& lead_data, const ReadOptions& options,
                                              std::vector<Note>& notes) {
  const auto label = lead_data.text_of("LeadID");
  if (!label)
    return xml_field_error(lead_data, kMuse, "LeadID", "is missing");
  if (!lead_data.text_of("WaveFormData")) {
    notes.push_back({ErrorCode::MissingSamples, "the file holds no samples of " + lead_words(lead_data)});
    return std::optional(digital_channel(*label, {}, 0.0));
  }
  if (auto checked = check_layout(lead_data); !checked)
    return tl::unexpected(checked.error());
  const auto units_per_mv = read_units_per_mv(lead_data, options);
  if (!units_per_mv)
    return tl::unexpected(units_per_mv.error());
  if (!*units_per_mv) {
    notes.push_back({ErrorCode::UnitRequired, lead_words(lead_data) + " is left out: " +
                                                  quoted(lead_data.text_of("LeadAmplitudeUnits").value_or("")) +
                                                  " is no unit of voltage"});
    return std::optional<Channel>();
  }
  const auto resolution = read_resolution_mv(child_field(lead_data, "LeadAmplitudeUnitsPerBit", kMuse), **units_per_mv);
  if (!resolution)
    return tl::unexpected(resolution.error());
  const auto bytes = read_bytes(lead_data, notes);
  if (!bytes)
    return tl::unexpected(bytes.error());
  return std::optional(digital_channel(*label, unpack_16(*bytes, ByteOrder::little), *resolution));
}

}  // namespace leadwise::io
