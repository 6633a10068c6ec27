#include <cmath>
#include <string>

#include "detect_format.hpp"
#include "leadwise/reader.hpp"
#include "read_delimited_text.hpp"
#include "read_wfdb.hpp"
#include "text_lines.hpp"

namespace leadwise {
namespace {

Result<EcgRecord> read_by_content(std::span<const FileBytes> files, const ReadOptions& options) {
  const FileBytes& own = files.front();
  const auto format = detect_format(own);
  if (format == "wfdb")
    return io::read_wfdb(files, options);
  if (format == "csv")
    return io::read_delimited_text(own, options);
  if (format == "matlab4") {
    return fail(ErrorCode::MissingFile,
                io::quoted(own.name) +
                    " is a MATLAB matrix without gains or lead names; the .hea header that names "
                    "it was not given; open both together");
  }
  return tl::unexpected(io::unknown_format(own));
}

Result<void> check_options(const ReadOptions& options) {
  const double rate_hz = options.sampling_rate_hz.value_or(1.0);
  if (std::isfinite(rate_hz) && rate_hz > 0.0)
    return {};
  return fail(ErrorCode::InvalidSamplingRate, "the sampling rate said when opening is no positive number");
}

// What every reader promises of its record, checked in one place.
Result<void> check_record(const EcgRecord& record) {
  for (const Channel& channel : record.channels) {
    if (channel.samples_mv.size() != record.sample_count() || channel.samples_mv.empty()) {
      return fail(ErrorCode::InvalidHeader, "channel " + io::quoted(channel.label) + " differs in length");
    }
    if (channel.lead && record.find(*channel.lead) != &channel) {
      return fail(ErrorCode::DuplicateLead, "lead " + std::string(lead_name(*channel.lead)) + " is there twice, as " +
                                                io::quoted(record.find(*channel.lead)->label) + " and as " +
                                                io::quoted(channel.label));
    }
  }
  return {};
}

}  // namespace

Result<EcgRecord> read_record(std::span<const FileBytes> files, const ReadOptions& options) {
  if (files.empty())
    return fail(ErrorCode::InvalidArgument, "no file was given");
  if (files.front().bytes.empty()) {
    return fail(ErrorCode::EmptyFile, io::quoted(files.front().name) + " holds no bytes", 0);
  }
  if (auto checked = check_options(options); !checked)
    return tl::unexpected(checked.error());
  auto record = read_by_content(files, options);
  if (!record)
    return record;
  if (auto checked = check_record(*record); !checked)
    return tl::unexpected(checked.error());
  return record;
}

}  // namespace leadwise
