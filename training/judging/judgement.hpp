#pragma once

#include <nlohmann/json.hpp>

#include "data/labelled_data.hpp"
#include "leadwise/metrics.hpp"

namespace leadwise::training {

/// {value, low, high, replicates}, null where undefined.
nlohmann::json metric_json(const MeasuredMetric& metric);

/// Counts, every metric with its interval, DeLong's interval or why not, decision curve. Where nothing can be judged (one class),
/// the counts and `refused`.
nlohmann::json judgement_json(const std::vector<ScoredExample>& examples, double threshold,
                              const BootstrapSettings& settings);

/// The same by sex, age and database, without the curve.
nlohmann::json subgroups_json(const LabelledData& data, const std::vector<ScoredExample>& examples, double threshold,
                              const BootstrapSettings& settings);

/// first - second on the same records: every metric's difference with its interval, and DeLong's test or why not.
nlohmann::json paired_json(const ComparedHead& first, const ComparedHead& second, const BootstrapSettings& settings);

/// For people: one head's judgement, with its groups if there are any.
std::string judgement_text(const std::string& title, const nlohmann::json& judgement);
std::string paired_text(const std::string& title, const nlohmann::json& paired);

}  // namespace leadwise::training
