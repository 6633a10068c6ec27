#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "align_beats.hpp"
#include "check_settings.hpp"
#include "dipole_trace.hpp"
#include "leadwise/beats.hpp"
#include "leadwise/lead_field.hpp"
#include "leadwise/simulator.hpp"
#include "overload_dipole.hpp"
#include "own_beat.hpp"

namespace leadwise {
namespace {

enum Stream : std::uint64_t { kOverload, kSham, kBeats };

constexpr double kBeatSpread = 0.05;
// The largest RR that still lengthens the QT interval, and the smallest that shortens it.
constexpr double kLongestImposedRrS = 1.5;
constexpr double kShortestImposedRrS = 0.4;

std::optional<Error> find_obstacle(const EcgRecord& record, const ImpositionSettings& settings) {
  if (auto error = check_range("severity", settings.severity, 0.0, 1.0)) {
    return error;
  }
  if (auto error = check_range("sampling_rate_hz", record.sampling_rate_hz, 100.0, 2000.0)) {
    return Error{ErrorCode::InvalidSamplingRate, error->message};
  }
  for (const Lead lead : {Lead::I, Lead::II}) {
    if (record.find(lead) == nullptr) {
      return Error{ErrorCode::UnsupportedLeadSet, "lead " + std::string(lead_name(lead)) + " is needed and missing"};
    }
  }
  return std::nullopt;
}

// From their own clocks (0 to 1) to this ECG's times.
BeatWaves fit(const BeatWaves& waves, const OwnBeat& own) {
  const auto onto = [](const DipoleWaves& group, const Interval& interval) {
    return moved(group, 0.0, interval.on_s, interval.off_s - interval.on_s);
  };
  return {own.p ? onto(waves.p, *own.p) : DipoleWaves{}, onto(waves.qrs, own.qrs), onto(waves.t, own.t)};
}

BeatWaves draw_waves(Imposition kind, const Random& random) {
  Random overload_random = random.fork(kOverload);
  const BeatWaves overload = draw_overload(overload_random);
  Random sham_random = random.fork(kSham);
  return kind == Imposition::sham ? draw_sham(overload, sham_random) : overload;
}

struct Beat {
  double time_s;
  double rr_s;  // before it
};

// The beats found, and those just outside of the record whose T or P wave reaches into it.
std::vector<Beat> with_neighbours(const std::vector<double>& beats_s, double rr_s, double duration_s) {
  std::vector<Beat> beats;
  if (beats_s.front() - rr_s < 0.0) {
    beats.push_back({beats_s.front() - rr_s, rr_s});
  }
  for (std::size_t i = 0; i < beats_s.size(); ++i) {
    beats.push_back({beats_s[i], i == 0 ? rr_s : beats_s[i] - beats_s[i - 1]});
  }
  if (beats_s.back() + rr_s > duration_s) {
    beats.push_back({beats_s.back() + rr_s, rr_s});
  }
  return beats;
}

// The T wave follows the interval before the beat, as the QT interval does.
double t_delay_s(const Beat& beat, double usual_rr_s) {
  return usual_qt_s(std::clamp(beat.rr_s, kShortestImposedRrS, kLongestImposedRrS)) - usual_qt_s(usual_rr_s);
}

DipoleTrace trace_difference(const EcgRecord& record, const std::vector<double>& beats_s, const OwnBeat& own,
                             const BeatWaves& waves, double severity, Random random) {
  DipoleTrace trace(record.sample_count(), record.sampling_rate_hz);
  for (const Beat& beat : with_neighbours(beats_s, own.rr_s, record.duration_s())) {
    const double variation = 1.0 + kBeatSpread * std::clamp(random.normal(), -2.5, 2.5);
    const double gain = severity * own.qrs_magnitude_mv * variation;
    trace.add(waves.p, beat.time_s, gain);
    trace.add(waves.qrs, beat.time_s, gain);
    trace.add(waves.t, beat.time_s + t_delay_s(beat, own.rr_s), gain);
  }
  return trace;
}

void add_projection(Channel& channel, const DipoleTrace& trace) {
  if (!channel.lead) {
    return;
  }
  const Vector3 direction = lead_vector(*channel.lead);
  const std::size_t count = std::min(channel.samples_mv.size(), trace.samples.size());
  for (std::size_t i = 0; i < count; ++i) {
    const double difference_mv = dot(direction, trace.samples[i]);
    // Adding 0 would turn -0 into 0: what is not changed keeps its bits.
    if (difference_mv != 0.0) {
      channel.samples_mv[i] += difference_mv;
    }
  }
}

}  // namespace

Result<EcgRecord> impose_overload(const EcgRecord& record, const ImpositionSettings& settings, std::uint64_t seed) {
  if (auto error = find_obstacle(record, settings)) {
    return tl::unexpected<Error>(*std::move(error));
  }
  const std::vector<double> found_s = detect_qrs(record);
  if (found_s.empty()) {
    return fail(ErrorCode::NoBeats, "no heartbeat is found in the record, so there is nothing to add to");
  }
  const std::vector<double> beats_s = align_beats(record, found_s);
  const Result<OwnBeat> own = measure_own_beat(record, beats_s);
  if (!own) {
    return tl::unexpected<Error>(own.error());
  }
  const Random random(seed);
  const BeatWaves waves = fit(draw_waves(settings.kind, random), *own);
  const DipoleTrace difference = trace_difference(record, beats_s, *own, waves, settings.severity, random.fork(kBeats));
  EcgRecord imposed = record;
  for (Channel& channel : imposed.channels) {
    add_projection(channel, difference);
  }
  return imposed;
}

}  // namespace leadwise
