#include "numpy/read_numpy.hpp"

#include <algorithm>
#include <string>

#include "archive/npz.hpp"
#include "archive/zip.hpp"
#include "arrays/record_from_arrays.hpp"
#include "numpy/npy_array.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kEnding = ".npy";

// The array's name, where the entry is one; numpy does not read other entries either.
std::string_view array_name(std::string_view entry) {
  const bool is_array = entry.size() > kEnding.size() && entry.substr(entry.size() - kEnding.size()) == kEnding;
  return is_array ? entry.substr(0, entry.size() - kEnding.size()) : std::string_view();
}

Result<void> read_entry(const FileBytes& archive, const ZipEntry& entry, ArrayFile& arrays) {
  auto content = unpack_zip_entry(archive, entry);
  if (!content)
    return tl::unexpected(content.error());
  arrays.unpacked.push_back(std::move(content->bytes));
  std::string name(array_name(entry.name));
  auto variable = read_npy_array(arrays.unpacked.back(), name);
  if (!variable && variable.error().code == ErrorCode::UnsupportedFormat) {
    arrays.left_out.push_back({name, variable.error().message, true});
    return {};
  }
  if (!variable)
    return fail(variable.error().code, "npz, array " + quoted(name) + ": " + variable.error().message,
                entry.header_offset);
  variable->offset = entry.header_offset;
  arrays.variables.push_back(std::move(*variable));
  return {};
}

Result<ArrayFile> read_npz_arrays(const FileBytes& archive) {
  // Deflate packs hardly an ECG 64 times smaller; more than that is made to fill memory.
  constexpr std::uint64_t kMostTimes = 64, kAtLeast = 1U << 16U, kAtMost = 1U << 28U;
  const std::uint64_t most = std::min(kAtMost, std::max(kAtLeast, archive.bytes.size() * kMostTimes));
  const auto entries = read_zip_directory(archive, static_cast<std::size_t>(most));
  if (!entries)
    return tl::unexpected(entries.error());
  ArrayFile arrays;
  arrays.what = "the NumPy file";
  for (const ZipEntry& entry : *entries) {
    if (array_name(entry.name).empty())
      continue;
    if (auto read = read_entry(archive, entry, arrays); !read)
      return tl::unexpected(read.error());
  }
  return arrays;
}

}  // namespace

bool is_npy(const FileBytes& file) { return is_npy_bytes(file.bytes); }

bool is_npz_file(const FileBytes& file) { return is_npz(file.bytes); }

Result<EcgRecord> read_npy(std::span<const FileBytes> files, const ReadOptions& options) {
  auto variable = read_npy_array(files.front().bytes, "array");
  if (!variable)
    return tl::unexpected(variable.error());
  ArrayFile arrays;
  arrays.what = "the NumPy file";
  const auto bytes = files.front().bytes;
  if (!variable->holds_texts && variable->numbers.data() + variable->numbers.size() != bytes.data() + bytes.size())
    arrays.left_out.push_back({"", "what stands behind the array, another one perhaps"});
  arrays.variables.push_back(std::move(*variable));
  return record_from_arrays(arrays, options);
}

Result<EcgRecord> read_npz(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto arrays = read_npz_arrays(files.front());
  return arrays ? record_from_arrays(*arrays, options) : tl::unexpected(arrays.error());
}

}  // namespace leadwise::io
