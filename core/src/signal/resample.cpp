#include "leadwise/signal.hpp"
#include "sampling_rate_change.hpp"

namespace leadwise {

Result<std::vector<double>> resample_to_rate(std::span<const double> samples, double from_hz, double to_hz) {
  for (double rate_hz : {from_hz, to_hz}) {
    if (auto error = sampling_rate_error(rate_hz))
      return tl::unexpected(*error);
  }
  return SamplingRateChange(samples.size(), from_hz, to_hz).apply(samples);
}

}  // namespace leadwise
