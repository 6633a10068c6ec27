#include "arrays/array_statements.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "arrays/lead_name_lists.hpp"
#include "arrays/stated_variables.hpp"
#include "text/number_text.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

bool are_voltage_units(const std::vector<std::string>& texts) {
  return std::all_of(texts.begin(), texts.end(),
                     [](const std::string& text) { return units_per_millivolt(text).has_value(); });
}

bool is_gain_key(std::string_view letters) {
  constexpr std::string_view kKeys =
      " gain gains adcgain adcgains scale scales scaling scalefactor scalefactors factor factors multiplier "
      "conversionfactor calibration sensitivity resolution resolutions amplituderesolution voltageresolution "
      "signalresolution resolutionuv resolutionmv resolutionnv lsb lsbs uvperlsb nvperlsb mvperlsb uvperbit nvperbit "
      "mvperbit unitsperbit unitperbit countspermv baseline baselines offset offsets dcoffset adczero adczeros "
      "adcoffset ";
  return !letters.empty() && kKeys.find(' ' + std::string(letters) + ' ') != std::string_view::npos;
}

void add_once(std::string path, std::set<std::string>& known, std::vector<std::string>& paths) {
  if (known.insert(path).second)
    paths.push_back(std::move(path));
}

tl::unexpected<Error> contradiction(const ArrayFile& file, const StatedVariables& variables, std::string_view what) {
  return fail(ErrorCode::InvalidHeader,
              file.what + ": " + quoted(path_of(*variables.front())) + " and " + quoted(path_of(*variables.back())) +
                  " state the " + std::string(what) + " differently",
              variables.back()->offset);
}

const std::vector<std::string>& texts_in(const ArrayVariable& variable) { return variable.texts; }

// What `read` makes of the texts of each variable, if it makes the same of all.
template <class Read>
Result<std::vector<std::string>> one_list(const ArrayFile& file, const StatedVariables& variables, std::string_view what,
                                          Read read) {
  if (variables.empty())
    return std::vector<std::string>{};
  std::vector<std::string> first = read(*variables.front());
  for (const ArrayVariable* variable : variables) {
    if (read(*variable) != first)
      return contradiction(file, {variables.front(), variable}, what);
  }
  return first;
}

// A list that is called so; where there is none, any list of nothing but leads, as many as there are channels.
Result<std::vector<std::string>> read_lead_names(const ArrayFile& file, std::string_view parent,
                                                 const std::vector<std::uint64_t>& channel_counts) {
  StatedVariables lists = stated_variables(file, parent, [&](const ArrayVariable& variable, std::string_view) {
    return is_called_lead_names(variable, channel_counts);
  });
  if (lists.empty()) {
    lists = stated_variables(file, parent, [&](const ArrayVariable& variable, std::string_view) {
      return lists_leads(variable, channel_counts);
    });
  }
  return one_list(file, lists, "lead names", names_in);
}

Result<double> read_rate(const ArrayFile& file, const ArrayVariable& variable) {
  // What lies outside is no rate but another quantity, or damage.
  constexpr double kLowestHz = 1e-3, kHighestHz = 1e6;
  const std::optional<double> rate_hz =
      variable.holds_texts ? parse_rate_hz(variable.texts.front()) : std::optional(number_at(variable, 0));
  if (rate_hz && *rate_hz >= kLowestHz && *rate_hz <= kHighestHz)
    return *rate_hz;
  const std::string found = variable.holds_texts
                                ? quoted(variable.texts.front())
                                : (std::isfinite(*rate_hz) ? number_text(*rate_hz) : std::string("no finite number"));
  return fail(ErrorCode::InvalidSamplingRate,
              file.what + ": the sampling rate in " + quoted(path_of(variable)) + " is " + found, variable.offset);
}

std::set<std::string_view> parents_of_lists(const ArrayFile& file) {
  std::set<std::string_view> parents;
  for (const ArrayVariable& variable : file.variables) {
    if (!variable.holds_texts && !is_single_number(variable))
      parents.insert(variable.parent);
  }
  return parents;
}

// In a structure that the samples do not lie in, a "frequency" may be a filter's, and any rate that of the signal there.
Result<std::optional<double>> read_rates(const ArrayFile& file, std::string_view parent) {
  const auto with_lists = parents_of_lists(file);
  const auto may_be_of_ecg = [&](const ArrayVariable& variable, std::string_view letters) {
    return encloses(variable.parent, parent) ||
           (letters.rfind("freq", 0) != 0 && with_lists.count(variable.parent) == 0);
  };
  const StatedVariables rates = stated_variables(file, parent, [&](const ArrayVariable& variable, std::string_view letters) {
    return is_rate_key(letters) && may_be_of_ecg(variable, letters) &&
           (variable.holds_texts ? variable.texts.size() == 1 : is_single_number(variable));
  });
  std::optional<double> rate_hz;
  for (const ArrayVariable* variable : rates) {
    const auto read = read_rate(file, *variable);
    if (!read)
      return tl::unexpected(read.error());
    if (rate_hz && *rate_hz != *read)
      return contradiction(file, {rates.front(), variable}, "sampling rate");
    rate_hz = *read;
  }
  return rate_hz;
}

bool holds_waveform_samples(const ArrayFile& file, std::string_view parent) {
  return std::any_of(file.variables.begin(), file.variables.end(), [&](const ArrayVariable& variable) {
    return variable.name == "waveformSamples" && variable.parent == parent;
  });
}

// Kardia states nanovolts a count beside "samples", Google and Fitbit counts a millivolt beside "waveformSamples".
std::optional<double> counts_per_millivolt(const ArrayFile& file, const ArrayVariable& variable,
                                           std::string_view samples) {
  const double number = is_single_number(variable) ? number_at(variable, 0) : 0.0;
  if (!(number > 0.0) || !std::isfinite(number))
    return std::nullopt;
  constexpr double kNanovoltsPerMillivolt = 1e6;
  const std::string_view version = last_name(parent_path(samples));
  const bool kardia = last_name(samples) == "samples" && (version == "raw" || version == "enhanced");
  if (kardia && variable.name == "amplitudeResolution" && variable.parent == parent_path(samples))
    return kNanovoltsPerMillivolt / number;
  const bool beside = variable.parent == samples;
  const bool google = variable.name == "millivoltsScalingFactor" && beside;
  const bool fitbit = variable.name == "scalingFactor" && beside && holds_waveform_samples(file, samples);
  return google || fitbit ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<ArrayStatements> read_array_statements(const ArrayFile& file, std::string_view parent,
                                              const std::vector<std::uint64_t>& channel_counts) {
  auto names = read_lead_names(file, parent, channel_counts);
  if (!names)
    return tl::unexpected(names.error());
  // A "unit" that is not beside the samples may be a hospital's.
  const StatedVariables unit_lists = stated_variables(file, parent, [&](const ArrayVariable& variable, std::string_view letters) {
    return !variable.texts.empty() && is_unit_key(letters) &&
           (variable.parent == parent || are_voltage_units(variable.texts));
  });
  auto units = one_list(file, unit_lists, "unit", texts_in);
  if (!units)
    return tl::unexpected(units.error());
  const auto rate_hz = read_rates(file, parent);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  ArrayStatements statements;
  statements.lead_names = std::move(*names);
  statements.sampling_rate_hz = *rate_hz;
  statements.units = std::move(*units);
  if (statements.lead_names.empty())
    statements.unread_lead_names = unread_lead_names(file);
  std::set<std::string> known;
  for (const ArrayVariable& variable : file.variables) {
    if (const auto counts = counts_per_millivolt(file, variable, parent); counts && statements.units.empty())
      statements.counts_per_millivolt = counts;
    else if (!variable.holds_texts && is_gain_key(key_letters(variable.name)))
      add_once(path_of(variable), known, statements.gains);
  }
  // The other version's gain belongs to samples that were not taken.
  if (statements.counts_per_millivolt)
    std::erase_if(statements.gains, [](const std::string& path) { return last_name(path) == "amplitudeResolution"; });
  return statements;
}

}  // namespace leadwise::io
