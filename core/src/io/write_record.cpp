#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "leadwise/writer.hpp"
#include "record_writers.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace {

constexpr std::array<std::string_view, 6> kFormats = {"csv", "wfdb", "json", "edf", "dicom", "aecg"};

bool is_file_name(std::string_view name) {
  constexpr std::size_t kLongestName = 200;
  if (name.empty() || name == "." || name == ".." || name.size() > kLongestName)
    return false;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|\x7F").find(c) != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

Result<void> check_samples(const EcgRecord& record) {
  for (const Channel& channel : record.channels) {
    if (channel.samples_mv.size() != record.sample_count()) {
      return fail(ErrorCode::InvalidHeader, "channel " + io::quoted(channel.label) + " differs in length");
    }
    for (const double sample : channel.samples_mv) {
      if (!std::isinf(sample))
        continue;
      return fail(ErrorCode::NonFiniteSample, "channel " + io::quoted(channel.label) + " holds an infinite sample");
    }
  }
  return {};
}

Result<void> check_record(const EcgRecord& record) {
  if (record.sample_count() == 0)
    return fail(ErrorCode::InvalidHeader, "the record holds no samples");
  if (!std::isfinite(record.sampling_rate_hz) || record.sampling_rate_hz <= 0.0) {
    return fail(ErrorCode::InvalidHeader, "the record's sampling rate is no positive number");
  }
  return check_samples(record);
}

Result<std::vector<OutputFile>> alone(Result<OutputFile> file) {
  if (!file)
    return tl::unexpected(file.error());
  return std::vector{std::move(*file)};
}

// "csv, wfdb, ..."
std::string names() {
  std::string list;
  for (const std::string_view format : kFormats)
    list.append(list.empty() ? "" : ", ").append(format);
  return list;
}

}  // namespace

std::span<const std::string_view> writable_formats() { return kFormats; }

Result<std::vector<OutputFile>> write_record(const EcgRecord& record, std::string_view format,
                                             std::string_view base_name, bool identifiers) {
  if (!is_file_name(base_name)) {
    return fail(ErrorCode::InvalidArgument, io::quoted(base_name) + " is no name of a file");
  }
  if (auto checked = check_record(record); !checked)
    return tl::unexpected(checked.error());
  if (format == "csv")
    return std::vector{io::write_csv(record, base_name)};
  if (format == "json")
    return std::vector{io::write_json(record, base_name, identifiers)};
  if (format == "wfdb")
    return io::write_wfdb(record, base_name, identifiers);
  if (format == "edf")
    return io::write_edf(record, base_name, identifiers);
  if (format == "dicom")
    return alone(io::write_dicom(record, base_name, identifiers));
  if (format == "aecg")
    return alone(io::write_aecg(record, base_name, identifiers));
  return fail(ErrorCode::InvalidArgument, io::quoted(format) + " is no format that can be written (" + names() + ")");
}

}  // namespace leadwise
