#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "beats/ecg_channels.hpp"
#include "beats/qrs_energy.hpp"
#include "beats/qrs_peaks.hpp"
#include "leadwise/beats.hpp"

namespace leadwise {
namespace {

// Long records are searched piece by piece, so that amplitudes and noise are those of the place. Neighbours overlap by
// a margin at each side, from which no beat is taken.
constexpr double kPieceS = 20.0;
constexpr double kMarginS = 2.0;
constexpr double kShortestIntervalS = 0.200;
constexpr double kLowestRateHz = 50.0;
// No ECG in millivolts comes near: such a value is taken as missing, as it would drown the sums.
constexpr double kLargestMv = 1e6;

struct Piece {
  std::size_t first, last;  // what is searched
  // Where beats are taken from. Neighbours share half an interval: a beat that both see there, perhaps a sample apart,
  // is taken once.
  double take_first_s, take_last_s;
};

std::vector<Piece> cut(std::size_t count, double sampling_rate_hz) {
  const auto length = static_cast<std::size_t>(kPieceS * sampling_rate_hz);
  const auto margin = static_cast<std::size_t>(kMarginS * sampling_rate_hz);
  std::vector<Piece> pieces;
  for (std::size_t first = 0; first < count;) {
    // A short rest would not show what is typical: it joins the piece before.
    const std::size_t last = count - first < 2 * length ? count : first + length;
    pieces.push_back({first > margin ? first - margin : 0, std::min(count, last + margin),
                      static_cast<double>(first) / sampling_rate_hz - kShortestIntervalS / 2.0,
                      static_cast<double>(last) / sampling_rate_hz + kShortestIntervalS / 2.0});
    first = last;
  }
  return pieces;
}

std::vector<double> plausible_piece(const std::vector<double>& samples, const Piece& piece) {
  std::vector<double> values(samples.begin() + static_cast<std::ptrdiff_t>(piece.first),
                             samples.begin() + static_cast<std::ptrdiff_t>(piece.last));
  for (double& value : values) {
    if (!(std::fabs(value) <= kLargestMv)) {
      value = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return values;
}

std::vector<std::size_t> detect_in_piece(const std::vector<const Channel*>& channels, const Piece& piece,
                                         double sampling_rate_hz) {
  std::vector<std::vector<double>> leads_mv;
  for (const Channel* channel : channels) {
    std::vector<double> values = plausible_piece(channel->samples_mv, piece);
    if (std::any_of(values.begin(), values.end(), [](double value) { return !std::isnan(value); })) {
      leads_mv.push_back(std::move(values));
    }
  }
  const std::vector<double> level = qrs_energy(leads_mv, sampling_rate_hz);
  return choose_qrs_peaks(level, leads_mv.size(), sampling_rate_hz);
}

}  // namespace

std::vector<double> detect_qrs(const EcgRecord& record) {
  const double rate_hz = record.sampling_rate_hz;
  std::vector<double> times_s;
  if (!(rate_hz >= kLowestRateHz) || !std::isfinite(rate_hz)) {
    return times_s;
  }
  const std::vector<const Channel*> channels = ecg_channels(record);
  for (const Piece& piece : cut(record.sample_count(), rate_hz)) {
    for (const std::size_t index : detect_in_piece(channels, piece, rate_hz)) {
      const double time_s = static_cast<double>(piece.first + index) / rate_hz;
      const bool is_new = times_s.empty() || time_s - times_s.back() > kShortestIntervalS;
      if (is_new && time_s >= piece.take_first_s && time_s < piece.take_last_s) {
        times_s.push_back(time_s);
      }
    }
  }
  return times_s;
}

}  // namespace leadwise
