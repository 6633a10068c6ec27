#include <string_view>

#include "writer_promises.hpp"

// Input: an annotation file of a record that is sound itself: whatever it holds, the ECG is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kHeader = "r 2 500 4\nr.dat 80 100/mV 8 0 1 10 0 I\nr.dat 80 100/mV 8 0 2 14 0 V1\n";
  constexpr std::uint8_t kSamples[] = {129, 130, 130, 131, 131, 132, 132, 133};
  const std::vector<std::uint8_t> header(kHeader.begin(), kHeader.end());
  const std::span<const std::uint8_t> annotations(data, size);
  const std::vector<leadwise::FileBytes> files = {
      {"r.hea", header}, {"r.dat", kSamples}, {"r.atr", annotations}, {"r.v1", annotations}};
  const auto record = leadwise::read_record(files);
  leadwise::fuzz::require(record.has_value());
  for (const leadwise::Annotation& annotation : record->annotations)
    leadwise::fuzz::require(annotation.time_s >= 0.0);
  leadwise::fuzz::check_answer(record, {data, size});
  static_cast<void>(leadwise::group_records(files));
  return 0;
}
