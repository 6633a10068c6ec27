#include <algorithm>
#include <array>

#include "writer_promises.hpp"

// Input: the header of the record, a zero byte, that of the segment "l", a zero byte, that of the segment "a", a zero
// byte, the signal file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::span<const std::uint8_t> rest(data, size);
  std::array<std::span<const std::uint8_t>, 3> headers;
  for (auto& header : headers) {
    header = rest.first(static_cast<std::size_t>(std::find(rest.begin(), rest.end(), 0) - rest.begin()));
    rest = rest.subspan(std::min(header.size() + 1, rest.size()));
  }
  const std::vector<leadwise::FileBytes> files = {
      {"r.hea", headers[0]}, {"l.hea", headers[1]}, {"a.hea", headers[2]}, {"r.dat", rest}};
  std::vector<bool> grouped(files.size(), false);
  for (const leadwise::RecordFiles& record : leadwise::group_records(files)) {
    for (const std::size_t part : record.parts)
      grouped[part] = true;
  }
  leadwise::fuzz::require(std::find(grouped.begin(), grouped.end(), false) == grouped.end());
  leadwise::fuzz::check_answer(leadwise::read_record(files), {data, size});
  return 0;
}
