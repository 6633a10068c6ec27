#pragma once

#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/file.hpp"

namespace leadwise {

/// True where the bytes are a gzip file or a zip archive that packs other files. An .npz, though a zip by its make, is a
/// recording and no archive. Decides by content.
bool is_archive(const FileBytes& file);

/// The files inside an archive, archives inside it unpacked too (a .csv.gz in a .zip), to a depth of three. A gzip file
/// holds one, named like itself without ".gz"; those of a zip bear their paths in it, those of a zip within it also that
/// zip's path ("inner.zip/a.hea"). Names are UTF-8: what is none is taken as code page 437, as zip has it. Folders, links
/// and the resource forks that macOS adds are passed over. What comes out is together at most 64 times as large as the
/// archive, or 64 MiB where that is more, and never more than 1 GiB; no entry of a zip may share its bytes with another. Errors: TruncatedData, InvalidHeader
/// (a damaged archive; a name that leads out of the archive; two files of one name), ChecksumMismatch, UnsupportedFormat (encrypted, zip64, a
/// compression other than deflate), TooLarge, OutOfMemory; each with the offset in the outer archive.
Result<std::vector<FileContent>> unpack_archive(const FileBytes& archive);

/// A file in an archive that cannot be unpacked (damaged, encrypted, packed in a way that is not read), or one of several of its
/// name.
struct FailedEntry {
  std::string name;
  Error error;
};

struct UnpackedArchive {
  std::vector<FileContent> contents;
  std::vector<FailedEntry> failed;
};

/// As unpack_archive, but of one file that cannot be unpacked the others come out all the same. Errors: those that concern the
/// whole (a damaged directory or gzip file, names that lead out of it, TooLarge, OutOfMemory).
Result<UnpackedArchive> unpack_what_can_be(const FileBytes& archive);

}  // namespace leadwise
