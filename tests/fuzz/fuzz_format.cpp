#include "format_promises.hpp"

// Input: a file of the format LEADWISE_FUZZED_FORMAT.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const leadwise::io::Format& format = leadwise::fuzz::fuzzed_format(LEADWISE_FUZZED_FORMAT);
  leadwise::fuzz::check_as(format, {data, size});
  return 0;
}
