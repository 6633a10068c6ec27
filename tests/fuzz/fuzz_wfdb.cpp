#include <algorithm>

#include "writer_promises.hpp"

// Input: the header, a zero byte, the signal file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::uint8_t> input(data, size);
  const auto end = static_cast<std::size_t>(std::find(input.begin(), input.end(), 0) - input.begin());
  const auto samples = input.subspan(std::min(end + 1, size));
  const std::vector<leadwise::FileBytes> files = {{"r.hea", input.first(end)}, {"r.dat", samples}, {"r.mat", samples}};
  leadwise::fuzz::check_answer(leadwise::read_record(files), {data, size});
  return 0;
}
