#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"

namespace leadwise {

/// Below it neither model nor published signs hold.
inline constexpr double kAdultAgeYears = 18.0;

/// One recorded voltage channel.
struct Channel {
  /// As the file names it.
  std::string label;
  /// Which standard lead it is; nullopt where the label is none (shown, never given to the model).
  std::optional<Lead> lead;
  /// The smallest step the file can express, in mV; 0 where the format has none (text).
  double resolution_mv = 0.0;
  /// The digital value that stands for 0 mV; with resolution_mv it gives the file's own integers back.
  double baseline_adu = 0.0;
  /// Millivolts at EcgRecord::sampling_rate_hz. NaN marks a missing sample.
  std::vector<double> samples_mv;
};

/// The standard lead's name, else the file's label.
std::string channel_name(const Channel& channel);

enum class Sex : std::uint8_t { female, male, other };

/// "female", "male" or "other".
std::string_view sex_name(Sex sex);

/// What the file says of the patient. `id`, `name` and `birth_date` identify: they leave memory only when
/// asked for.
struct Patient {
  std::optional<std::string> id;
  std::optional<std::string> name;
  std::optional<std::string> birth_date;
  std::optional<double> age_years;
  std::optional<Sex> sex;
};

struct Device {
  std::optional<std::string> manufacturer;
  std::optional<std::string> model;
  std::optional<std::string> serial_number;
  /// Filters that the device says it applied, in its own words.
  std::optional<std::string> filters;
};

/// Something a reader noticed and did not mend, e.g. a channel without a voltage unit that was left out.
struct Note {
  ErrorCode code;
  std::string message;
};

/// Channels that share a rate of their own: an average beat beside the rhythm, or signals that were sampled at another
/// rate than the ECG. Never given to the model.
struct SignalGroup {
  /// What it is, in the file's words where it has any: "median beat", "SpO2 at 60 Hz".
  std::string label;
  double sampling_rate_hz = 0.0;
  /// All of one length.
  std::vector<Channel> channels;
};

/// A beat, wave or event that the file marks.
struct Annotation {
  /// From the record's first sample.
  double time_s = 0.0;
  std::optional<double> duration_s;
  /// The label of the channel that it belongs to; nullopt where it stands for the whole record.
  std::optional<std::string> channel;
  /// In the file's words or symbols: "N", "(AFIB", "R peak". May identify the patient.
  std::string text;
};

/// What the device itself measured, e.g. {"QRS duration", 92, "ms"}: shown beside our own, never used in their place.
struct StoredMeasurement {
  std::string name;
  double value = 0.0;
  std::string unit;
};

/// A recording as its file holds it: nothing filtered, nothing derived, nothing resampled.
/// Invariants after read_record: at least one channel, all channels of equal length > 0, sampling_rate_hz
/// finite and > 0, no standard lead twice; the same for every group.
struct EcgRecord {
  /// "wfdb", "csv", ...: the short name also used in JSON.
  std::string format;
  double sampling_rate_hz = 0.0;
  /// The rhythm: the recording itself.
  std::vector<Channel> channels;
  /// Average, median or other representative beats, kept apart from the recording.
  std::vector<SignalGroup> average_beats;
  /// Continuous signals at other rates than sampling_rate_hz.
  std::vector<SignalGroup> other_signals;
  std::vector<Annotation> annotations;
  Patient patient;
  Device device;
  /// ISO 8601 where the file gives it.
  std::optional<std::string> acquisition_time;
  std::optional<bool> paced;
  /// Where the electrodes sat, in the file's words ("Mason-Likar", "standard").
  std::optional<std::string> electrode_placement;
  std::vector<StoredMeasurement> measurements;
  /// The device's or reader's interpretation as stored, a statement each. May identify the patient.
  std::vector<std::string> statements;
  /// Free text of the file (WFDB info lines, CSV comments). May identify the patient.
  std::vector<std::string> comments;
  std::vector<Note> notes;
  /// True where no file of a real device in this format was ever tried: shown under a banner, never given to the model.
  bool untried_format = false;

  std::size_t sample_count() const { return channels.empty() ? 0 : channels.front().samples_mv.size(); }
  double duration_s() const {
    return sampling_rate_hz > 0.0 ? static_cast<double>(sample_count()) / sampling_rate_hz : 0.0;
  }
  /// The channel of a standard lead, or nullptr.
  const Channel* find(Lead lead) const;
};

}  // namespace leadwise
