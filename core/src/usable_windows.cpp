#include "leadwise/usable_windows.hpp"

namespace leadwise {

Result<PreparedRecord> prepare_usable(const EcgRecord& record, std::span<const Lead> leads) {
  if (record.untried_format) {
    return fail(
        ErrorCode::UntriedFormat,
        "files of this format were never tried with a real device: nothing is learnt from them, nor judged by them");
  }
  auto prepared = prepare_record(record, leads);
  if (!prepared)
    return prepared;
  for (const LeadQuality& lead : prepared->quality) {
    if (lead.reason)
      return tl::unexpected(*lead.reason);
  }
  if (prepared->windows.empty())
    return fail(ErrorCode::NoUsableRecord, "the record has no usable 10 s window");
  return prepared;
}

Result<EncodedLeads> encode_first_window(const EcgRecord& record, Model& model, std::span<const Lead> leads) {
  return prepare_usable(record, leads).and_then([&](const PreparedRecord& prepared) {
    return model.encode(prepared.windows.front());
  });
}

}  // namespace leadwise
