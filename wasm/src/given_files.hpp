#pragma once

#include <string>
#include <vector>

#include "js_value.hpp"
#include "leadwise/reader.hpp"

namespace leadwise::wasm {

/// Files copied in from JavaScript's [{name, bytes}].
class GivenFiles {
 public:
  explicit GivenFiles(const val& files);

  /// Valid as long as this object.
  std::span<const FileBytes> all() const { return files_; }

 private:
  std::vector<std::vector<std::uint8_t>> bytes_;
  std::vector<FileBytes> files_;
};

/// A record that was read, and its own file's name.
struct GivenRecord {
  std::string name;
  EcgRecord record;
};

/// Reads the one record that the files hold, whatever their order. Files that are no ECG and that the record does not
/// name are passed over. Errors: those of read_record; InvalidArgument for no files, or for more than one record.
Result<GivenRecord> read_given_record(const val& files, const val& options);

}  // namespace leadwise::wasm
