#include <cmath>
#include <string>
#include <utility>

#include "detect_format.hpp"
#include "formats.hpp"
#include "leadwise/archive.hpp"
#include "leadwise/reader.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace {

constexpr double kOldestYears = 150.0;

Result<EcgRecord> read_files(std::span<const FileBytes> files, const ReadOptions& options) {
  if (files.front().bytes.empty())
    return fail(ErrorCode::EmptyFile, io::quoted(files.front().name) + " holds no bytes", 0);
  const io::Format* format = io::find_format(files.front());
  if (format == nullptr)
    return tl::unexpected(io::unknown_format(files.front()));
  return io::read_as(*format, files, options);
}

// An archive that holds one record is that record.
Result<EcgRecord> read_archive(const FileBytes& archive, const ReadOptions& options) {
  const auto contents = unpack_archive(archive);
  if (!contents)
    return tl::unexpected(contents.error());
  const std::vector<FileBytes> files = views_of(*contents);
  std::vector<RecordFiles> records;
  for (RecordFiles& record : group_records(files)) {
    if (detect_format(files[record.parts.front()]))
      records.push_back(std::move(record));
  }
  if (records.size() > 1) {
    return fail(ErrorCode::InvalidArgument,
                io::quoted(archive.name) + " holds " + std::to_string(records.size()) + " ECGs; open them one by one");
  }
  if (records.empty() && files.size() != 1) {
    return fail(ErrorCode::UnknownFormat,
                io::quoted(archive.name) + " holds " + std::to_string(files.size()) + " files, none of them an ECG");
  }
  std::vector<FileBytes> parts;
  for (const std::size_t part : records.empty() ? std::vector<std::size_t>{0} : records.front().parts)
    parts.push_back(files[part]);
  return read_files(parts, options);
}

Result<void> check_options(const ReadOptions& options) {
  const double rate_hz = options.sampling_rate_hz.value_or(1.0);
  if (!std::isfinite(rate_hz) || rate_hz <= 0.0)
    return fail(ErrorCode::InvalidSamplingRate, "the sampling rate said when opening is no positive number");
  const double age_years = options.age_years.value_or(0.0);
  if (!(age_years >= 0.0 && age_years <= kOldestYears))
    return fail(ErrorCode::InvalidArgument, "the age said when opening is not from 0 to 150 years");
  return {};
}

EcgRecord with_answers(EcgRecord record, const ReadOptions& options) {
  if (!record.patient.age_years)
    record.patient.age_years = options.age_years;
  if (options.paced.value_or(false) || !record.paced)
    record.paced = options.paced;
  return record;
}

}  // namespace

Result<EcgRecord> read_record(std::span<const FileBytes> files, const ReadOptions& options) {
  if (files.empty())
    return fail(ErrorCode::InvalidArgument, "no file was given");
  if (auto checked = check_options(options); !checked)
    return tl::unexpected(checked.error());
  auto record = is_archive(files.front()) ? read_archive(files.front(), options) : read_files(files, options);
  if (!record)
    return record;
  return with_answers(std::move(*record), options);
}

}  // namespace leadwise
