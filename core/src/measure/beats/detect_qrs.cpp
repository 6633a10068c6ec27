#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>

#include "beats/calibration_pulses.hpp"
#include "beats/ecg_channels.hpp"
#include "beats/qrs_energy.hpp"
#include "beats/qrs_peaks.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/signal.hpp"

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
// For so small a share of a piece a limb lead may be there without I and II and still say nothing new.
constexpr double kFollowingShare = 0.05;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

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

/// Whether two samples half a stretch apart are equal, as any two within one are: looks at a few samples instead of all.
bool may_hold_flat_stretch(const std::vector<double>& values, std::size_t longest) {
  const std::size_t half = std::max<std::size_t>(1, longest / 2);
  for (std::size_t i = 0; i + half < values.size(); i += half)
    if (values[i] == values[i + half])
      return true;
  return false;
}

// An electrode that is off, or a lead that was not recorded there.
void forget_flat_stretches(std::vector<double>& values, double sampling_rate_hz) {
  const auto longest = static_cast<std::size_t>(kLongestFlatS * sampling_rate_hz);
  if (!may_hold_flat_stretch(values, longest))
    return;
  for (auto first = values.begin(); first != values.end();) {
    const auto behind = std::find_if(first, values.end(), [first](double value) { return value != *first; });
    if (behind - first >= static_cast<std::ptrdiff_t>(longest))
      std::fill(first, behind, kMissing);
    first = std::max(behind, first + 1);  // a missing one is unequal to itself
  }
}

std::vector<double> plausible_piece(const std::vector<double>& samples, const Piece& piece, double sampling_rate_hz) {
  std::vector<double> values(samples.begin() + static_cast<std::ptrdiff_t>(piece.first),
                             samples.begin() + static_cast<std::ptrdiff_t>(piece.last));
  for (double& value : values) {
    if (!(std::fabs(value) <= kLargestMv)) {
      value = kMissing;
    }
  }
  forget_flat_stretches(values, sampling_rate_hz);
  return values;
}

struct PieceLead {
  const Channel* channel;
  std::vector<double> samples_mv;

  bool is_there(std::size_t i) const { return !std::isnan(samples_mv[i]); }
  bool is_whole() const {
    return std::none_of(samples_mv.begin(), samples_mv.end(), [](double value) { return std::isnan(value); });
  }
  bool is_empty() const {
    return std::all_of(samples_mv.begin(), samples_mv.end(), [](double value) { return std::isnan(value); });
  }
};

/// Whether a limb lead was recorded where I and II were not, as on pages that show leads one after the other.
bool tells_more(const PieceLead& lead, const PieceLead& i, const PieceLead& ii) {
  std::size_t more = 0;
  for (std::size_t k = 0; k < lead.samples_mv.size(); ++k)
    more += lead.is_there(k) && !(i.is_there(k) && ii.is_there(k)) ? 1U : 0U;
  return static_cast<double>(more) > kFollowingShare * static_cast<double>(lead.samples_mv.size());
}

// Those that say nothing new beside I and II are left out: they would count an artefact of one limb's electrode again.
void add_other_limb_leads(const std::vector<const Channel*>& channels, const Piece& piece, double sampling_rate_hz,
                          std::vector<PieceLead>& leads) {
  const auto find = [&](Lead lead) {
    return std::find_if(leads.begin(), leads.end(), [lead](const PieceLead& at) { return at.channel->lead == lead; });
  };
  const auto i = find(Lead::I), ii = find(Lead::II);
  const bool both = i != leads.end() && ii != leads.end();
  if (both && i->is_whole() && ii->is_whole())
    return;
  std::vector<PieceLead> others;
  for (const Channel* channel : channels) {
    if (!follows_from_i_and_ii(*channel))
      continue;
    PieceLead lead{channel, plausible_piece(channel->samples_mv, piece, sampling_rate_hz)};
    if (!both || tells_more(lead, *i, *ii))
      others.push_back(std::move(lead));
  }
  std::move(others.begin(), others.end(), std::back_inserter(leads));
}

std::vector<std::size_t> detect_in_piece(const std::vector<const Channel*>& channels, const Piece& piece,
                                         double sampling_rate_hz) {
  std::vector<PieceLead> leads;
  for (const Channel* channel : channels)
    if (!follows_from_i_and_ii(*channel))
      leads.push_back({channel, plausible_piece(channel->samples_mv, piece, sampling_rate_hz)});
  add_other_limb_leads(channels, piece, sampling_rate_hz, leads);
  std::erase_if(leads, [](const PieceLead& lead) { return lead.is_empty(); });
  std::vector<std::vector<double>> leads_mv;
  for (PieceLead& lead : leads)
    leads_mv.push_back(std::move(lead.samples_mv));
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
  const std::vector<const Channel*> channels = full_channels(record);
  for (const Piece& piece : cut(record.sample_count(), rate_hz)) {
    for (const std::size_t index : detect_in_piece(channels, piece, rate_hz)) {
      const double time_s = static_cast<double>(piece.first + index) / rate_hz;
      const bool is_new = times_s.empty() || time_s - times_s.back() > kShortestIntervalS;
      if (is_new && time_s >= piece.take_first_s && time_s < piece.take_last_s) {
        times_s.push_back(time_s);
      }
    }
  }
  leave_out_calibration_pulses(channels, rate_hz, times_s);
  return times_s;
}

}  // namespace leadwise
