#include "edf/edf_header.hpp"

#include <algorithm>
#include <cmath>

#include "bytes/byte_reader.hpp"
#include "edf/edf_number.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::uint64_t kFixedBytes = 256;
constexpr std::uint64_t kSignalBytes = 256;
constexpr std::string_view kEdfVersion = "0       ";
constexpr std::string_view kBdfVersion =
    "\xFF"
    "BIOSEMI";

/// Fields and widths of the part that is there once for each signal, in their order.
constexpr std::uint64_t kLabelBytes = 16;
constexpr std::uint64_t kTextBytes = 80;
constexpr std::uint64_t kNumberBytes = 8;

std::string_view version_of(const FileBytes& file) {
  return as_text(file.bytes.first(std::min(file.bytes.size(), kEdfVersion.size())));
}

EdfField take_field(ByteReader& reader, std::uint64_t size, std::string_view name) {
  const std::uint64_t offset = reader.offset();
  return {reader.text(size, name), offset};
}

tl::unexpected<Error> bad_field(const EdfHeader& header, std::string_view name, const EdfField& field,
                                std::string_view wanted) {
  return fail(ErrorCode::InvalidHeader,
              std::string(header.name) + " header: " + std::string(name) + " is " + quoted(field.text) + ", " +
                  std::string(wanted) + " is expected",
              field.offset);
}

Result<EdfHeader> header_of_version(const FileBytes& file) {
  EdfHeader header;
  header.name = version_of(file) == kBdfVersion ? "BDF" : "EDF";
  header.sample_bytes = header.name == "BDF" ? 3 : 2;
  if (header.name == "BDF" || version_of(file) == kEdfVersion)
    return header;
  return fail(ErrorCode::UnsupportedFormat,
              "EDF header: the version is " + quoted(version_of(file)) + ", neither EDF's \"0\" nor BDF's BIOSEMI", 0);
}

Result<void> take_record_count(EdfHeader& header) {
  const EdfField& field = header.record_count_field;
  header.record_count = parse_unsigned(field.text);
  if (!header.record_count && parse_integer(field.text) != -1)
    return bad_field(header, "the number of data records", field, "a whole number or -1");
  return {};
}

Result<void> take_duration(EdfHeader& header, const EdfField& field) {
  const auto seconds = parse_edf_number(field.text);
  if (!seconds || !std::isfinite(*seconds) || *seconds < 0.0)
    return bad_field(header, "the duration of a data record", field, "a number of seconds");
  header.record_duration_s = *seconds;
  return {};
}

Result<std::uint64_t> take_signal_count(const EdfHeader& header, const EdfField& bytes, const EdfField& count) {
  const auto signals = parse_unsigned(count.text);
  if (!signals || *signals == 0)
    return bad_field(header, "the number of signals", count, "a whole number above 0");
  if (parse_unsigned(bytes.text) != kFixedBytes + *signals * kSignalBytes)
    return bad_field(
        header, "the size of the header", bytes,
        std::to_string(kFixedBytes + *signals * kSignalBytes) + " for " + std::to_string(*signals) + " signals");
  return *signals;
}

/// The fixed part; gives the number of signals.
Result<std::uint64_t> take_fixed_part(ByteReader& reader, EdfHeader& header) {
  reader.skip(kEdfVersion.size(), "version");
  header.patient = take_field(reader, 80, "patient identification");
  header.recording = take_field(reader, 80, "recording identification");
  header.start_date = take_field(reader, 8, "start date");
  header.start_time = take_field(reader, 8, "start time");
  const EdfField bytes = take_field(reader, 8, "size of the header");
  const EdfField kind = take_field(reader, 44, "reserved");
  header.record_count_field = take_field(reader, 8, "number of data records");
  const EdfField duration = take_field(reader, 8, "duration of a data record");
  const EdfField signals = take_field(reader, 4, "number of signals");
  if (auto whole = reader.status(); !whole)
    return tl::unexpected(whole.error());
  header.plus = kind.text.substr(0, 4) == std::string(header.name) + '+';
  header.discontinuous = header.plus && kind.text.substr(4, 1) == "D";
  if (auto taken = take_record_count(header); !taken)
    return tl::unexpected(taken.error());
  if (auto taken = take_duration(header, duration); !taken)
    return tl::unexpected(taken.error());
  return take_signal_count(header, bytes, signals);
}

void take_column(ByteReader& reader, EdfHeader& header, std::uint64_t size, EdfField EdfSignal::*member,
                 std::string_view name) {
  for (EdfSignal& signal : header.signals)
    signal.*member = take_field(reader, size, name);
}

Result<void> take_sample_counts(ByteReader& reader, EdfHeader& header) {
  for (EdfSignal& signal : header.signals) {
    const EdfField field = take_field(reader, kNumberBytes, "samples in a data record");
    const auto count = parse_unsigned(field.text);
    if (!count || *count == 0)
      return bad_field(header, "the samples of signal " + quoted(signal.label.text) + " in a data record", field,
                       "a whole number above 0");
    signal.samples_per_record = *count;
    signal.first_byte = header.record_bytes;
    header.record_bytes += *count * header.sample_bytes;
  }
  return {};
}

Result<void> take_signals(ByteReader& reader, EdfHeader& header) {
  take_column(reader, header, kLabelBytes, &EdfSignal::label, "label");
  take_column(reader, header, kTextBytes, &EdfSignal::transducer, "transducer");
  take_column(reader, header, kNumberBytes, &EdfSignal::physical_dimension, "physical dimension");
  take_column(reader, header, kNumberBytes, &EdfSignal::physical_minimum, "physical minimum");
  take_column(reader, header, kNumberBytes, &EdfSignal::physical_maximum, "physical maximum");
  take_column(reader, header, kNumberBytes, &EdfSignal::digital_minimum, "digital minimum");
  take_column(reader, header, kNumberBytes, &EdfSignal::digital_maximum, "digital maximum");
  take_column(reader, header, kTextBytes, &EdfSignal::prefiltering, "prefiltering");
  for (EdfSignal& signal : header.signals)
    signal.annotations = signal.label.text == std::string(header.name) + " Annotations";
  return take_sample_counts(reader, header);
}

// EDF+ allows a duration of 0 where a file holds annotations only.
Result<void> check_duration(const EdfHeader& header) {
  for (const EdfSignal& signal : header.signals) {
    if (!signal.annotations && !std::isnormal(header.rate_hz(signal)))
      return fail(ErrorCode::InvalidSamplingRate,
                  std::string(header.name) + " header: data records of " + number_text(header.record_duration_s) +
                      " s give signal " + quoted(signal.label.text) + " no sampling rate",
                  244);
  }
  return {};
}

// A table of numbers can begin with "0" too, but holds no header size at this place.
bool has_header_size(const FileBytes& file) {
  ByteReader reader(file.bytes, ByteOrder::little, "EDF header");
  reader.skip(184, "start");
  const auto bytes = parse_unsigned(reader.text(8, "size of the header"));
  const std::string_view kind = reader.text(44, "reserved");
  reader.skip(16, "data records");
  const auto signals = parse_unsigned(reader.text(4, "number of signals"));
  if (reader.failed() || !signals)
    return false;
  return kind.substr(0, 4) == "EDF+" || bytes == kFixedBytes + *signals * kSignalBytes;
}

}  // namespace

bool looks_like_edf(const FileBytes& file) { return version_of(file) == kEdfVersion && has_header_size(file); }

bool looks_like_bdf(const FileBytes& file) { return version_of(file) == kBdfVersion; }

Result<EdfHeader> read_edf_header(const FileBytes& file) {
  auto header = header_of_version(file);
  if (!header)
    return header;
  ByteReader reader(file.bytes, ByteOrder::little, std::string(header->name) + " header");
  const auto signals = take_fixed_part(reader, *header);
  if (!signals)
    return tl::unexpected(signals.error());
  if (*signals * kSignalBytes > reader.remaining()) {
    return fail(ErrorCode::TruncatedData,
                std::string(header->name) + " header: the file ends within the description of its " +
                    std::to_string(*signals) + " signals",
                file.bytes.size());
  }
  header->signals.resize(static_cast<std::size_t>(*signals));
  header->header_bytes = kFixedBytes + *signals * kSignalBytes;
  if (auto taken = take_signals(reader, *header); !taken)
    return tl::unexpected(taken.error());
  if (auto checked = check_duration(*header); !checked)
    return tl::unexpected(checked.error());
  return header;
}

}  // namespace leadwise::io
