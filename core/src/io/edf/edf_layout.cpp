#include "edf/edf_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "edf/edf_record_length.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

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

Result<EdfLayout> lay_out(const EcgRecord& record, std::vector<EdfSegment> segments, const EdfRecordLength& length) {
  const std::size_t rest = segments.back().count % length.samples;
  EdfLayout layout{std::move(segments), length.samples, length.duration, rest == 0 ? 0 : length.samples - rest};
  constexpr std::uint64_t kMostRecords = 99999999;
  if (record.sample_count() / length.samples <= kMostRecords)
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
  const EdfRecordNeeds needs{record.sampling_rate_hz, record.channels.size(), record.sample_count()};
  if (const auto length = choose_dividing_length(whole, needs))
    return lay_out(record, std::move(*segments), *length);
  const auto length = choose_any_length(needs);
  if (!length)
    return fail(ErrorCode::InvalidSamplingRate,
                "EDF cannot express " + number_text(record.sampling_rate_hz) +
                    " Hz: no data record of this length has a duration of eight characters");
  if (segments->size() == 1)
    return lay_out(record, std::move(*segments), *length);
  const EdfSegment& cut = segments->front();
  return missing(record.channels.front(), cut.first + cut.count,
                 "and no data record of EDF fits between the gaps at this sampling rate");
}

}  // namespace leadwise::io
