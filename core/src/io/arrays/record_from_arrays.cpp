#include "arrays/record_from_arrays.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "arrays/array_statements.hpp"
#include "arrays/find_ecg_array.hpp"
#include "arrays/patient_statements.hpp"
#include "arrays/time_vector.hpp"
#include "text/assumed_leads.hpp"
#include "text/stated_rate.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

// The unit of every channel as a count per millivolt; nullopt for a channel whose stated unit is no voltage.
using Units = std::vector<std::optional<double>>;

Result<Units> units_of(const ArrayFile& file, const ArrayStatements& statements, const ReadOptions& options,
                       const std::vector<ArrayChannel>& channels) {
  const std::vector<std::string>& stated = statements.units;
  if (statements.counts_per_millivolt)
    return Units(channels.size(), statements.counts_per_millivolt);
  if (stated.empty() && !options.unit) {
    return fail(ErrorCode::UnitRequired,
                file.what + " does not state the unit of " + quoted(path_of(*channels.front().variable)) +
                    "; say it when opening the file, or save it as a variable \"unit\"",
                channels.front().variable->offset);
  }
  if (stated.empty())
    return Units(channels.size(), units_per_millivolt(*options.unit));
  if (stated.size() != 1 && stated.size() != channels.size()) {
    return fail(ErrorCode::InvalidHeader, file.what + " states " + std::to_string(stated.size()) + " units for " +
                                              std::to_string(channels.size()) + " channels");
  }
  Units units;
  for (std::size_t i = 0; i < channels.size(); ++i)
    units.push_back(units_per_millivolt(stated[stated.size() == 1 ? 0 : i]));
  return units;
}

Result<std::vector<double>> load_samples(const ArrayFile& file, const ArrayChannel& channel, double per_millivolt) {
  std::vector<double> samples_mv(static_cast<std::size_t>(channel.sample_count));
  for (std::size_t i = 0; i < samples_mv.size(); ++i) {
    samples_mv[i] = number_at(*channel.variable, channel.first + i * channel.step) / per_millivolt;
    if (!std::isinf(samples_mv[i]))
      continue;
    return fail(ErrorCode::InvalidSample,
                file.what + ": sample " + std::to_string(i + 1) + " of a channel in " +
                    quoted(path_of(*channel.variable)) + " is infinite",
                channel.variable->offset);
  }
  return samples_mv;
}

// No order is assumed where the file may say another one.
void number_channels(std::vector<ArrayChannel>& channels, const std::string& unread, EcgRecord& record) {
  for (std::size_t i = 0; i < channels.size(); ++i)
    channels[i].label = std::to_string(i + 1);
  record.notes.push_back(
      {ErrorCode::InvalidHeader,
       "the channels are numbered and none is taken as a lead, since what may name them was not read: " + unread});
}

void name_channels(std::vector<ArrayChannel>& channels, const std::string& unread, EcgRecord& record,
                   std::vector<std::optional<Lead>>& leads) {
  const bool unnamed =
      std::all_of(channels.begin(), channels.end(), [](const ArrayChannel& channel) { return channel.label.empty(); });
  if (unnamed && !unread.empty()) {
    number_channels(channels, unread, record);
    leads.resize(channels.size());
    return;
  }
  if (unnamed) {
    for (LeadLabel& label : assume_leads(channels.size(), "channels", record)) {
      channels[leads.size()].label = std::move(label.label);
      leads.push_back(label.lead);
    }
    return;
  }
  for (ArrayChannel& channel : channels) {
    leads.push_back(parse_lead(channel.label));
    if (channel.label.empty())
      channel.label = std::to_string(leads.size());
  }
}

Result<void> add_channels(const ArrayFile& file, std::vector<ArrayChannel> channels, const Units& units,
                          const std::string& unread_names, EcgRecord& record) {
  std::vector<std::optional<Lead>> leads;
  name_channels(channels, unread_names, record, leads);
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (!units[i]) {
      record.notes.push_back({ErrorCode::NoEcgChannel,
                              "channel " + quoted(channels[i].label) + " was left out: its unit is none of voltage"});
      continue;
    }
    auto samples_mv = load_samples(file, channels[i], *units[i]);
    if (!samples_mv)
      return tl::unexpected(samples_mv.error());
    const bool whole_numbers = channels[i].variable->type.kind != NumberKind::real;
    record.channels.push_back(
        {channels[i].label, leads[i], whole_numbers ? 1.0 / *units[i] : 0.0, 0.0, std::move(*samples_mv)});
  }
  if (!record.channels.empty())
    return {};
  return fail(ErrorCode::NoEcgChannel, file.what + ": the stated unit is none of voltage",
              channels.front().variable->offset);
}

void note_what_was_not_used(const ArrayFile& file, const EcgArrays& arrays, const ArrayStatements& statements,
                            EcgRecord& record) {
  constexpr std::size_t kMostNotes = 8;
  std::vector<Note> notes;
  for (const std::string& path : statements.gains)
    notes.push_back({ErrorCode::InvalidGain, "the variable " + quoted(path) + " was not applied to the samples"});
  for (const std::string& path : arrays.passed_over)
    notes.push_back({ErrorCode::UnsupportedFormat, "the array " + quoted(path) + " was left out"});
  for (const LeftOutArray& array : file.left_out)
    notes.push_back({ErrorCode::UnsupportedFormat, "left out: " + description_of(array)});
  notes.resize(std::min(notes.size(), kMostNotes), Note{ErrorCode::UnsupportedFormat, {}});
  record.notes.insert(record.notes.end(), notes.begin(), notes.end());
}

// The rate that the file states, else that of its times, else the caller's.
Result<void> set_rate(const ArrayFile& file, std::string_view parent, const ArrayChannel& channel,
                      std::optional<double> stated_hz, const ReadOptions& options, EcgRecord& record) {
  if (!stated_hz) {
    const auto of_times = rate_from_time_vector(file, parent, channel.sample_count);
    if (!of_times && !options.sampling_rate_hz)
      return tl::unexpected(of_times.error());
    if (!of_times)
      record.notes.push_back({of_times.error().code, of_times.error().message});
    stated_hz = of_times ? *of_times : std::nullopt;
  }
  return set_sampling_rate(stated_hz, options, file.what, ", or save it as a variable \"fs\"", record,
                           channel.variable->offset);
}

}  // namespace

Result<EcgRecord> record_from_arrays(const ArrayFile& file, const ReadOptions& options) {
  const auto arrays = find_ecg_arrays(file);
  if (!arrays)
    return tl::unexpected(arrays.error());
  std::string_view parent = arrays->variables.front()->parent;
  // The members of "leads" are described by what stands beside "leads".
  const bool listed = arrays->variables.front()->listed == ListedRole::samples;
  if (!arrays->is_matrix && !listed && key_letters(last_name(parent)) == "leads")
    parent = parent_path(parent);
  const auto statements = read_array_statements(file, parent, possible_channel_counts(*arrays));
  if (!statements)
    return tl::unexpected(statements.error());
  auto channels = split_into_channels(file, *arrays, *statements);
  if (!channels)
    return tl::unexpected(channels.error());
  EcgRecord record;
  if (auto set = set_rate(file, parent, channels->front(), statements->sampling_rate_hz, options, record); !set)
    return tl::unexpected(set.error());
  const auto units = units_of(file, *statements, options, *channels);
  if (!units)
    return tl::unexpected(units.error());
  if (auto added = add_channels(file, std::move(*channels), *units, statements->unread_lead_names, record); !added)
    return tl::unexpected(added.error());
  take_patient_statements(file, parent, record);
  note_what_was_not_used(file, *arrays, *statements, record);
  return record;
}

}  // namespace leadwise::io
