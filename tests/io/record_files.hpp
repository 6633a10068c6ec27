#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/reader.hpp"

namespace leadwise::test {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(std::string_view text);

/// Files in memory, as a caller of the readers holds them.
class Files {
 public:
  Files& add(std::string name, Bytes bytes);
  Files& add(std::string name, std::string_view text) { return add(std::move(name), bytes_of(text)); }
  /// The views are valid as long as this object and its files are left alone.
  std::vector<FileBytes> views() const;
  Result<EcgRecord> read(const ReadOptions& options = {}) const;

 private:
  std::vector<std::string> names_;
  std::vector<Bytes> contents_;
};

/// Reads a text as if it were a file of its own.
Result<EcgRecord> read_text(std::string_view text, const ReadOptions& options = {});

/// The same, where the test fails unless it is read.
EcgRecord read_ok(std::string_view text, const ReadOptions& options = {});

/// The error code of a refused read as text, "" where the read succeeded: says which one it was when a test fails.
std::string refusal(const Result<EcgRecord>& result);

/// Little-endian 16-bit integers, as format 16 stores them.
Bytes pack_16(std::span<const int> samples);

/// A three-signal WFDB record (I, II, V1; 500 Hz, 4 samples, 1000 adu/mV) whose header a test may alter.
inline constexpr std::string_view kSmallHeader =
    "small 3 500 4\n"
    "small.dat 16 1000/mV 16 0 1 10 0 I\n"
    "small.dat 16 1000/mV 16 0 10 100 0 II\n"
    "small.dat 16 1000/mV 16 0 -100 -1000 0 V1\n";
Bytes small_samples();
Result<EcgRecord> read_small(std::string_view header);

/// `text` with the first `from` replaced by `to`.
std::string altered(std::string_view text, std::string_view from, std::string_view to);

/// A file's bytes from disk; nullopt where it cannot be opened.
std::optional<Bytes> load_file(const std::string& path);

/// A header and, from the same folder, the files it refers to, and those that these refer to in turn.
Files load_record(const std::string& header_path);

/// The folder of real recordings beside the project, ending in '/'; empty where it is absent.
std::string data_folder();

}  // namespace leadwise::test
