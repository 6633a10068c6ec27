#include <algorithm>

#include "leadwise/head_training.hpp"

namespace leadwise {

Result<std::vector<float>> head_features(const EncodedLeads& encoded, const HeadDescription& head) {
  std::vector<float> features;
  for (const Lead lead : head.leads) {
    const auto found = std::find(encoded.leads.begin(), encoded.leads.end(), lead);
    if (found == encoded.leads.end())
      return fail(ErrorCode::UnsupportedLeadSet, "head " + head.id + " needs lead " + std::string(lead_name(lead)));
    const auto i = static_cast<std::size_t>(found - encoded.leads.begin());
    const auto& mu = encoded.posteriors[i].mu;
    features.insert(features.end(), mu.begin(), mu.end());
    if (head.log_sd_mv)
      features.push_back(encoded.log_sd_mv[i]);
  }
  return features;
}

}  // namespace leadwise
