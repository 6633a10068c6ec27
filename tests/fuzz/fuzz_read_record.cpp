#include <algorithm>
#include <set>

#include "writer_promises.hpp"

namespace {

// Input: files one after the other, two zero bytes in a row between them.
std::vector<leadwise::FileBytes> split_files(std::span<const std::uint8_t> input) {
  constexpr std::uint8_t kBoundary[] = {0, 0};
  constexpr std::size_t kMostFiles = 8;
  std::vector<leadwise::FileBytes> files;
  while (files.size() < kMostFiles) {
    const auto end = std::search(input.begin(), input.end(), std::begin(kBoundary), std::end(kBoundary));
    const auto length = static_cast<std::size_t>(end - input.begin());
    files.push_back({std::string(1, static_cast<char>('a' + files.size())), input.first(length)});
    if (end == input.end())
      break;
    input = input.subspan(length + 2);
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = split_files({data, size});
  std::set<std::size_t> grouped;
  for (const leadwise::RecordFiles& group : leadwise::group_records(files)) {
    std::vector<leadwise::FileBytes> parts;
    for (const std::size_t part : group.parts) {
      leadwise::fuzz::require(part < files.size());
      grouped.insert(part);
      parts.push_back(files[part]);
    }
    leadwise::fuzz::check_answer(leadwise::read_record(parts), {data, size});
  }
  leadwise::fuzz::require(grouped.size() == files.size());
  return 0;
}
