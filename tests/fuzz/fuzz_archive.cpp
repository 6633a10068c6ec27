#include "leadwise/archive.hpp"
#include "record_promises.hpp"

// Input: a gzip file or a zip archive.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const leadwise::FileBytes archive{"archive", {data, size}};
  if (!leadwise::is_archive(archive))
    return 0;
  const auto contents = leadwise::unpack_archive(archive);
  if (!contents)
    leadwise::fuzz::check_refusal(contents.error());
  leadwise::fuzz::check_answer(leadwise::read_record(std::span(&archive, 1)));
  return 0;
}
