#include "quality/lead_figures.hpp"

#include "quality/baseline_wander.hpp"
#include "quality/qrs_size.hpp"

namespace leadwise {

LeadFigures measure_lead_figures(std::span<const double> recorded_mv, double sampling_rate_hz,
                                 std::span<const double> samples_mv, std::span<const double> qrs_s,
                                 std::span<const SampleStretch> stretches) {
  LeadFigures figures;
  figures.qrs_size_mv = measure_qrs_size(samples_mv, qrs_s);
  figures.mains = measure_mains(samples_mv);
  figures.noise = measure_broadband_noise(samples_mv, stretches, figures.mains);
  figures.wander_mv = measure_baseline_wander(samples_mv, qrs_s);
  figures.clipping = find_clipping(recorded_mv, sampling_rate_hz);
  return figures;
}

}  // namespace leadwise
