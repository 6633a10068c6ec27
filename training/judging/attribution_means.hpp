#pragma once

#include <nlohmann/json.hpp>

#include "leadwise/explanation.hpp"
#include "leadwise/patient_means.hpp"

namespace leadwise::training {

/// What one head's answers rest on over many records: means of their explanations by lead and by part of the beat.
class AttributionMeans {
 public:
  /// All explanations must be of one head. `patient` is whose the record is.
  void add(const std::string& patient, const Explanation& explanation);

  /// Records, patients, means in log odds: of the answer and of the baseline's, of all leads and of each their total, shape, amplitude
  /// and the parts p, qrs, st, t and rest. Each {mean, low, high, mean_size, records}: mean_size is the mean of the absolute values,
  /// records are those in which there is such a part. Errors: those of measure_means.
  Result<nlohmann::json> json(const BootstrapSettings& settings) const;

 private:
  std::vector<Lead> leads_;
  bool has_amplitude_ = false;
  std::size_t unconverged_ = 0;
  std::vector<PatientValues> records_;
};

/// For people: a head's means, lead by lead.
std::string attribution_text(const std::string& head, const nlohmann::json& means);

}  // namespace leadwise::training
