#include "values/qrs_voltage.hpp"

#include <algorithm>
#include <array>

#include "values/beat_absence.hpp"
#include "values/lead_trace.hpp"
#include "values/measured_value.hpp"

namespace leadwise {
namespace {

constexpr std::array<Lead, 3> kEinthovenLeads = {Lead::I, Lead::II, Lead::III};
constexpr std::array<Lead, 6> kChestLeads = {Lead::V1, Lead::V2, Lead::V3, Lead::V4, Lead::V5, Lead::V6};

// Of all the leads; absent where one is missing, because a largest amplitude of some leads would call voltage low.
Result<std::vector<double>> peak_to_peak_mv(const EcgMeasurement& measurement, std::span<const Lead> leads) {
  if (auto error = find_missing_qrs(measurement))
    return tl::unexpected<Error>(*std::move(error));
  if (auto error = find_missing_leads(measurement, leads))
    return tl::unexpected<Error>(*std::move(error));
  const RepresentativeBeat& beat = measurement.representative;
  const std::optional<Stretch> qrs = stretch_between(beat, beat.global.qrs_on_s, beat.global.qrs_off_s);
  std::vector<double> amplitudes_mv;
  for (const Lead lead : leads) {
    const std::span<const double> row = beat.leads.row(*beat.leads.position(lead));
    const auto [lowest, highest] = std::minmax_element(row.begin() + static_cast<std::ptrdiff_t>(qrs->first),
                                                       row.begin() + static_cast<std::ptrdiff_t>(qrs->last) + 1);
    amplitudes_mv.push_back(*highest - *lowest);
  }
  return amplitudes_mv;
}

double largest(const std::vector<double>& values) { return *std::max_element(values.begin(), values.end()); }
double sum(const std::vector<double>& values) { return values[0] + values[1] + values[2]; }

}  // namespace

std::vector<MeasuredValue> voltage_values(const EcgMeasurement& measurement) {
  return {measured_value("limb_qrs_amplitude_max_mv", peak_to_peak_mv(measurement, kLimbLeads).map(largest)),
          measured_value("limb_qrs_amplitude_sum_mv", peak_to_peak_mv(measurement, kEinthovenLeads).map(sum)),
          measured_value("chest_qrs_amplitude_max_mv", peak_to_peak_mv(measurement, kChestLeads).map(largest))};
}

}  // namespace leadwise
