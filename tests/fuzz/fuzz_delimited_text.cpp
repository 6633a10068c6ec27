#include "writer_promises.hpp"

// Input: a text table, read as it is and with what it may fail to state.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<leadwise::FileBytes> files = {{"t.csv", {data, size}}};
  leadwise::fuzz::check_answer(leadwise::read_record(files), {data, size});
  leadwise::fuzz::check_answer(leadwise::read_record(files, {leadwise::VoltageUnit::microvolt, 500.0}), {data, size});
  return 0;
}
