#include "edf/edf_timeline.hpp"

#include <algorithm>
#include <cmath>

#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

std::string record_number(const EdfHeader& header, std::size_t index) {
  return std::string(header.name) + " data record " + std::to_string(index + 1);
}

std::uint64_t offset_of(const EdfHeader& header, std::size_t index) {
  return header.header_bytes + index * header.record_bytes;
}

EdfTimeline one_behind_the_other(std::uint64_t record_count, std::uint64_t samples_per_record) {
  EdfTimeline timeline;
  timeline.first_samples.reserve(static_cast<std::size_t>(record_count));
  for (std::uint64_t i = 0; i < record_count; ++i)
    timeline.first_samples.push_back(i * samples_per_record);
  timeline.sample_count = record_count * samples_per_record;
  return timeline;
}

// Starts are written with few digits: less than half a sample is no gap. Places are taken from the first start, so that
// rounding does not add up.
Result<std::uint64_t> place_record(const EdfHeader& header, std::span<const double> starts_s, std::size_t index,
                                   double rate_hz, std::uint64_t end, std::uint64_t most_samples) {
  if (std::isnan(starts_s[index]))
    return fail(ErrorCode::InvalidHeader,
                record_number(header, index) + " of a discontinuous file does not say when it begins",
                offset_of(header, index));
  if (index == 0)
    return 0;
  const double gap_samples = (starts_s[index] - starts_s[index - 1] - header.record_duration_s) * rate_hz;
  if (std::abs(gap_samples) < 0.5)
    return end;
  if (gap_samples < 0.0)
    return fail(ErrorCode::InvalidHeader,
                record_number(header, index) + " begins at " + number_text(starts_s[index]) +
                    " s, before the end of the one before it",
                offset_of(header, index));
  const double place = std::round((starts_s[index] - starts_s[0]) * rate_hz);
  if (!(place <= static_cast<double>(most_samples)))
    return fail(ErrorCode::TooLarge,
                record_number(header, index) + " begins " + number_text(starts_s[index] - starts_s[0]) +
                    " s after the first: the gaps make the recording too long for what is recorded",
                offset_of(header, index));
  return std::max(end, static_cast<std::uint64_t>(place));
}

}  // namespace

Result<EdfTimeline> place_edf_records(const EdfHeader& header, std::span<const double> record_starts_s,
                                      std::uint64_t record_count, std::uint64_t samples_per_record,
                                      std::uint64_t most_samples) {
  if (!header.discontinuous)
    return one_behind_the_other(record_count, samples_per_record);
  if (record_starts_s.size() != record_count)
    return fail(ErrorCode::InvalidHeader,
                std::string(header.name) +
                    ": a discontinuous file has no annotation signal that says when its data "
                    "records begin",
                header.header_bytes);
  const double rate_hz = static_cast<double>(samples_per_record) / header.record_duration_s;
  EdfTimeline timeline;
  for (std::size_t i = 0; i < record_starts_s.size(); ++i) {
    const auto place = place_record(header, record_starts_s, i, rate_hz, timeline.sample_count, most_samples);
    if (!place)
      return tl::unexpected(place.error());
    timeline.first_samples.push_back(*place);
    timeline.sample_count = *place + samples_per_record;
  }
  return timeline;
}

std::size_t first_unexpected_start(const EdfHeader& header, std::span<const double> record_starts_s, double rate_hz) {
  for (std::size_t i = 0; i < record_starts_s.size(); ++i) {
    const double expected_s = record_starts_s[0] + static_cast<double>(i) * header.record_duration_s;
    if (std::abs(record_starts_s[i] - expected_s) * rate_hz > 0.5)
      return i;
  }
  return record_starts_s.size();
}

}  // namespace leadwise::io
