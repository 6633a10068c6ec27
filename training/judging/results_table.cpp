#include "judging/results_table.hpp"

#include <iomanip>
#include <sstream>

namespace leadwise::training {
namespace {

void print_interval(std::ostream& out, const nlohmann::json& interval) {
  if (interval.is_null()) {
    out << "  not computable        ";
    return;
  }
  out << "  " << interval["auroc"].get<double>();
  // Where heads tell all, all replicates are equal.
  if (interval["low"].is_null())
    out << " [no interval]  ";
  else
    out << " [" << interval["low"].get<double>() << ", " << interval["high"].get<double>() << "]";
}

void print_imposed(std::ostream& out, const std::string& title, const nlohmann::json& severities) {
  out << title
      << "\n  severity  against control and sham  against control       against sham          sham against control\n";
  for (const auto& row : severities) {
    out << "  " << row["severity"].get<double>() << "    ";
    for (const char* column : {"against_control_and_sham", "against_control", "against_sham", "sham_against_control"})
      print_interval(out, row[column]);
    out << '\n';
  }
}

void print_steadiness(std::ostream& out, const std::string& title, const nlohmann::json& turns) {
  out << "score of the ECG begun later, " << title << '\n';
  for (const auto& row : turns)
    out << "  by " << row["begun_later_s"].get<double>() << " s: changed by " << row["median"].get<double>() << " of 100 (median), "
        << row["ninth_decile"].get<double>() << " (ninth decile), " << row["largest"].get<double>() << " (most); by more than 20 in "
        << row["over_20"] << " of " << row["ecgs"] << " ECGs\n";
}

void print_flags(std::ostream& out, const std::string& title, const nlohmann::json& databases) {
  out << title << '\n';
  for (const auto& [database, flags] : databases.items())
    for (const auto& [flag, interval] : flags.items()) {
      if (interval.is_null())
        continue;
      out << "  " << std::setw(16) << std::left << database << std::setw(14) << flag;
      print_interval(out, interval);
      out << "  (" << interval["positives"] << " of "
          << interval["positives"].get<int>() + interval["negatives"].get<int>() << " ECGs)\n";
    }
}

/// Empty where weights without heads were judged.
const nlohmann::json& part_of(const nlohmann::json& results, const char* key) {
  static const nlohmann::json none = nlohmann::json::object();
  return results.contains(key) ? results[key] : none;
}

}  // namespace

std::string results_table(const nlohmann::json& results) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(3);
  for (const auto& [part, heads] : part_of(results, "imposed").items())
    for (const auto& [head, severities] : heads.items())
      print_imposed(out, part + ", " + head, severities);
  for (const auto& [part, heads] : part_of(results, "steadiness").items())
    for (const auto& [head, turns] : heads.items())
      print_steadiness(out, part + ", " + head, turns);
  for (const auto& [head, databases] : part_of(results, "flags").items())
    print_flags(out, "flags of unaltered ECGs, " + head, databases);
  for (const auto& [part, error] : results["reconstruction_mean_squared_error"].items())
    out << "reconstruction, " << part << ": mean squared error " << error.get<double>() << " (a flat line: 1)\n";
  for (const auto& doubt : results["data"]["may_have_taught"])
    out << doubt.get<std::string>() << '\n';
  return out.str();
}

}  // namespace leadwise::training
