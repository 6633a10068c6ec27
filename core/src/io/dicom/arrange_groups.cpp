#include "dicom/arrange_groups.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

#include "text/text_lines.hpp"

namespace leadwise::io::dicom {
namespace {

enum class Role { rhythm, average_beat, other };

using LeadSet = std::bitset<kLeadCount>;

/// An average beat is no longer than this.
constexpr double kLongestBeatS = 2.0;

/// A heartbeat is what every recording shows: the word tells no average beat from one.
std::string telling_label(const MultiplexGroup& group) {
  constexpr std::string_view kHeartbeat = "heartbeat";
  std::string label = to_lower(group.label);
  for (std::size_t at = label.find(kHeartbeat); at != std::string::npos; at = label.find(kHeartbeat, at))
    label.erase(at, kHeartbeat.size());
  return label;
}

bool has_word(const MultiplexGroup& group, std::span<const std::string_view> words) {
  const std::string label = telling_label(group);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return label.find(word) != std::string::npos; });
}

bool is_labelled_beat(const MultiplexGroup& group) {
  constexpr std::array<std::string_view, 7> kWords = {"median",   "average", "avg", "representative",
                                                      "template", "beat",    "mean"};
  return has_word(group, kWords);
}

bool is_labelled_rhythm(const MultiplexGroup& group) {
  constexpr std::array<std::string_view, 1> kWords = {"rhythm"};
  return has_word(group, kWords);
}

/// What else is in the file, against which a group without a telling label is judged.
struct Company {
  double longest_s = 0.0;
  bool has_original = false;
};

Company company_of(const std::vector<MultiplexGroup>& groups) {
  Company company;
  for (const MultiplexGroup& group : groups) {
    if (is_labelled_beat(group))
      continue;
    company.longest_s = std::max(company.longest_s, group.duration_s());
    company.has_original = company.has_original || !group.derived || is_labelled_rhythm(group);
  }
  return company;
}

LeadSet leads_of(const MultiplexGroup& group) {
  LeadSet leads;
  for (const Channel& channel : group.channels) {
    if (channel.lead)
      leads.set(lead_index(*channel.lead));
  }
  return leads;
}

bool same_time(const MultiplexGroup& a, const MultiplexGroup& b) {
  return a.sampling_rate_hz == b.sampling_rate_hz && a.sample_count == b.sample_count &&
         a.offset_ms.value_or(0.0) == b.offset_ms.value_or(0.0);
}

/// Leads that a device computed from those it recorded (III, aVR, aVL, aVF) and stored beside them, sample by sample.
bool completes_originals(const MultiplexGroup& group, const std::vector<MultiplexGroup>& groups) {
  const LeadSet leads = leads_of(group);
  bool completes = false;
  for (const MultiplexGroup& other : groups) {
    const LeadSet recorded = other.derived || is_labelled_beat(other) ? LeadSet{} : leads_of(other);
    if ((leads & recorded).any())
      return false;
    completes = completes || (recorded.any() && same_time(group, other));
  }
  return completes && leads.any();
}

Role role_of(const MultiplexGroup& group, const std::vector<MultiplexGroup>& groups, const Company& company) {
  if (is_labelled_rhythm(group))
    return Role::rhythm;
  if (is_labelled_beat(group))
    return Role::average_beat;
  const bool as_short_as_a_beat = group.duration_s() <= kLongestBeatS;
  if (as_short_as_a_beat && (group.derived || company.longest_s > 2.0 * group.duration_s()))
    return Role::average_beat;
  const bool beside = group.derived && company.has_original && !completes_originals(group, groups);
  return beside ? Role::other : Role::rhythm;
}

/// Rhythm groups that are to become one recording.
class Recording {
 public:
  explicit Recording(std::vector<MultiplexGroup>& groups) : groups_(&groups) {}

  /// False where the group cannot be part of it.
  bool take(std::size_t index) {
    if (has_other_rate(index) || repeats_leads(index))
      return false;
    members_.push_back(index);
    if (fits())
      return true;
    members_.pop_back();
    return false;
  }

  bool has_other_rate(std::size_t index) const {
    return !members_.empty() && (*groups_)[index].sampling_rate_hz != (*groups_)[members_.front()].sampling_rate_hz;
  }

  /// All its standard leads are there already; a group that brings others too is taken with its copies, which are set
  /// apart where all formats' are.
  bool repeats_leads(std::size_t index) const {
    LeadSet there;
    for (const std::size_t member : members_)
      there |= leads_of((*groups_)[member]);
    const LeadSet leads = leads_of((*groups_)[index]);
    return leads.any() && (leads & ~there).none();
  }

  const std::vector<std::size_t>& members() const { return members_; }

  /// In samples, from the beginning of the earliest.
  std::uint64_t start_of(std::size_t index) const {
    const MultiplexGroup& group = (*groups_)[index];
    return static_cast<std::uint64_t>(std::round((offset_ms(group) - earliest_ms()) * group.sampling_rate_hz / 1000.0));
  }

  std::uint64_t sample_count() const {
    std::uint64_t end = 0;
    for (const std::size_t member : members_)
      end = std::max(end, start_of(member) + (*groups_)[member].sample_count);
    return end;
  }

 private:
  static double offset_ms(const MultiplexGroup& group) { return group.offset_ms.value_or(0.0); }

  double earliest_ms() const {
    double earliest = std::numeric_limits<double>::infinity();
    for (const std::size_t member : members_)
      earliest = std::min(earliest, offset_ms((*groups_)[member]));
    return earliest;
  }

  // Offsets may not blow the recording up beyond what its samples warrant.
  bool fits() const {
    constexpr std::uint64_t kMostGaps = 8;
    constexpr double kLongestMs = 1e10;
    std::uint64_t channels = 0, samples = 0;
    double latest = 0.0;
    for (const std::size_t member : members_) {
      const MultiplexGroup& group = (*groups_)[member];
      channels += group.channels.size();
      samples += std::uint64_t{group.channels.size()} * group.sample_count;
      latest = std::max(latest, offset_ms(group) - earliest_ms());
    }
    const double longest_samples = latest * (*groups_)[members_.front()].sampling_rate_hz / 1000.0;
    return latest < kLongestMs && longest_samples <= static_cast<double>(kMostGaps * samples) &&
           channels * sample_count() <= kMostGaps * samples;
  }

  std::vector<MultiplexGroup>* groups_;
  std::vector<std::size_t> members_;
};

std::vector<std::size_t> with_role(const std::vector<MultiplexGroup>& groups, Role role) {
  const Company company = company_of(groups);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!groups[i].channels.empty() && role_of(groups[i], groups, company) == role)
      found.push_back(i);
  }
  return found;
}

void add_group(MultiplexGroup& group, std::string_view unnamed, std::vector<SignalGroup>& to) {
  std::string label =
      group.label.empty() ? std::string(unnamed) + " (group " + std::to_string(group.number) + ')' : group.label;
  to.push_back({std::move(label), group.sampling_rate_hz, std::move(group.channels)});
}

void place_channel(Channel& channel, std::size_t start, std::size_t count, EcgRecord& record) {
  std::vector<double> samples_mv(count, std::numeric_limits<double>::quiet_NaN());
  std::copy(channel.samples_mv.begin(), channel.samples_mv.end(),
            samples_mv.begin() + static_cast<std::ptrdiff_t>(start));
  channel.samples_mv = std::move(samples_mv);
  record.channels.push_back(std::move(channel));
}

/// What a group is worth to the recording, the weightiest first: how many standard leads the groups of its rate have
/// together, how many of them only this group has, how many it has at all, how long it is, how many channels it has.
using Worth = std::tuple<std::size_t, std::size_t, std::size_t, double, std::size_t>;

Worth worth_of(const std::vector<MultiplexGroup>& groups, const std::vector<std::size_t>& indices, std::size_t index) {
  const MultiplexGroup& group = groups[index];
  const LeadSet leads = leads_of(group);
  LeadSet of_others;
  for (const std::size_t other : indices) {
    if (other != index && groups[other].sampling_rate_hz == group.sampling_rate_hz)
      of_others |= leads_of(groups[other]);
  }
  return {(leads | of_others).count(), (leads & ~of_others).count(), leads.count(), group.duration_s(),
          group.channels.size()};
}

// So a strip comes behind the leads that it repeats, however long it is; of equals the first of the file comes first.
void sort_by_worth(const std::vector<MultiplexGroup>& groups, std::vector<std::size_t>& indices) {
  std::vector<std::pair<Worth, std::size_t>> sorted;
  for (const std::size_t index : indices)
    sorted.emplace_back(worth_of(groups, indices, index), index);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::transform(sorted.begin(), sorted.end(), indices.begin(), [](const auto& entry) { return entry.second; });
}

std::string why_no_rhythm(const std::vector<MultiplexGroup>& groups) {
  const bool any = std::any_of(groups.begin(), groups.end(), [](const auto& group) { return !group.channels.empty(); });
  return any ? "DICOM: the file holds an average beat and no recording"
             : "DICOM: none of the channels is in a unit of voltage";
}

void note_unsaid_times(const std::vector<MultiplexGroup>& groups, const Recording& recording, EcgRecord& record) {
  const auto unsaid = [&](std::size_t member) { return !groups[member].offset_ms; };
  const auto& members = recording.members();
  if (members.size() > 1 && std::any_of(members.begin(), members.end(), unsaid)) {
    record.notes.push_back({ErrorCode::InvalidHeader,
                            "the leads stand in several groups whose times are not stated; they were taken as "
                            "recorded at the same time"});
  }
}

void note_beside(const std::vector<MultiplexGroup>& groups, const Recording& recording, std::size_t index,
                 EcgRecord& record) {
  const MultiplexGroup& group = groups[index];
  const std::string name = group.label.empty() ? "" : ' ' + quoted(group.label);
  const bool repeats = !recording.has_other_rate(index) && recording.repeats_leads(index);
  const std::string_view why = recording.has_other_rate(index) ? " has another sampling rate than the recording"
                               : repeats                       ? " repeats leads that the recording has"
                                                               : " lies too far from the recording in time";
  record.notes.push_back({repeats ? ErrorCode::DuplicateLead : ErrorCode::UnsupportedFormat,
                          "group " + std::to_string(group.number) + name + std::string(why) +
                              "; it is kept beside it and never given to the model"});
}

void build_recording(std::vector<MultiplexGroup>& groups, const Recording& recording, std::vector<GroupPlace>& places,
                     EcgRecord& record) {
  const auto count = static_cast<std::size_t>(recording.sample_count());
  std::vector<std::size_t> members = recording.members();
  std::sort(members.begin(), members.end());
  for (const std::size_t member : members) {
    const auto start = static_cast<std::size_t>(recording.start_of(member));
    places[member].first_sample = start;
    for (Channel& channel : groups[member].channels)
      place_channel(channel, start, count, record);
  }
  const MultiplexGroup& main = groups[recording.members().front()];
  record.sampling_rate_hz = main.sampling_rate_hz;
  if (!main.filters.empty())
    record.device.filters = main.filters;
}

}  // namespace

Result<std::vector<GroupPlace>> arrange_groups(std::vector<MultiplexGroup>& groups, EcgRecord& record) {
  std::vector<GroupPlace> places;
  for (const MultiplexGroup& group : groups)
    places.push_back({std::nullopt, group.sampling_rate_hz, group.labels});
  std::vector<std::size_t> rhythm = with_role(groups, Role::rhythm);
  const std::vector<std::size_t> beats = with_role(groups, Role::average_beat);
  const std::vector<std::size_t> others = with_role(groups, Role::other);
  if (rhythm.empty())
    return fail(ErrorCode::NoEcgChannel, why_no_rhythm(groups), 0);
  sort_by_worth(groups, rhythm);
  Recording recording(groups);
  std::vector<std::size_t> beside;
  for (const std::size_t index : rhythm) {
    if (!recording.take(index))
      beside.push_back(index);
  }
  note_unsaid_times(groups, recording, record);
  for (const std::size_t index : beside)
    note_beside(groups, recording, index, record);
  build_recording(groups, recording, places, record);
  for (const std::size_t index : beside)
    add_group(groups[index], "signal", record.other_signals);
  for (const std::size_t index : others)
    add_group(groups[index], "derived signal", record.other_signals);
  for (const std::size_t index : beats)
    add_group(groups[index], "average beat", record.average_beats);
  groups.clear();
  return places;
}

}  // namespace leadwise::io::dicom
