#include "median_beat.hpp"

#include <algorithm>
#include <utility>

#include "lead_field.hpp"
#include "leadwise/beats.hpp"

namespace leadwise {
namespace {

using Row = std::vector<double>;

std::vector<Vector3> spatial(const std::vector<Row>& leads) {
  std::vector<Vector3> dipole(leads.front().size());
  for (std::size_t n = 0; n < dipole.size(); ++n) {
    IndependentLeads voltages;
    for (std::size_t k = 0; k < voltages.size(); ++k) {
      voltages[k] = leads[k][n];
    }
    dipole[n] = dipole_from_leads(voltages);
  }
  return dipole;
}

std::vector<Vector3> frontal(const Row& lead_i, const Row& lead_ii) {
  std::vector<Vector3> dipole;
  for (std::size_t n = 0; n < lead_i.size(); ++n) {
    dipole.push_back(dipole_from_frontal(lead_i[n], lead_ii[n] - lead_i[n] / 2.0, 0.0));
  }
  return dipole;
}

}  // namespace

Result<MedianBeat> find_median_beat(const EcgRecord& record, std::span<const double> beats_s) {
  const double rate_hz = record.sampling_rate_hz;
  std::vector<Row> leads;
  double start_s = 0.0;
  for (const Lead lead : kIndependentLeads) {
    const Channel* channel = record.find(lead);
    const std::span<const double> samples_mv = channel == nullptr ? std::span<const double>{} : channel->samples_mv;
    MedianLead beat = find_median_lead({samples_mv, rate_hz}, beats_s);
    start_s = static_cast<double>(beat.first) / rate_hz;
    leads.push_back(std::move(beat.samples_mv));
  }
  if (leads[0].empty() || leads[1].empty()) {
    return fail(ErrorCode::UnsupportedLeadSet, "leads I and II are needed, and one of them holds no samples");
  }
  const bool complete = std::none_of(leads.begin(), leads.end(), [](const Row& row) { return row.empty(); });
  return MedianBeat{rate_hz, start_s, complete ? spatial(leads) : frontal(leads[0], leads[1])};
}

}  // namespace leadwise
