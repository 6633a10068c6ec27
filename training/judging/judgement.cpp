#include "judging/judgement.hpp"

#include <functional>
#include <iomanip>
#include <map>
#include <sstream>

namespace leadwise::training {
namespace {

using nlohmann::json;

constexpr double kCurveThresholds[] = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5};

json refusal_json(const Error& error) { return {{"code", error_name(error.code)}, {"message", error.message}}; }

json metrics_json(const Result<std::vector<MeasuredMetric>>& measured) {
  json metrics = json::object();
  for (const auto& metric : *measured)
    metrics[std::string(metric_name(metric.metric))] = metric_json(metric);
  return metrics;
}

json delong_json(const std::vector<ScoredExample>& examples) {
  const auto delong = delong_auroc(examples);
  if (!delong)
    return {{"refused", refusal_json(delong.error())}};
  json result = {{"auroc", delong->auroc}, {"low", nullptr}, {"high", nullptr}};
  if (delong->interval) {
    result["low"] = delong->interval->low;
    result["high"] = delong->interval->high;
  }
  return result;
}

json curve_json(const std::vector<ScoredExample>& examples) {
  json curve = json::array();
  const auto points = decision_curve(examples, kCurveThresholds);
  for (const auto& point : points.value_or(std::vector<NetBenefit>{}))
    curve.push_back({{"threshold", point.threshold}, {"model", point.model}, {"all", point.all}});
  return curve;
}

json group_json(const std::vector<ScoredExample>& examples, double threshold, const BootstrapSettings& settings) {
  const auto counts = count_examples(examples);
  json group = {{"records", counts.records}, {"positives", counts.positives}, {"patients", counts.patients}};
  const auto measured = measure_metrics(examples, kAllMetrics, threshold, settings);
  if (!measured)
    group["refused"] = refusal_json(measured.error());
  else
    group["metrics"] = metrics_json(measured);
  return group;
}

using GroupName = std::function<const std::string&(std::size_t)>;

json groups_by(const GroupName& name_of, const std::vector<ScoredExample>& examples, double threshold,
               const BootstrapSettings& settings) {
  std::map<std::string, std::vector<ScoredExample>> groups;
  for (std::size_t i = 0; i < examples.size(); ++i)
    groups[name_of(i)].push_back(examples[i]);
  json judged = json::object();
  for (const auto& [name, members] : groups)
    judged[name] = group_json(members, threshold, settings);
  return judged;
}

void print_metric(std::ostream& out, const std::string& name, const json& metric) {
  out << "  " << std::setw(28) << std::left << name;
  if (metric["value"].is_null())
    out << "not defined";
  else
    out << metric["value"].get<double>();
  if (!metric["low"].is_null())
    out << " [" << metric["low"].get<double>() << ", " << metric["high"].get<double>() << "]";
  out << '\n';
}

/// In the order in which they are reported, not the alphabet's.
void print_metrics(std::ostream& out, const json& metrics) {
  for (const auto metric : kAllMetrics)
    print_metric(out, std::string(metric_name(metric)), metrics[std::string(metric_name(metric))]);
}

void print_counts(std::ostream& out, const json& group) {
  out << group["records"] << " ECGs of " << group["patients"] << " patients, " << group["positives"] << " positive";
}

void print_group(std::ostream& out, const std::string& name, const json& group) {
  out << "  " << name << ": ";
  print_counts(out, group);
  if (group.contains("refused")) {
    out << "; not judged: " << group["refused"]["message"].get<std::string>() << '\n';
    return;
  }
  out << '\n';
  for (const auto metric : {Metric::calibration_slope, Metric::calibration_intercept, Metric::auroc,
                            Metric::sensitivity, Metric::specificity}) {
    out << "  ";
    print_metric(out, std::string(metric_name(metric)), group["metrics"][std::string(metric_name(metric))]);
  }
}

void print_curve(std::ostream& out, const json& curve) {
  out << "  net benefit at threshold: model / everybody\n";
  for (const auto& point : curve)
    out << "    " << point["threshold"].get<double>() << ": " << point["model"].get<double>() << " / "
        << point["all"].get<double>() << '\n';
}

void print_delong(std::ostream& out, const json& delong) {
  if (delong.contains("refused"))
    out << "  DeLong: " << delong["refused"]["message"].get<std::string>() << '\n';
  else if (delong.contains("low") && !delong["low"].is_null())
    out << "  AUROC by DeLong [" << delong["low"].get<double>() << ", " << delong["high"].get<double>() << "]\n";
  else if (delong.contains("p_value") && !delong["p_value"].is_null())
    out << "  difference of AUROC by DeLong: p = " << delong["p_value"].get<double>() << '\n';
}

std::ostringstream table_stream() {
  std::ostringstream out;
  out << std::fixed << std::setprecision(3);
  return out;
}

}  // namespace

json metric_json(const MeasuredMetric& metric) {
  json result = {{"value", nullptr}, {"low", nullptr}, {"high", nullptr}, {"replicates", metric.replicates}};
  if (metric.value)
    result["value"] = *metric.value;
  if (metric.interval) {
    result["low"] = metric.interval->low;
    result["high"] = metric.interval->high;
  }
  return result;
}

json judgement_json(const std::vector<ScoredExample>& examples, double threshold, const BootstrapSettings& settings) {
  json judgement = group_json(examples, threshold, settings);
  judgement["threshold"] = threshold;
  judgement["interval"] = "95 %, bootstrap over patients";
  judgement["delong"] = delong_json(examples);
  judgement["decision_curve"] = curve_json(examples);
  return judgement;
}

json subgroups_json(const LabelledData& data, const std::vector<ScoredExample>& examples, double threshold,
                    const BootstrapSettings& settings) {
  const auto by = [&](const GroupName& name) { return groups_by(name, examples, threshold, settings); };
  return {{"sex", by([&](std::size_t i) -> const std::string& { return data.records[i].subject.sex; })},
          {"age", by([&](std::size_t i) -> const std::string& { return data.records[i].subject.age; })},
          {"database", by([&](std::size_t i) -> const std::string& { return data.records[i].database; })}};
}

json paired_json(const ComparedHead& first, const ComparedHead& second, const BootstrapSettings& settings) {
  const auto measured = measure_differences(first, second, kAllMetrics, settings);
  if (!measured)
    return {{"refused", refusal_json(measured.error())}};
  json paired = {{"metrics", metrics_json(measured)}};
  const auto delong = delong_comparison(first.examples, second.examples);
  if (!delong) {
    paired["delong"] = {{"refused", refusal_json(delong.error())}};
    return paired;
  }
  paired["delong"] = {{"difference", delong->difference}, {"variance", delong->variance}, {"p_value", nullptr}};
  if (delong->p_value)
    paired["delong"]["p_value"] = *delong->p_value;
  return paired;
}

std::string judgement_text(const std::string& title, const json& judgement) {
  auto out = table_stream();
  out << title << ": ";
  print_counts(out, judgement);
  out << ", threshold " << judgement["threshold"].get<double>() << '\n';
  if (judgement.contains("refused"))
    return out.str() + "  not judged: " + judgement["refused"]["message"].get<std::string>() + "\n";
  print_metrics(out, judgement["metrics"]);
  print_delong(out, judgement["delong"]);
  print_curve(out, judgement["decision_curve"]);
  if (!judgement.contains("subgroups"))
    return out.str();
  for (const auto& [kind, groups] : judgement["subgroups"].items())
    for (const auto& [name, group] : groups.items())
      print_group(out, kind + ", " + name, group);
  return out.str();
}

std::string paired_text(const std::string& title, const json& paired) {
  auto out = table_stream();
  out << title << ", difference on the same records\n";
  if (paired.contains("refused"))
    return out.str() + "  not judged: " + paired["refused"]["message"].get<std::string>() + "\n";
  print_metrics(out, paired["metrics"]);
  print_delong(out, paired["delong"]);
  return out.str();
}

}  // namespace leadwise::training
