#include "leadwise/archive.hpp"
#include "repaired_archive.hpp"
#include "writer_promises.hpp"

namespace {

void check(std::span<const std::uint8_t> bytes) {
  const leadwise::FileBytes archive{"archive", bytes};
  if (!leadwise::is_archive(archive))
    return;
  const auto contents = leadwise::unpack_archive(archive);
  if (!contents)
    leadwise::fuzz::check_refusal(contents.error());
  leadwise::fuzz::check_answer(leadwise::read_record(std::span(&archive, 1)), bytes);
}

}  // namespace

// Input: a gzip file or a zip archive, read as it is and again with its checksums put right.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({data, size});
  check(leadwise::fuzz::repaired_archive({data, size}));
  return 0;
}
