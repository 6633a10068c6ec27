#include <cmath>
#include <string>
#include <utility>

#include "archive/zip.hpp"
#include "detect_format.hpp"
#include "foreign_files.hpp"
#include "formats.hpp"
#include "leadwise/archive.hpp"
#include "leadwise/reader.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace {

constexpr double kOldestYears = 150.0;

Result<EcgRecord> read_files(const io::Format* format, std::span<const FileBytes> files, const ReadOptions& options) {
  if (files.front().bytes.empty())
    return fail(ErrorCode::EmptyFile, io::quoted(files.front().name) + " holds no bytes", 0);
  if (format == nullptr)
    return tl::unexpected(io::unknown_format(files.front()));
  return io::read_as(*format, files, options);
}

Error no_ecg_in(const FileBytes& archive, const std::vector<FileBytes>& files) {
  for (const FileBytes& file : files) {
    if (const auto document = io::document_with_part(file.name))
      return {ErrorCode::UnknownFormat, io::quoted(archive.name) + " is " + std::string(*document), 0};
  }
  const std::string what =
      files.empty() ? " holds no files" : " holds " + std::to_string(files.size()) + " files, none of them an ECG";
  return {ErrorCode::UnknownFormat, io::quoted(archive.name) + what, 0};
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
                io::quoted(archive.name) + " holds " + std::to_string(records.size()) + " ECGs; open them one by one",
                0);
  }
  if (records.empty() && files.size() != 1)
    return tl::unexpected(no_ecg_in(archive, files));
  std::vector<FileBytes> parts;
  for (const std::size_t part : records.empty() ? std::vector<std::size_t>{0} : records.front().parts)
    parts.push_back(files[part]);
  return read_files(io::find_format(parts.front()), parts, options);
}

// An archive is told by its beginning, or, of a file that is nothing else, by its end.
Result<EcgRecord> read_given(std::span<const FileBytes> files, const ReadOptions& options) {
  if (is_archive(files.front()))
    return read_archive(files.front(), options);
  const io::Format* format = io::find_format(files.front());
  if (format == nullptr && io::ends_like_zip(files.front().bytes))
    return read_archive(files.front(), options);
  return read_files(format, files, options);
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
  auto record = read_given(files, options);
  if (!record)
    return record;
  return with_answers(std::move(*record), options);
}

}  // namespace leadwise
