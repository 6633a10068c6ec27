#include "lead_checks.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "leadwise/signal.hpp"
#include "number_text.hpp"

namespace leadwise {
namespace {

constexpr double kMostMissingS = 0.5;
constexpr double kSmallestSdMv = 0.001;
constexpr double kLargestSdMv = 20.0;
constexpr double kRoundingS = 1e-9;
// Of 714 real ECGs one lead has more of both, where its electrode sprang by 11 mV; heartbeats reached 6 mV, and 4.5 times the usual.
// Ten milliseconds at the rail of a converter (33 mV) are 14 mV after filtering and moved scores by up to 55 points of 100, 7 mV
// by up to 30, 5 mV hardly more than 20. Spikes of a pacemaker, of 2 ms, are a tenth of their height after filtering.
constexpr double kLargestExcursionMv = 5.0;
constexpr double kLargestTimesUsual = 5.0;
constexpr std::size_t kSecond = static_cast<std::size_t>(kModelRateHz);

Error lead_error(ErrorCode code, Lead lead, const std::string& what) {
  return Error{code, std::string("lead ").append(lead_name(lead)).append(" ").append(what)};
}

/// Samples of the longest run of one value. Missing samples do not end a run.
std::size_t longest_flat_run(std::span<const double> samples) {
  std::size_t longest = 0;
  std::size_t run = 0;
  double value = std::nan("");
  for (double sample : samples) {
    if (!std::isnan(sample) && sample != value) {
      value = sample;
      run = 0;
    }
    longest = std::max(longest, ++run);
  }
  return longest;
}

/// Standard deviation of the present samples around their mean, and around their best straight line.
struct Spread {
  double around_mean;
  double around_line;
};

/// Mean value and mean index of the present samples, and their number.
struct Centre {
  double count = 0.0;
  double time = 0.0;
  double value = 0.0;
};

Centre find_centre(std::span<const double> samples) {
  Centre centre;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (std::isnan(samples[i]))
      continue;
    centre.count += 1.0;
    centre.time += static_cast<double>(i);
    centre.value += samples[i];
  }
  centre.time /= centre.count;
  centre.value /= centre.count;
  return centre;
}

Spread measure_spread(std::span<const double> samples) {
  const Centre centre = find_centre(samples);
  double time_time = 0.0, time_value = 0.0, value_value = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (std::isnan(samples[i]))
      continue;
    const double time = static_cast<double>(i) - centre.time;
    const double value = samples[i] - centre.value;
    time_time += time * time;
    time_value += time * value;
    value_value += value * value;
  }
  const double explained = time_time > 0.0 ? time_value * time_value / time_time : 0.0;
  return {std::sqrt(value_value / centre.count), std::sqrt(std::max(0.0, value_value - explained) / centre.count)};
}

std::optional<Error> missing_error(Lead lead, std::span<const double> samples, double sampling_rate_hz) {
  const auto missing = std::count_if(samples.begin(), samples.end(), [](double mv) { return std::isnan(mv); });
  const double missing_s = static_cast<double>(missing) / sampling_rate_hz;
  if (missing_s <= kMostMissingS + kRoundingS)
    return std::nullopt;
  return lead_error(ErrorCode::MissingSamples, lead,
                    "misses " + number_text(missing_s) + " s of " +
                        number_text(static_cast<double>(samples.size()) / sampling_rate_hz) + " s, and at most " +
                        number_text(kMostMissingS) + " s can be filled");
}

std::optional<Error> flat_error(Lead lead, std::span<const double> samples, double sampling_rate_hz) {
  const std::size_t run = longest_flat_run(samples);
  if (run == samples.size())
    return lead_error(ErrorCode::ConstantLead, lead, "has the same value throughout");
  const double flat_s = static_cast<double>(run) / sampling_rate_hz;
  if (flat_s >= kLongestFlatS - kRoundingS) {
    return lead_error(ErrorCode::ConstantLead, lead, "does not vary for " + number_text(flat_s) + " s");
  }
  const Spread spread = measure_spread(samples);
  if (spread.around_mean >= kSmallestSdMv && spread.around_line < kSmallestSdMv) {
    return lead_error(ErrorCode::ConstantLead, lead, "follows a straight line");
  }
  return std::nullopt;
}

/// How far a lead goes from its mean, in its standard deviations.
struct Reach {
  double usual;  ///< in most seconds: with every heartbeat
  double largest;
};

Reach find_reach(std::span<const double> standardised) {
  std::vector<double> seconds;
  for (std::size_t first = 0; first + kSecond <= standardised.size(); first += kSecond) {
    const auto second = standardised.subspan(first, kSecond);
    const auto [lowest, highest] = std::minmax_element(second.begin(), second.end());
    seconds.push_back(std::max(-*lowest, *highest));
  }
  std::sort(seconds.begin(), seconds.end());
  return {seconds[(seconds.size() - 1) / 2], seconds.back()};
}

/// What stands out so far makes most of the deviation that the lead is divided by: the heartbeats are too small behind it.
std::optional<Error> excursion_error(Lead lead, std::span<const double> standardised, double sd_mv) {
  const Reach reach = find_reach(standardised);
  if (sd_mv * reach.largest <= kLargestExcursionMv || reach.largest <= kLargestTimesUsual * reach.usual)
    return std::nullopt;
  return lead_error(ErrorCode::LargeArtefact, lead,
                    "reaches " + number_text(std::round(sd_mv * reach.largest)) + " mV after filtering, " +
                        number_text(std::round(reach.largest / reach.usual)) +
                        " times what it usually does: an artefact that would decide the score");
}

}  // namespace

std::optional<Error> recorded_window_error(Lead lead, std::span<const double> samples_mv, double sampling_rate_hz) {
  if (std::any_of(samples_mv.begin(), samples_mv.end(), [](double mv) { return std::isinf(mv); })) {
    return lead_error(ErrorCode::NonFiniteSample, lead, "holds an infinite sample");
  }
  if (auto error = missing_error(lead, samples_mv, sampling_rate_hz))
    return error;
  for (double mv : samples_mv) {
    if (std::abs(mv) > kLargestSampleMv) {
      return lead_error(ErrorCode::ImplausibleScale, lead, "holds a sample of " + number_text(mv) + " mV");
    }
  }
  return flat_error(lead, samples_mv, sampling_rate_hz);
}

std::optional<Error> filtered_window_error(Lead lead, std::span<const double> standardised, double sd_mv) {
  if (!(sd_mv >= kSmallestSdMv && sd_mv <= kLargestSdMv))
    return lead_error(ErrorCode::ImplausibleScale, lead,
                      "has a standard deviation of " + number_text(sd_mv) + " mV after filtering, outside " +
                          number_text(kSmallestSdMv) + " to " + number_text(kLargestSdMv) + " mV");
  return excursion_error(lead, standardised, sd_mv);
}

}  // namespace leadwise
