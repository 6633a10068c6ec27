#include "edf/edf_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "edf/edf_number.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

/// EDF+ advises against larger data records.
constexpr std::size_t kMostRecordBytes = 61440;

/// Records of fewer bytes would be mostly time stamps; so many of them are accepted all the same.
constexpr std::size_t kFewestRecordBytes = 16;
constexpr std::size_t kManyRecords = 100000;

tl::unexpected<Error> missing(const Channel& channel, std::size_t sample, std::string_view why) {
  return fail(ErrorCode::NonFiniteSample, "EDF has no mark for a missing sample: " + quoted(channel_name(channel)) +
                                              " lacks sample " + std::to_string(sample) + ", " + std::string(why));
}

/// True where every channel lacks the sample. Errors: NonFiniteSample.
Result<bool> is_gap(const EcgRecord& record, std::size_t sample) {
  const auto lacks = [sample](const Channel& channel) { return std::isnan(channel.samples_mv[sample]); };
  const auto first = std::find_if(record.channels.begin(), record.channels.end(), lacks);
  if (first == record.channels.end())
    return false;
  if (!std::all_of(record.channels.begin(), record.channels.end(), lacks))
    return missing(*first, sample, "which other leads have");
  if (sample == 0 || sample + 1 == record.sample_count())
    return missing(*first, sample, "and a gap at the start or the end cannot be written");
  return true;
}

Result<std::vector<EdfSegment>> find_segments(const EcgRecord& record) {
  std::vector<EdfSegment> segments;
  bool in_gap = true;
  for (std::size_t i = 0; i < record.sample_count(); ++i) {
    const auto gap = is_gap(record, i);
    if (!gap)
      return tl::unexpected(gap.error());
    if (!*gap && in_gap)
      segments.push_back({i, 0});
    in_gap = *gap;
    if (!in_gap)
      ++segments.back().count;
  }
  return segments;
}

// In eight characters, and giving the rate back when divided as the reader does.
std::optional<std::string> exact_duration(std::size_t samples, double rate_hz) {
  const double duration_s = static_cast<double>(samples) / rate_hz;
  double scale = 1.0;
  for (int decimals = 0; decimals <= 6; ++decimals, scale *= 10.0) {
    const double scaled = std::round(duration_s * scale);
    if (scaled < 1.0 || scaled > 99999999.0 || static_cast<double>(samples) / (scaled / scale) != rate_hz)
      continue;
    const std::string text = fixed_point_text(static_cast<std::int64_t>(scaled), decimals);
    if (text.size() <= kEdfNumberBytes)
      return text;
  }
  return std::nullopt;
}

/// How far from a second a data record is; those that are larger than advised come last.
double awkwardness(std::size_t samples, const EcgRecord& record) {
  const double large = samples * record.channels.size() * 2 > kMostRecordBytes ? 100.0 : 0.0;
  return large + std::abs(std::log(static_cast<double>(samples) / record.sampling_rate_hz));
}

struct Choice {
  std::size_t samples = 0;
  std::string duration;
  double awkwardness = 0.0;
};

void consider(std::size_t samples, const EcgRecord& record, std::optional<Choice>& best) {
  const double found = awkwardness(samples, record);
  if (best && best->awkwardness <= found)
    return;
  if (auto duration = exact_duration(samples, record.sampling_rate_hz))
    best = Choice{samples, std::move(*duration), found};
}

/// The best of the divisors of `whole`.
std::optional<Choice> choose_divisor(std::size_t whole, const EcgRecord& record) {
  std::optional<Choice> best;
  const auto consider_if_large = [&](std::size_t samples) {
    const bool large = samples * record.channels.size() * 2 >= kFewestRecordBytes;
    if (large || record.sample_count() / samples <= kManyRecords)
      consider(samples, record, best);
  };
  for (std::size_t i = 1; i <= whole / i; ++i) {
    if (whole % i != 0)
      continue;
    consider_if_large(i);
    consider_if_large(whole / i);
  }
  return best;
}

/// The best of all that do not make the file much longer.
std::optional<Choice> choose_any(const EcgRecord& record) {
  const std::size_t advised = kMostRecordBytes / 2 / record.channels.size();
  constexpr std::size_t kMostSamples = 1000000;
  const std::size_t most = std::min(std::max(record.sample_count(), advised), kMostSamples);
  std::optional<Choice> best;
  for (std::size_t samples = 1; samples <= most; ++samples)
    consider(samples, record, best);
  return best;
}

Result<EdfLayout> lay_out(const EcgRecord& record, std::vector<EdfSegment> segments, const Choice& choice) {
  const std::size_t rest = segments.back().count % choice.samples;
  EdfLayout layout{std::move(segments), choice.samples, choice.duration, rest == 0 ? 0 : choice.samples - rest};
  constexpr std::uint64_t kMostRecords = 99999999;
  if (record.sample_count() / choice.samples <= kMostRecords)
    return layout;
  return fail(ErrorCode::InvalidSamplingRate, "EDF holds no more than 99999999 data records");
}

}  // namespace

Result<EdfLayout> choose_edf_layout(const EcgRecord& record) {
  constexpr double kFastestHz = 1e6;
  constexpr double kLongestS = 1e9;
  if (record.sampling_rate_hz > kFastestHz || record.duration_s() > kLongestS)
    return fail(ErrorCode::InvalidSamplingRate, "EDF cannot tell the times of " +
                                                    std::to_string(record.sample_count()) + " samples at " +
                                                    number_text(record.sampling_rate_hz) + " Hz apart");
  auto segments = find_segments(record);
  if (!segments)
    return tl::unexpected(segments.error());
  std::size_t whole = 0;
  for (const EdfSegment& segment : *segments)
    whole = std::gcd(whole, segment.count);
  if (const auto choice = choose_divisor(whole, record))
    return lay_out(record, std::move(*segments), *choice);
  const auto choice = choose_any(record);
  if (!choice)
    return fail(ErrorCode::InvalidSamplingRate,
                "EDF cannot express " + number_text(record.sampling_rate_hz) +
                    " Hz: no data record of this length has a duration of eight characters");
  if (segments->size() == 1)
    return lay_out(record, std::move(*segments), *choice);
  const EdfSegment& cut = segments->front();
  return missing(record.channels.front(), cut.first + cut.count,
                 "and no data record of EDF fits between the gaps at this sampling rate");
}

}  // namespace leadwise::io
