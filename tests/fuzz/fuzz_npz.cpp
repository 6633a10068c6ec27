#include "format_promises.hpp"
#include "repaired_archive.hpp"

// Input: a zip of NumPy arrays, read as it is and again with its checksums put right.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const leadwise::io::Format& format = leadwise::fuzz::fuzzed_format("npz");
  leadwise::fuzz::check_as(format, {data, size});
  leadwise::fuzz::check_as(format, leadwise::fuzz::repaired_archive({data, size}));
  return 0;
}
