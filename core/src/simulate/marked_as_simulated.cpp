#include <array>
#include <cstdio>
#include <string>

#include "leadwise/simulator.hpp"

namespace leadwise {
namespace {

std::string words_for(SimulationBasis basis, const ImpositionSettings& settings) {
  const char* what = settings.kind == Imposition::sham ? "sham vectors" : "right-ventricular overload";
  const char* onto = basis == SimulationBasis::real_ecg ? "imposed on a real ECG" : "in a parametric ECG";
  std::array<char, 160> text{};
  std::snprintf(text.data(), text.size(), "Simulated by Leadwise: %s of severity %.3g %s.", what, settings.severity,
                onto);
  return std::string(text.data()) + " Research use only.";
}

}  // namespace

EcgRecord marked_as_simulated(EcgRecord record, SimulationBasis basis, const ImpositionSettings& settings) {
  record.patient.id.reset();
  record.patient.name.reset();
  record.patient.birth_date.reset();
  record.device.serial_number.reset();
  record.acquisition_time.reset();
  record.comments = {words_for(basis, settings)};
  return record;
}

}  // namespace leadwise
