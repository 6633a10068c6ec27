#include "given_files.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "js_options.hpp"
#include "leadwise/archive.hpp"

namespace leadwise::wasm {
namespace {

std::vector<FileBytes> parts_of(const RecordFiles& record, std::span<const FileBytes> files) {
  std::vector<FileBytes> parts;
  for (const std::size_t part : record.parts)
    parts.push_back(files[part]);
  return parts;
}

std::string names_of(const std::vector<RecordFiles>& records) {
  std::string names;
  for (const RecordFiles& record : records)
    names.append(names.empty() ? "" : ", ").append(record.name);
  return names;
}

/// The one record among the files.
Result<RecordFiles> only_record(std::span<const FileBytes> files) {
  if (files.empty())
    return fail(ErrorCode::InvalidArgument, "no files were given");
  std::vector<RecordFiles> records = group_records(files);
  const auto no_ecg = [&](const RecordFiles& record) {
    return !detect_format(files[record.parts.front()]) && !is_archive(files[record.parts.front()]);
  };
  const auto first_other = std::stable_partition(records.begin(), records.end(), std::not_fn(no_ecg));
  if (first_other != records.begin())
    records.erase(first_other, records.end());
  if (records.size() == 1 || no_ecg(records.front()))
    return records.front();
  return fail(ErrorCode::InvalidArgument, "the files hold more than one record: " + names_of(records));
}

}  // namespace

GivenFiles::GivenFiles(const val& files) {
  const auto count = files["length"].as<std::size_t>();
  bytes_.reserve(count);
  files_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const val file = files[i];
    bytes_.push_back(bytes_from_js(file["bytes"]));
    files_.push_back({file["name"].as<std::string>(), bytes_.back()});
  }
}

Result<GivenRecord> read_given_record(const val& files, const val& options) {
  const auto read_options = read_options_from_js(options);
  if (!read_options)
    return tl::unexpected(read_options.error());
  const GivenFiles given(files);
  const auto own_files = only_record(given.all());
  if (!own_files)
    return tl::unexpected(own_files.error());
  auto record = read_record(parts_of(*own_files, given.all()), *read_options);
  if (!record)
    return tl::unexpected(record.error());
  return GivenRecord{own_files->name, std::move(*record)};
}

}  // namespace leadwise::wasm
