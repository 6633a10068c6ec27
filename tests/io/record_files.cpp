#include "record_files.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

namespace leadwise::test {

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

Files& Files::add(std::string name, Bytes bytes) {
  names_.push_back(std::move(name));
  contents_.push_back(std::move(bytes));
  return *this;
}

std::vector<FileBytes> Files::views() const {
  std::vector<FileBytes> files;
  for (std::size_t i = 0; i < names_.size(); ++i)
    files.push_back({names_[i], contents_[i]});
  return files;
}

Result<EcgRecord> Files::read(const ReadOptions& options) const {
  const std::vector<FileBytes> files = views();
  return read_record(files, options);
}

Result<EcgRecord> read_text(std::string_view text, const ReadOptions& options) {
  return Files().add("table.csv", text).read(options);
}

EcgRecord read_ok(std::string_view text, const ReadOptions& options) {
  const auto record = read_text(text, options);
  INFO(text);
  REQUIRE(refusal(record) == "");
  return *record;
}

std::string refusal(const Result<EcgRecord>& result) {
  return result ? std::string() : std::string(error_name(result.error().code));
}

Bytes pack_16(std::span<const int> samples) {
  Bytes bytes;
  for (const int sample : samples) {
    bytes.push_back(static_cast<std::uint8_t>(sample & 0xFF));
    bytes.push_back(static_cast<std::uint8_t>((sample >> 8) & 0xFF));
  }
  return bytes;
}

Bytes small_samples() {
  const int frames[] = {1, 10, -100, 2, 20, -200, 3, 30, -300, 4, 40, -400};
  return pack_16(frames);
}

Result<EcgRecord> read_small(std::string_view header) {
  return Files().add("small.hea", header).add("small.dat", small_samples()).read();
}

std::string altered(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  const std::size_t at = result.find(from);
  if (at != std::string::npos)
    result.replace(at, from.size(), to);
  return result;
}

std::optional<Bytes> load_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return std::nullopt;
  return Bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Files load_record(const std::string& header_path) {
  Files files;
  const std::string folder = header_path.substr(0, header_path.rfind('/') + 1);
  std::set<std::string> known;
  std::vector<std::string> waiting = {header_path.substr(folder.size())};
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    auto bytes = load_file(folder + waiting[i]);
    if (!known.insert(waiting[i]).second || (!bytes && i > 0))
      continue;
    Bytes content = std::move(bytes).value_or(Bytes{});
    for (const std::string& name : referenced_files({waiting[i], content}))
      waiting.push_back(name);
    files.add(folder + waiting[i], std::move(content));
  }
  return files;
}

std::string data_folder() {
  const char* stated = std::getenv("LEADWISE_DATA");
  const std::string folder = std::string(stated ? stated : LEADWISE_DATA_DIR) + '/';
  return load_file(folder + "README.md") ? folder : std::string();
}

}  // namespace leadwise::test
