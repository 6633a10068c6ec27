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

// Millivolts are right in every set; one digital step for all of them there may not be.
void take_scale(const Channel& from, Channel& into, std::vector<Note>& notes) {
  const bool same = from.resolution_mv == into.resolution_mv && from.baseline_adu == into.baseline_adu;
  if (same || into.resolution_mv == 0.0)
    return;
  into.resolution_mv = into.baseline_adu = 0.0;
  notes.push_back({ErrorCode::InvalidGain, "sequence " + quoted(into.label) +
                                               ": scale or origin change between the sequence sets; the amplitudes are "
                                               "each set's own"});
}

bool has_room(const Channel& into, std::size_t first, std::size_t count) {
  const auto begin = into.samples_mv.begin() + static_cast<std::ptrdiff_t>(first);
  return std::all_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                     [](double sample_mv) { return std::isnan(sample_mv); });
}

/// Puts the sequences of all sets at their times. What stands for a time that its code has samples for already becomes
/// another channel of that code.
class Joining {
 public:
  Joining(std::size_t length, std::vector<Channel>& channels, std::vector<Note>& notes)
      : length_(length), channels_(channels), notes_(notes) {}

  void add(const Channel& from, std::size_t first) {
    Channel& into = channels_[place_of(from, first)];
    take_scale(from, into, notes_);
    std::copy(from.samples_mv.begin(), from.samples_mv.end(),
              into.samples_mv.begin() + static_cast<std::ptrdiff_t>(first));
  }

 private:
  std::size_t place_of(const Channel& from, std::size_t first) {
    // No page has more strips of a lead; searching all copies would take a hostile file's time squared.
    constexpr std::size_t kMostSearched = 4;
    std::vector<std::size_t>& copies = copies_[from.label];
    for (std::size_t i = 0; i < std::min(copies.size(), kMostSearched); ++i) {
      if (has_room(channels_[copies[i]], first, from.samples_mv.size()))
        return copies[i];
    }
    copies.push_back(channels_.size());
    channels_.push_back(empty_like(from, length_));
    return copies.back();
  }

  std::size_t length_;
  std::vector<Channel>& channels_;
  std::vector<Note>& notes_;
  std::map<std::string, std::vector<std::size_t>> copies_;
};

void join(const std::vector<PlacedSet>& placed, std::size_t length, std::vector<Channel>& channels,
          std::vector<Note>& notes) {
  Joining joining(length, channels, notes);
  for (const PlacedSet& part : placed) {
    for (const Channel& channel : part.set.channels)
      joining.add(channel, static_cast<std::size_t>(part.first_sample));
  }
}

Result<void> join_sets(std::vector<AecgSequenceSet> sets, std::uint64_t& samples_left, AecgSeries& read,
                       std::vector<Note>& notes) {
  auto placed = place(std::move(sets), read.time);
  if (!placed)
    return tl::unexpected(placed.error());
  const auto length = joined_length(*placed, samples_left);
  if (!length)
    return tl::unexpected(length.error());
  join(*placed, static_cast<std::size_t>(*length), read.channels, notes);
  return {};
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
  if (auto joined = join_sets(std::move(*sets), samples_left, read, notes); !joined)
    return tl::unexpected(joined.error());
  return read;
}

}  // namespace leadwise::io
