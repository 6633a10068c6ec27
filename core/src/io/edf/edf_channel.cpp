#include "edf/edf_channel.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "bytes/byte_reader.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

bool says_ecg(std::string_view label) {
  const std::string start = to_lower(label.substr(0, 3));
  return start == "ecg" || start == "ekg";
}

bool is_ecg(const EdfSignal& signal) { return edf_lead(signal.label.text) || says_ecg(signal.label.text); }

/// How many of the signal's unit make one millivolt; nullopt where it is no voltage.
Result<std::optional<double>> unit_of(const EdfSignal& signal, bool ecg, const ReadOptions& options) {
  if (!ecg || !signal.physical_dimension.text.empty())
    return units_per_millivolt(signal.physical_dimension.text);
  if (options.unit)
    return std::optional(units_per_millivolt(*options.unit));
  return fail(ErrorCode::UnitRequired, "EDF signal " + quoted(signal.label.text) + ": the physical dimension is empty",
              signal.physical_dimension.offset);
}

std::string label_of(const EdfSignal& signal) {
  return signal.label.text.empty() ? "signal" : utf8_text(signal.label.text);
}

void note_left_out(const EdfSignal& signal, std::vector<Note>& notes) {
  notes.push_back({ErrorCode::NoEcgChannel, "signal " + quoted(signal.label.text) + " was left out: " +
                                                quoted(signal.physical_dimension.text) + " is no unit of voltage"});
}

void note_without_scale(const EdfSignal& signal, const Error& error, std::vector<Note>& notes) {
  notes.push_back({error.code, "signal " + quoted(signal.label.text) + " was left out: " + error.message});
}

void note_oddities(const EdfVoltageSignal& voltage, std::uint64_t outside, std::vector<Note>& notes) {
  const std::string name = "signal " + quoted(voltage.signal->label.text) + ": ";
  if (voltage.scale.step_mv < 0.0)
    notes.push_back({ErrorCode::InvalidGain,
                     name + "stored upside down (the physical minimum is above the maximum) and turned back"});
  if (outside > 0)
    notes.push_back({ErrorCode::InvalidSample, name + std::to_string(outside) +
                                                   " samples are outside the digital range that the header states; "
                                                   "they were scaled like the others"});
}

}  // namespace

std::optional<Lead> edf_lead(std::string_view label) {
  constexpr std::string_view kSeparators = " \t_:";
  if (!says_ecg(label))
    return parse_lead(label);
  std::string_view name = label.substr(3);
  const bool separated =
      !name.empty() && (kSeparators.find(name.front()) != std::string_view::npos || name.front() == '-');
  // "ECGII", "EKGV1".
  if (!separated)
    return parse_lead(name);
  // A minus right behind the word joins ("ECG-V1"); behind a blank it turns the lead round ("ECG -aVR").
  if (name.front() == '-')
    return parse_lead(name.substr(1));
  name.remove_prefix(std::min(name.find_first_not_of(kSeparators), name.size()));
  return parse_lead(name);
}

Result<std::vector<EdfVoltageSignal>> find_edf_voltages(const EdfHeader& header, const ReadOptions& options,
                                                        std::vector<Note>& notes) {
  std::vector<EdfVoltageSignal> voltages;
  const bool any_ecg = std::any_of(header.signals.begin(), header.signals.end(), is_ecg);
  for (const EdfSignal& signal : header.signals) {
    if (signal.annotations)
      continue;
    const bool ecg = is_ecg(signal);
    const auto unit = unit_of(signal, ecg, options);
    if (!unit)
      return tl::unexpected(unit.error());
    if (!*unit) {
      note_left_out(signal, notes);
      continue;
    }
    const auto scale = read_edf_scale(header, signal, **unit);
    if (!scale && (ecg || !any_ecg))
      return tl::unexpected(scale.error());
    if (scale)
      voltages.push_back({&signal, *scale, edf_lead(signal.label.text), ecg});
    else
      note_without_scale(signal, scale.error(), notes);
  }
  return voltages;
}

Channel read_edf_channel(const EdfHeader& header, const EdfVoltageSignal& voltage, const EdfTimeline& timeline,
                         std::span<const std::uint8_t> records, std::vector<Note>& notes) {
  const EdfScale& scale = voltage.scale;
  // A channel's step is positive: what is stored upside down keeps its integers with the other sign.
  const double sign = scale.step_mv < 0.0 ? -1.0 : 1.0;
  Channel channel{label_of(*voltage.signal), voltage.lead, sign * scale.step_mv, sign * scale.baseline_adu, {}};
  channel.samples_mv.assign(static_cast<std::size_t>(timeline.sample_count), std::numeric_limits<double>::quiet_NaN());
  std::uint64_t outside = 0;
  for (std::size_t record = 0; record < timeline.first_samples.size(); ++record) {
    const std::uint8_t* bytes =
        &records[static_cast<std::size_t>(record * header.record_bytes + voltage.signal->first_byte)];
    double* samples_mv = &channel.samples_mv[static_cast<std::size_t>(timeline.first_samples[record])];
    for (std::size_t i = 0; i < voltage.signal->samples_per_record; ++i) {
      const auto adu =
          static_cast<double>(load_signed(bytes + i * header.sample_bytes, header.sample_bytes, ByteOrder::little));
      samples_mv[i] = (adu - scale.baseline_adu) * scale.step_mv;
      outside += adu < scale.digital_minimum || adu > scale.digital_maximum ? 1U : 0U;
    }
  }
  note_oddities(voltage, outside, notes);
  return channel;
}

}  // namespace leadwise::io
