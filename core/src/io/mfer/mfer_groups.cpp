#include "mfer/mfer_groups.hpp"

#include <algorithm>

#include "mfer/mfer_lead_codes.hpp"
#include "text/number_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostGroups = 64;
constexpr std::size_t kMostNotes = 64;

bool is_same_channel(const MferSignal& a, const MferSignal& b) {
  return a.channel.label == b.channel.label && a.channel.lead == b.channel.lead &&
         a.channel.resolution_mv == b.channel.resolution_mv && a.sampling_rate_hz == b.sampling_rate_hz;
}

bool has_same_channels(const MferFrame& a, const MferFrame& b) {
  return a.wave_class == b.wave_class &&
         std::equal(a.signals.begin(), a.signals.end(), b.signals.begin(), b.signals.end(), is_same_channel);
}

bool has_standard_lead(const MferFrame& frame) {
  return std::any_of(frame.signals.begin(), frame.signals.end(),
                     [](const MferSignal& signal) { return signal.channel.lead.has_value(); });
}

double duration_s(const MferFrame& frame) {
  double longest = 0.0;
  for (const MferSignal& signal : frame.signals)
    longest = std::max(longest, static_cast<double>(signal.channel.samples_mv.size()) / signal.sampling_rate_hz);
  return longest;
}

// The rate of the first standard lead, else of the first channel.
double main_rate_hz(const MferFrame& frame) {
  const auto lead = std::find_if(frame.signals.begin(), frame.signals.end(),
                                 [](const MferSignal& signal) { return signal.channel.lead.has_value(); });
  return (lead == frame.signals.end() ? frame.signals.front() : *lead).sampling_rate_hz;
}

std::vector<Channel> take_rate(MferFrame& frame, double rate_hz) {
  std::vector<Channel> channels;
  for (MferSignal& signal : frame.signals) {
    if (signal.sampling_rate_hz == rate_hz)
      channels.push_back(std::move(signal.channel));
  }
  std::erase_if(frame.signals, [&](const MferSignal& signal) { return signal.sampling_rate_hz == rate_hz; });
  return channels;
}

void move_rates(MferFrame& frame, std::vector<SignalGroup>& groups) {
  const std::string name = mfer_wave_name(frame.wave_class);
  while (!frame.signals.empty()) {
    const double rate_hz = frame.signals.front().sampling_rate_hz;
    groups.push_back({name + " at " + number_text(rate_hz) + " Hz", rate_hz, take_rate(frame, rate_hz)});
  }
}

}  // namespace

void MferGroups::note_once(Note note) {
  if (notes_.size() == kMostNotes)
    return;
  const bool known =
      std::any_of(notes_.begin(), notes_.end(), [&](const Note& n) { return n.message == note.message; });
  if (!known)
    notes_.push_back(std::move(note));
}

// Whether the frame goes on where the last one ended, and was appended to it.
Result<bool> MferGroups::append(MferFrame& frame, const MferFramePlace& place) {
  if (groups_.empty() || mfer_wave(frame.wave_class) != MferWave::rhythm)
    return false;
  Group& last = groups_.back();
  if (last.time != place.time || !has_same_channels(last.frame, frame))
    return false;
  if (place.pointer.value_or(last.next_pointer) != last.next_pointer) {
    return fail(ErrorCode::UnsupportedFormat,
                "MFER: a frame begins at sample " + std::to_string(*place.pointer) + ", the one before it ended at " +
                    std::to_string(last.next_pointer) + "; recordings with gaps are not read",
                place.offset);
  }
  for (std::size_t i = 0; i < frame.signals.size(); ++i) {
    const auto& more = frame.signals[i].channel.samples_mv;
    auto& samples = last.frame.signals[i].channel.samples_mv;
    samples.insert(samples.end(), more.begin(), more.end());
  }
  last.next_pointer += frame.length;
  return true;
}

Result<void> MferGroups::add(MferFrame frame, const MferFramePlace& place) {
  ++frame_count_;
  for (Note& note : frame.notes)
    note_once(std::move(note));
  if (mfer_wave(frame.wave_class) == MferWave::other) {
    note_once({ErrorCode::NoEcgChannel,
               "MFER: waveform data of the kind \"" + mfer_wave_name(frame.wave_class) + "\" were left out"});
    return {};
  }
  if (frame.signals.empty())
    return {};
  const auto appended = append(frame, place);
  if (!appended)
    return tl::unexpected(appended.error());
  if (*appended)
    return {};
  if (groups_.size() == kMostGroups)
    return fail(ErrorCode::TooLarge, "MFER: more than 64 frames differ in their definitions", place.offset);
  const std::uint64_t next_pointer = place.pointer.value_or(0) + frame.length;
  groups_.push_back({std::move(frame), place.time, next_pointer});
  return {};
}

MferGroups::Group* MferGroups::choose_recording() {
  Group* chosen = nullptr;
  const auto rank = [](const Group& group) {
    return std::pair(has_standard_lead(group.frame), duration_s(group.frame));
  };
  for (Group& group : groups_) {
    if (mfer_wave(group.frame.wave_class) != MferWave::rhythm)
      continue;
    if (chosen == nullptr || rank(group) > rank(*chosen))
      chosen = &group;
  }
  return chosen;
}

Result<void> MferGroups::move_into(EcgRecord& record) {
  record.notes.insert(record.notes.end(), notes_.begin(), notes_.end());
  Group* recording = choose_recording();
  if (recording == nullptr) {
    return fail(ErrorCode::NoEcgChannel,
                groups_.empty() ? "MFER: none of " + std::to_string(frame_count_) + " waveform data is an ECG in volts"
                                : "MFER: the file holds beats but no rhythm");
  }
  record.sampling_rate_hz = main_rate_hz(recording->frame);
  record.channels = take_rate(recording->frame, record.sampling_rate_hz);
  record.acquisition_time = recording->time;
  for (Group& group : groups_) {
    const bool is_beat = mfer_wave(group.frame.wave_class) == MferWave::beat;
    move_rates(group.frame, is_beat ? record.average_beats : record.other_signals);
  }
  return {};
}

}  // namespace leadwise::io
