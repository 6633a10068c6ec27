#include <new>
#include <utility>
#include <vector>

#include "files.hpp"
#include "inputs/archived_records.hpp"
#include "inputs/inputs.hpp"

namespace leadwise::cli {
namespace {

Result<EcgRecord> read_in_memory(const Input& input, const ReadOptions& options) {
  if (!input.members.empty())
    return read_archived_record(input.files.front(), input.members, options);
  std::vector<Bytes> contents;
  std::vector<FileBytes> files;
  contents.reserve(input.files.size());
  for (const std::filesystem::path& path : input.files) {
    Result<Bytes> bytes = read_file(path);
    if (!bytes)
      return tl::unexpected(bytes.error());
    contents.push_back(std::move(*bytes));
    files.push_back({path.filename().string(), contents.back()});
  }
  return read_record(files, options);
}

}  // namespace

Result<EcgRecord> read_input(const Input& input, const ReadOptions& options) {
  if (input.error)
    return tl::unexpected(*input.error);
  try {
    return read_in_memory(input, options);
  } catch (const std::bad_alloc&) {
    // One record that needs more memory than there is must not end the others.
    return fail(ErrorCode::OutOfMemory, "no memory to read this record");
  }
}

}  // namespace leadwise::cli
