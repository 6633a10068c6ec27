#include <algorithm>

#include "writer_promises.hpp"

// Input: a Challenge record's .mat file; the header is whole. The matrix is read alone, too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kHeader = "r 2 500\nr.mat 16+24 1000/mV 16 0 1\nr.mat 16+24 1000/mV 16 0 1\n";
  const std::vector<std::uint8_t> header(kHeader.begin(), kHeader.end());
  const std::vector<leadwise::FileBytes> files = {{"r.hea", header}, {"r.mat", {data, size}}};
  leadwise::fuzz::check_answer(leadwise::read_record(files), {data, size});
  const auto alone = std::span(files).subspan(1);
  leadwise::fuzz::check_answer(leadwise::read_record(alone), {data, size});
  leadwise::fuzz::check_answer(leadwise::read_record(alone, {leadwise::VoltageUnit::microvolt, 500.0}), {data, size});
  return 0;
}
