#include "set_repeated_leads_apart.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// By lead: which of the channels it is.
using Copies = std::array<std::vector<std::size_t>, kLeadCount>;

/// The first sample that is not missing, and the one behind the last; equal where all are missing.
using Span = std::pair<std::size_t, std::size_t>;

Copies copies_in(const std::vector<Channel>& channels) {
  Copies copies;
  for (std::size_t i = 0; i < channels.size(); ++i) {
    if (channels[i].lead)
      copies[lead_index(*channels[i].lead)].push_back(i);
  }
  return copies;
}

Span span_of(const Channel& channel) {
  const std::vector<double>& samples = channel.samples_mv;
  const auto is_there = [](double sample_mv) { return !std::isnan(sample_mv); };
  const auto first = std::find_if(samples.begin(), samples.end(), is_there);
  const auto last = std::find_if(samples.rbegin(), std::make_reverse_iterator(first), is_there);
  return {static_cast<std::size_t>(first - samples.begin()), static_cast<std::size_t>(last.base() - samples.begin())};
}

/// How many of the leads that are there once begin and end so.
std::map<Span, std::size_t> spans_of_single_leads(const std::vector<Channel>& channels, const Copies& copies) {
  std::map<Span, std::size_t> spans;
  for (const auto& of_lead : copies) {
    if (of_lead.size() == 1)
      ++spans[span_of(channels[of_lead.front()])];
  }
  return spans;
}

std::size_t kept_copy(const std::vector<Channel>& channels, const std::vector<std::size_t>& of_lead,
                      const std::map<Span, std::size_t>& spans) {
  const auto rank = [&](std::size_t copy) {
    const Span span = span_of(channels[copy]);
    const auto found = spans.find(span);
    return std::pair(span.first < span.second, found == spans.end() ? 0 : found->second);
  };
  std::size_t kept = of_lead.front();
  auto best = rank(kept);
  for (const std::size_t copy : of_lead) {
    if (const auto own = rank(copy); own > best) {
      kept = copy;
      best = own;
    }
  }
  return kept;
}

// Copies at two resolutions may differ by a step of the coarser one.
std::string comparison(const Channel& kept, const Channel& other) {
  const double tolerance_mv = std::max(kept.resolution_mv, other.resolution_mv) + 1e-9;
  const std::size_t count = std::min(kept.samples_mv.size(), other.samples_mv.size());
  std::size_t common = 0, differing = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double distance_mv = std::abs(kept.samples_mv[i] - other.samples_mv[i]);
    common += std::isnan(distance_mv) ? 0U : 1U;
    differing += distance_mv > tolerance_mv ? 1U : 0U;
  }
  if (common == 0)
    return "at other times";
  if (differing == 0)
    return "the same where both have samples";
  return "contradicts the other in " + std::to_string(differing) + " of the " + std::to_string(common) +
         " samples that both have";
}

std::string note_of(const std::vector<Channel>& channels, const std::vector<std::size_t>& of_lead, std::size_t kept) {
  constexpr std::size_t kMostNamed = 4;
  std::string text = "lead " + std::string(lead_name(*channels[kept].lead)) + " is there " +
                     std::to_string(of_lead.size()) + " times: " + quoted(channels[kept].label) +
                     " was kept, the other copies stand beside it: ";
  std::size_t named = 0;
  for (const std::size_t copy : of_lead) {
    if (copy == kept)
      continue;
    if (named == kMostNamed)
      return text + " and others";
    text += (named++ == 0 ? "" : ", ") + quoted(channels[copy].label) + " (" +
            comparison(channels[kept], channels[copy]) + ')';
  }
  return text;
}

/// For each channel the set that it goes to: 0 where it stays, n where it is the n-th copy that goes.
std::vector<std::size_t> sets_of_channels(const std::vector<Channel>& channels, const Copies& copies,
                                          const std::string& place, std::vector<Note>& notes) {
  std::vector<std::size_t> sets(channels.size(), 0);
  const std::map<Span, std::size_t> spans = spans_of_single_leads(channels, copies);
  for (const auto& of_lead : copies) {
    if (of_lead.size() < 2)
      continue;
    const std::size_t kept = kept_copy(channels, of_lead, spans);
    notes.push_back({ErrorCode::DuplicateLead, place + note_of(channels, of_lead, kept)});
    std::size_t set = 0;
    for (const std::size_t copy : of_lead)
      sets[copy] = copy == kept ? 0 : ++set;
  }
  return sets;
}

/// Takes the copies out of `channels`: sets in each of which every lead is there once.
std::vector<std::vector<Channel>> take_copies(std::vector<Channel>& channels, const std::string& place,
                                              std::vector<Note>& notes) {
  std::vector<std::vector<Channel>> taken;
  const Copies copies = copies_in(channels);
  if (std::none_of(copies.begin(), copies.end(), [](const auto& of_lead) { return of_lead.size() > 1; }))
    return taken;
  const std::vector<std::size_t> sets = sets_of_channels(channels, copies, place, notes);
  taken.resize(*std::max_element(sets.begin(), sets.end()));
  std::vector<Channel> kept;
  for (std::size_t i = 0; i < channels.size(); ++i)
    (sets[i] == 0 ? kept : taken[sets[i] - 1]).push_back(std::move(channels[i]));
  channels = std::move(kept);
  return taken;
}

void set_apart_in(std::vector<SignalGroup>& groups, std::vector<Note>& notes) {
  const std::size_t count = groups.size();
  for (std::size_t i = 0; i < count; ++i) {
    auto taken = take_copies(groups[i].channels, quoted(groups[i].label) + ": ", notes);
    for (std::vector<Channel>& channels : taken)
      groups.push_back({groups[i].label + ", repeated leads", groups[i].sampling_rate_hz, std::move(channels)});
  }
}

}  // namespace

void set_repeated_leads_apart(EcgRecord& record) {
  set_apart_in(record.average_beats, record.notes);
  set_apart_in(record.other_signals, record.notes);
  for (std::vector<Channel>& channels : take_copies(record.channels, "", record.notes))
    record.other_signals.push_back({"repeated leads", record.sampling_rate_hz, std::move(channels)});
}

}  // namespace leadwise::io
