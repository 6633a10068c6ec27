#include "judging/attribution_means.hpp"

#include <array>
#include <cmath>
#include <iomanip>
#include <set>
#include <sstream>

namespace leadwise::training {
namespace {

using nlohmann::json;
using Values = std::vector<std::optional<double>>;

/// The columns of one lead, and of all together.
constexpr std::array kColumns = {"total", "shape", "amplitude", "p", "qrs", "st", "t", "rest"};
constexpr std::array kBeatParts = {"p", "qrs", "st", "t"};

std::optional<double> wave_of(const WaveShares& shares, EcgWave wave) {
  return shares.waves[static_cast<std::size_t>(wave)];
}

std::optional<double> qrs_of(const WaveShares& shares) {
  std::optional<double> sum;
  for (const auto wave : {EcgWave::q, EcgWave::r, EcgWave::s})
    if (const auto share = wave_of(shares, wave))
      sum = sum.value_or(0.0) + *share;
  return sum;
}

/// In the order of kColumns.
void append_columns(Values& values, double shape, std::optional<double> amplitude, const WaveShares& shares) {
  values.insert(values.end(), {shape + amplitude.value_or(0.0), shape, amplitude, wave_of(shares, EcgWave::p),
                               qrs_of(shares), wave_of(shares, EcgWave::st), wave_of(shares, EcgWave::t), shares.rest});
}

Values values_of(const Explanation& explanation) {
  const auto& attribution = explanation.attribution;
  const auto amplitude = [&](double sum) { return explanation.has_amplitude ? std::optional(sum) : std::nullopt; };
  WaveShares all;
  double shape = 0.0, size = 0.0;
  for (std::size_t i = 0; i < attribution.leads.size(); ++i) {
    all.add(explanation.waves[i]);
    shape += attribution.leads[i].shape();
    size += attribution.leads[i].amplitude;
  }
  Values values = {attribution.logit, attribution.baseline_logit};
  append_columns(values, shape, amplitude(size), all);
  for (std::size_t i = 0; i < attribution.leads.size(); ++i)
    append_columns(values, attribution.leads[i].shape(), amplitude(attribution.leads[i].amplitude),
                   explanation.waves[i]);
  return values;
}

bool has_converged(const Attribution& attribution) {
  return attribution.relative_gap() <= Explainer::kLargestRelativeGap ||
         std::fabs(attribution.gap()) <= Explainer::kLargestGap;
}

std::vector<PatientValues> sizes_of(std::vector<PatientValues> records) {
  for (auto& record : records)
    for (auto& value : record.values)
      if (value)
        value = std::fabs(*value);
  return records;
}

json number_or_null(const std::optional<double>& number) { return number ? json(*number) : json(nullptr); }

/// Columns in their order, each made JSON when it is taken.
struct MeanColumns {
  std::vector<MeasuredMean> means, sizes;
  std::size_t next = 0;

  json take() {
    const auto& mean = means[next];
    json taken = {{"mean", number_or_null(mean.value)},
                  {"low", nullptr},
                  {"high", nullptr},
                  {"mean_size", number_or_null(sizes[next].value)},
                  {"records", mean.records}};
    if (mean.interval) {
      taken["low"] = mean.interval->low;
      taken["high"] = mean.interval->high;
    }
    ++next;
    return taken;
  }

  json take_lead() {
    json lead = json::object();
    for (const char* column : kColumns)
      lead[column] = take();
    return lead;
  }
};

void print_mean(std::ostream& out, const json& mean) {
  if (mean["mean"].is_null()) {
    out << std::setw(10) << "none";
    return;
  }
  out << std::setw(10) << mean["mean"].get<double>();
}

void print_row(std::ostream& out, const std::string& name, const json& lead) {
  out << "  " << std::left << std::setw(9) << name << std::right;
  print_mean(out, lead["total"]);
  std::ostringstream interval;
  interval << std::showpos << std::fixed << std::setprecision(2);
  if (lead["total"]["low"].is_null())
    interval << "[not computable]";
  else
    interval << "[" << lead["total"]["low"].get<double>() << ", " << lead["total"]["high"].get<double>() << "]";
  out << std::setw(18) << interval.str();
  for (const char* part : kBeatParts)
    print_mean(out, lead[part]);
  print_mean(out, lead["rest"]);
  print_mean(out, lead["amplitude"]);
  out << '\n';
}

}  // namespace

void AttributionMeans::add(const std::string& patient, const Explanation& explanation) {
  leads_.clear();
  for (const auto& lead : explanation.attribution.leads)
    leads_.push_back(lead.lead);
  has_amplitude_ = explanation.has_amplitude;
  unconverged_ += has_converged(explanation.attribution) ? 0U : 1U;
  records_.push_back({patient, values_of(explanation)});
}

Result<json> AttributionMeans::json(const BootstrapSettings& settings) const {
  const auto means = measure_means(records_, settings);
  const auto sizes = measure_means(sizes_of(records_), {settings.seed, 1});
  if (!means || !sizes)
    return tl::unexpected(means ? sizes.error() : means.error());
  MeanColumns columns{*means, *sizes};
  std::set<std::string> patients;
  for (const auto& record : records_)
    patients.insert(record.patient);
  nlohmann::json result = {{"records", records_.size()}, {"patients", patients.size()}, {"unconverged", unconverged_}};
  result["logit"] = columns.take();
  result["baseline_logit"] = columns.take();
  result["all_leads"] = columns.take_lead();
  for (const auto lead : leads_)
    result["leads"][std::string(lead_name(lead))] = columns.take_lead();
  return result;
}

std::string attribution_text(const std::string& head, const json& means) {
  std::ostringstream out;
  out << std::showpos << std::fixed << std::setprecision(2);
  out << head << ": " << means["records"] << " ECGs of " << means["patients"]
      << " patients; log odds from a flat line (which has " << means["baseline_logit"]["mean"].get<double>()
      << ") to the ECG (mean " << means["logit"]["mean"].get<double>() << ")\n";
  out << "  " << std::left << std::setw(9) << "lead" << std::right << std::setw(10) << "mean" << std::setw(18)
      << "[95 % interval]";
  for (const char* column : {"P", "QRS", "ST", "T", "rest", "size"})
    out << std::setw(10) << column;
  out << '\n';
  print_row(out, "all", means["all_leads"]);
  for (const auto lead : kTwelveLeads)
    if (const std::string name(lead_name(lead)); means["leads"].contains(name))
      print_row(out, name, means["leads"][name]);
  return out.str();
}

}  // namespace leadwise::training
