#include "aecg/aecg_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "aecg/aecg_codes.hpp"
#include "aecg/aecg_quantity.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostSets = 1024;

struct PlacedSet {
  AecgSequenceSet set;
  std::uint64_t first_sample = 0;
};

bool same_rate(double a, double b) { return std::abs(a - b) <= 1e-9 * std::abs(b); }

Result<std::vector<AecgSequenceSet>> read_sets(const XmlElement& series, const ReadOptions& options,
                                               std::vector<Note>& notes) {
  std::vector<AecgSequenceSet> sets;
  const std::vector<XmlElement> components = series.children("component");
  if (components.size() > kMostSets)
    return fail(ErrorCode::TooLarge, "HL7 aECG: a series of more than 1024 sequence sets", series.offset());
  for (const XmlElement& component : components) {
    for (const XmlElement& element : component.children("sequenceSet")) {
      auto set = read_aecg_sequence_set(element, options, notes);
      if (!set)
        return tl::unexpected(set.error());
      if (!set->channels.empty())
        sets.push_back(std::move(*set));
    }
  }
  return sets;
}

/// Takes the sets at another rate than the first out of `sets`.
void set_other_rates_apart(std::vector<AecgSequenceSet>& sets, AecgSeries& read) {
  const auto others = std::stable_partition(sets.begin(), sets.end(), [&](const AecgSequenceSet& set) {
    return same_rate(set.time.sampling_rate_hz, sets.front().time.sampling_rate_hz);
  });
  for (auto set = others; set != sets.end(); ++set) {
    read.other_signals.push_back({read.label + " at " + number_text(set->time.sampling_rate_hz) + " Hz",
                                  set->time.sampling_rate_hz, std::move(set->channels)});
  }
  sets.erase(others, sets.end());
}

Result<std::uint64_t> distance_in_samples(const AecgSequenceSet& set, const AecgTimeAxis& start) {
  const double distance = (set.time.head_s - start.head_s) * start.sampling_rate_hz;
  const double whole = std::round(distance);
  if (set.time.absolute != start.absolute || !(std::abs(distance - whole) < 0.05) || !(whole >= 0.0) || whole > 1e15) {
    return fail(ErrorCode::UnsupportedFormat,
                "HL7 aECG: sequence sets of a series whose times do not lie on one row of samples are not read",
                set.offset);
  }
  return static_cast<std::uint64_t>(whole);
}

Result<std::vector<PlacedSet>> place(std::vector<AecgSequenceSet> sets, AecgTimeAxis& start) {
  const auto earliest = std::min_element(sets.begin(), sets.end(),
                                         [](const auto& a, const auto& b) { return a.time.head_s < b.time.head_s; });
  start = earliest->time;
  std::vector<PlacedSet> placed;
  for (AecgSequenceSet& set : sets) {
    const auto first = distance_in_samples(set, start);
    if (!first)
      return tl::unexpected(first.error());
    placed.push_back({std::move(set), *first});
  }
  return placed;
}

Result<std::uint64_t> joined_length(const std::vector<PlacedSet>& placed, std::uint64_t& samples_left) {
  std::uint64_t length = 0, channels = 0;
  for (const PlacedSet& part : placed) {
    length = std::max<std::uint64_t>(length, part.first_sample + part.set.channels.front().samples_mv.size());
    channels += part.set.channels.size();
  }
  if (length > samples_left / channels) {
    return fail(ErrorCode::TooLarge, "HL7 aECG: the gaps between the sequence sets of a series are too long",
                placed.front().set.offset);
  }
  samples_left -= length * channels;
  return length;
}

Channel empty_like(const Channel& channel, std::size_t length) {
  Channel empty = channel;
  empty.samples_mv.assign(length, std::numeric_limits<double>::quiet_NaN());
  return empty;
}

Result<void> copy_into(const Channel& from, const PlacedSet& part, Channel& into) {
  if (from.resolution_mv != into.resolution_mv || from.baseline_adu != into.baseline_adu) {
    return fail(ErrorCode::UnsupportedFormat,
                "HL7 aECG: the sequences " + quoted(from.label) + " of a series have different scales",
                part.set.offset);
  }
  const auto first = static_cast<std::size_t>(part.first_sample);
  for (std::size_t i = 0; i < from.samples_mv.size(); ++i) {
    if (!std::isnan(into.samples_mv[first + i])) {
      return fail(ErrorCode::DuplicateLead,
                  "HL7 aECG: sequences " + quoted(from.label) + " of a series stand for the same time",
                  part.set.offset);
    }
    into.samples_mv[first + i] = from.samples_mv[i];
  }
  return {};
}

Result<void> join(const std::vector<PlacedSet>& placed, std::size_t length, std::vector<Channel>& channels) {
  std::map<std::string, std::size_t> index_of;
  for (const PlacedSet& part : placed) {
    for (const Channel& channel : part.set.channels) {
      const auto [found, is_new] = index_of.try_emplace(channel.label, channels.size());
      if (is_new)
        channels.push_back(empty_like(channel, length));
      if (auto copied = copy_into(channel, part, channels[found->second]); !copied)
        return copied;
    }
  }
  return {};
}

Result<void> join_sets(std::vector<AecgSequenceSet> sets, std::uint64_t& samples_left, AecgSeries& read) {
  auto placed = place(std::move(sets), read.time);
  if (!placed)
    return tl::unexpected(placed.error());
  const auto length = joined_length(*placed, samples_left);
  if (!length)
    return tl::unexpected(length.error());
  return join(*placed, static_cast<std::size_t>(*length), read.channels);
}

}  // namespace

Result<AecgSeries> read_aecg_series(const XmlElement& series, const ReadOptions& options, std::uint64_t& samples_left,
                                    std::vector<Note>& notes) {
  AecgSeries read;
  read.code = aecg_code(series);
  read.label = aecg_words(series.child("code"));
  auto sets = read_sets(series, options, notes);
  if (!sets)
    return tl::unexpected(sets.error());
  if (sets->empty())
    return read;
  set_other_rates_apart(*sets, read);
  if (sets->size() == 1) {
    read.time = std::move(sets->front().time);
    read.channels = std::move(sets->front().channels);
    return read;
  }
  if (auto joined = join_sets(std::move(*sets), samples_left, read); !joined)
    return tl::unexpected(joined.error());
  return read;
}

}  // namespace leadwise::io
