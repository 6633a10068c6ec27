#pragma once

#include <span>
#include <string_view>

#include "leadwise/reader.hpp"

namespace leadwise::io {

/// One format that is read. All there is to know of it outside its own folder.
struct Format {
  /// The short name used in JSON.
  std::string_view name;
  /// What a person calls it.
  std::string_view title;
  /// False where no file of a real device was ever tried, only files made from the format's description: such a record
  /// is shown under a banner and gets no prediction.
  bool tried_on_device_files;
  /// Told by content; the first 64 KiB of a file are enough. Cheap, and false where in doubt.
  bool (*matches)(const FileBytes& file);
  /// `files.front()` matches; the others may be its parts. Errors: as read_record.
  Result<EcgRecord> (*read)(std::span<const FileBytes> files, const ReadOptions& options);
};

/// Every format, in the order in which bytes are held against them: unmistakable signatures first, plain text last.
std::span<const Format> formats();

/// The format of that content, or nullptr.
const Format* find_format(const FileBytes& file);

/// The format of that short name, or nullptr.
const Format* format_named(std::string_view name);

/// Reads files as a format, whatever they look like, and checks what every reader promises. Errors: as read_record.
Result<EcgRecord> read_as(const Format& format, std::span<const FileBytes> files, const ReadOptions& options);

}  // namespace leadwise::io
