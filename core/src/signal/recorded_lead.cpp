#include "lead_checks.hpp"
#include "leadwise/signal.hpp"
#include "window_choice.hpp"
#include "window_plan.hpp"

namespace leadwise {

std::optional<Error> recorded_lead_error(Lead lead, std::span<const double> samples_mv, double sampling_rate_hz) {
  if (samples_mv.empty())
    return Error{ErrorCode::MissingSamples, std::string("lead ").append(lead_name(lead)).append(" holds no sample")};
  const auto plan = plan_windows(samples_mv.size(), sampling_rate_hz);
  // What is too short for the model is one window here.
  const std::size_t windows = plan ? plan->window_count : 1;
  WindowVerdicts verdicts(1);
  for (std::size_t window = 0; window < windows; ++window) {
    const SampleRange range = source_range(window, samples_mv.size(), sampling_rate_hz);
    const auto samples = samples_mv.subspan(range.first, range.last - range.first);
    verdicts.front().push_back(recorded_window_error(lead, samples, sampling_rate_hz));
  }
  return choose_windows(verdicts).reasons.front();
}

}  // namespace leadwise
