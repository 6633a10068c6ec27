#include "mfer/mfer_groups.hpp"

#include <algorithm>

#include "mfer/mfer_lead_codes.hpp"
#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostGroups = 64;

bool is_same_channel(const MferSignal& a, const MferSignal& b) {
  return a.channel.label == b.channel.label && a.channel.lead == b.channel.lead &&
         a.channel.resolution_mv == b.channel.resolution_mv && a.sampling_rate_hz == b.sampling_rate_hz;
}

bool has_same_channels(const MferFramePlan& a, const MferFramePlan& b) {
  return a.wave_class == b.wave_class &&
         std::equal(a.signals.begin(), a.signals.end(), b.signals.begin(), b.signals.end(), is_same_channel);
}

bool has_standard_lead(const std::vector<MferSignal>& signals) {
  return std::any_of(signals.begin(), signals.end(),
                     [](const MferSignal& signal) { return signal.channel.lead.has_value(); });
}

double duration_s(const std::vector<MferSignal>& signals) {
  double longest = 0.0;
  for (const MferSignal& signal : signals)
    longest = std::max(longest, static_cast<double>(signal.channel.samples_mv.size()) / signal.sampling_rate_hz);
  return longest;
}

// The rate of the first standard lead, else of the first channel.
double main_rate_hz(const std::vector<MferSignal>& signals) {
  const auto lead = std::find_if(signals.begin(), signals.end(),
                                 [](const MferSignal& signal) { return signal.channel.lead.has_value(); });
  return (lead == signals.end() ? signals.front() : *lead).sampling_rate_hz;
}

std::vector<Channel> take_rate(std::vector<MferSignal>& signals, double rate_hz) {
  std::vector<Channel> channels;
  for (MferSignal& signal : signals) {
    if (signal.sampling_rate_hz == rate_hz)
      channels.push_back(std::move(signal.channel));
  }
  std::erase_if(signals, [&](const MferSignal& signal) { return signal.sampling_rate_hz == rate_hz; });
  return channels;
}

void move_rates(std::uint16_t wave_class, std::vector<MferSignal>& signals, std::vector<SignalGroup>& groups) {
  const std::string name = mfer_wave_name(wave_class);
  while (!signals.empty()) {
    const double rate_hz = signals.front().sampling_rate_hz;
    groups.push_back({name + " at " + number_text(rate_hz) + " Hz", rate_hz, take_rate(signals, rate_hz)});
  }
}

}  // namespace

void MferGroups::note_missing_sequences(const MferFrame& frame) {
  const std::uint64_t declared = frame.plan->declared_sequences.value_or(frame.sequences);
  if (frame.sequences >= declared || !notes_.wants(MferNotes::Kind::missing_sequences))
    return;
  notes_.add({ErrorCode::TruncatedData, "MFER: of " + std::to_string(declared) +
                                            " sequences that a frame states it holds " +
                                            std::to_string(frame.sequences)});
}

// Whether the frame goes on where the last one ended, and was appended to it.
Result<bool> MferGroups::append(const MferFrame& frame, const MferFramePlace& place) {
  if (groups_.empty() || mfer_wave(frame.plan->wave_class) != MferWave::rhythm)
    return false;
  Group& last = groups_.back();
  if (last.time != place.time || (last.plan != frame.plan && !has_same_channels(*last.plan, *frame.plan)))
    return false;
  if (place.pointer.value_or(last.next_pointer) != last.next_pointer) {
    return fail(ErrorCode::UnsupportedFormat,
                "MFER: a frame begins at sample " + std::to_string(*place.pointer) + ", the one before it ended at " +
                    std::to_string(last.next_pointer) + "; recordings with gaps are not read",
                place.offset);
  }
  if (auto appended = append_samples(frame, last.signals); !appended)
    return tl::unexpected(appended.error());
  last.plan = frame.plan;
  last.next_pointer += frame.length;
  return true;
}

Result<void> MferGroups::add(const MferFrame& frame, const MferFramePlace& place) {
  ++frame_count_;
  note_missing_sequences(frame);
  const MferFramePlan& plan = *frame.plan;
  if (mfer_wave(plan.wave_class) == MferWave::other) {
    if (notes_.wants(MferNotes::Kind::other_wave, plan.wave_class))
      notes_.add({ErrorCode::NoEcgChannel,
                  "MFER: waveform data of the kind \"" + mfer_wave_name(plan.wave_class) + "\" were left out"});
    return {};
  }
  if (plan.signals.empty())
    return {};
  const auto appended = append(frame, place);
  if (!appended)
    return tl::unexpected(appended.error());
  if (*appended)
    return {};
  if (groups_.size() == kMostGroups)
    return fail(ErrorCode::TooLarge, "MFER: more than 64 frames differ in their definitions", place.offset);
  groups_.push_back({frame.plan, plan.signals, place.time, place.pointer.value_or(0) + frame.length});
  return append_samples(frame, groups_.back().signals);
}

MferGroups::Group* MferGroups::choose_recording() {
  Group* chosen = nullptr;
  const auto rank = [](const Group& group) {
    return std::pair(has_standard_lead(group.signals), duration_s(group.signals));
  };
  for (Group& group : groups_) {
    if (mfer_wave(group.plan->wave_class) != MferWave::rhythm)
      continue;
    if (chosen == nullptr || rank(group) > rank(*chosen))
      chosen = &group;
  }
  return chosen;
}

Result<void> MferGroups::move_into(EcgRecord& record) {
  record.notes.insert(record.notes.end(), notes_.notes().begin(), notes_.notes().end());
  Group* recording = choose_recording();
  if (recording == nullptr) {
    return fail(ErrorCode::NoEcgChannel,
                groups_.empty() ? "MFER: none of " + std::to_string(frame_count_) + " waveform data is an ECG in volts"
                                : "MFER: the file holds beats but no rhythm");
  }
  record.sampling_rate_hz = main_rate_hz(recording->signals);
  record.channels = take_rate(recording->signals, record.sampling_rate_hz);
  record.acquisition_time = recording->time;
  for (Group& group : groups_) {
    const bool is_beat = mfer_wave(group.plan->wave_class) == MferWave::beat;
    move_rates(group.plan->wave_class, group.signals, is_beat ? record.average_beats : record.other_signals);
  }
  return {};
}

}  // namespace leadwise::io
