#include "formats.hpp"
#include "record_promises.hpp"

// Input: a file of the format LEADWISE_FUZZED_FORMAT, read as such whatever it looks like.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const leadwise::io::Format* const format = leadwise::io::format_named(LEADWISE_FUZZED_FORMAT);
  leadwise::fuzz::require(format != nullptr);
  const std::vector<leadwise::FileBytes> files = {{"file", {data, size}}};
  static_cast<void>(format->matches(files.front()));
  const auto record = leadwise::io::read_as(*format, files, {});
  leadwise::fuzz::check_answer(record);
  const bool asks = !record && (record.error().code == leadwise::ErrorCode::UnitRequired ||
                                record.error().code == leadwise::ErrorCode::SamplingRateRequired);
  if (asks)
    leadwise::fuzz::check_answer(leadwise::io::read_as(*format, files, {leadwise::VoltageUnit::microvolt, 500.0}));
  return 0;
}
