#include "screening_request.hpp"

#include <nlohmann/json.hpp>

namespace leadwise::cli {
namespace {

std::string name_of(VoltageUnit unit) {
  if (unit == VoltageUnit::millivolt)
    return "mV";
  return unit == VoltageUnit::microvolt ? "uV" : "V";
}

}  // namespace

std::string screening_request_json(const ScreeningRun& run) {
  nlohmann::ordered_json request = nlohmann::ordered_json::object();
  if (run.leads != kUsualLeads)
    request["leads"] = run.leads;
  if (run.reading.unit)
    request["unit"] = name_of(*run.reading.unit);
  if (run.reading.sampling_rate_hz)
    request["sampling_rate_hz"] = *run.reading.sampling_rate_hz;
  if (run.reading.age_years)
    request["age_years"] = *run.reading.age_years;
  if (run.reading.paced)
    request["paced"] = *run.reading.paced;
  return request.empty() ? std::string() : request.dump();
}

}  // namespace leadwise::cli
