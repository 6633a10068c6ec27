#include "text/stated_rate.hpp"

#include <string>

namespace leadwise::io {

Result<void> set_sampling_rate(std::optional<double> stated_hz, const ReadOptions& options, std::string_view what,
                               std::string_view advice, EcgRecord& record, std::optional<std::uint64_t> place) {
  if (!stated_hz && !options.sampling_rate_hz) {
    return fail(
        ErrorCode::SamplingRateRequired,
        std::string(what) + " does not state its sampling rate; say it when opening the file" + std::string(advice),
        place);
  }
  if (stated_hz && options.sampling_rate_hz && *stated_hz != *options.sampling_rate_hz) {
    record.notes.push_back(
        {ErrorCode::InvalidSamplingRate, "the sampling rate said when opening was not used; the file states its own"});
  }
  record.sampling_rate_hz = stated_hz ? *stated_hz : *options.sampling_rate_hz;
  return {};
}

}  // namespace leadwise::io
