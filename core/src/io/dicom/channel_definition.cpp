#include "dicom/channel_definition.hpp"

#include <cmath>
#include <limits>

#include "dicom/dicom_lead.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io::dicom {
namespace {

/// Volts that no body gives; a scale beyond them is damage.
constexpr double kLargestMv = 1e30;

struct Calibration {
  double resolution_mv = 0.0;
  double baseline_adu = 0.0;
};

std::string channel_text(const MultiplexGroup& group) {
  return "channel " + quoted(group.labels.back()) + " of group " + std::to_string(group.number);
}

// How many of the definition's units make a millivolt; 0 where it is in another unit.
double stated_units_per_millivolt(const DicomDataSet& definition, CharacterSet set) {
  const auto code = definition.first_item(kSensitivityUnits);
  if (!code)
    return 0.0;
  if (const auto by_code = units_per_millivolt(code->text(kCodeValue)))
    return *by_code;
  return units_per_millivolt(decode_text(code->text(kCodeMeaning), set)).value_or(0.0);
}

// A number that may be absent, and must be one where it is not.
Result<double> number_or(const DicomDataSet& definition, Tag tag, double otherwise, ErrorCode code) {
  if (definition.text(tag).empty())
    return otherwise;
  const auto number = definition.number(tag);
  if (number && std::isfinite(*number))
    return *number;
  return definition.refuse(code, quoted(definition.text(tag)) + " is no number", tag);
}

Result<double> resolution_of(const DicomDataSet& definition, double per_millivolt) {
  const auto sensitivity = number_or(definition, kSensitivity, 1.0, ErrorCode::InvalidGain);
  const auto correction = number_or(definition, kSensitivityCorrection, 1.0, ErrorCode::InvalidGain);
  if (!sensitivity || !correction)
    return sensitivity ? correction : sensitivity;
  const double resolution_mv = *sensitivity * *correction / per_millivolt;
  if (*sensitivity > 0.0 && *correction > 0.0 && std::isnormal(resolution_mv) && resolution_mv < kLargestMv)
    return resolution_mv;
  return definition.refuse(ErrorCode::InvalidGain,
                           "a sensitivity of " + number_text(*sensitivity) + " with a correction factor of " +
                               number_text(*correction) + " cannot be",
                           kSensitivity);
}

// Decimal strings have 16 characters, so a baseline of whole steps comes out a little beside one.
double tidy(double steps) {
  const double whole = std::round(steps);
  return std::abs(steps - whole) <= 1e-9 * std::max(1.0, std::abs(whole)) ? whole : steps;
}

Result<Calibration> calibration_of(const DicomDataSet& definition, double per_millivolt) {
  const auto resolution_mv = resolution_of(definition, per_millivolt);
  if (!resolution_mv)
    return tl::unexpected(resolution_mv.error());
  const auto baseline = number_or(definition, kBaseline, 0.0, ErrorCode::InvalidHeader);
  if (!baseline)
    return tl::unexpected(baseline.error());
  const double baseline_mv = *baseline / per_millivolt;
  const double baseline_adu = baseline_mv == 0.0 ? 0.0 : tidy(-baseline_mv / *resolution_mv);
  if (std::isfinite(baseline_adu) && std::abs(baseline_mv) < kLargestMv)
    return Calibration{*resolution_mv, baseline_adu};
  return definition.refuse(ErrorCode::InvalidHeader, "the baseline is out of all range", kBaseline);
}

// Samples by which the channel begins after its group; a part of a sample is left as it is.
Result<std::int64_t> skew_in_samples(const DicomDataSet& definition, const GroupContext& context,
                                     const MultiplexGroup& group) {
  const auto time_s = number_or(definition, kTimeSkew, 0.0, ErrorCode::InvalidHeader);
  const auto samples = number_or(definition, kSampleSkew, 0.0, ErrorCode::InvalidHeader);
  const auto offset_s = number_or(definition, kChannelOffset, 0.0, ErrorCode::InvalidHeader);
  for (const auto* number : {&time_s, &samples, &offset_s}) {
    if (!*number)
      return tl::unexpected(number->error());
  }
  // Skew is given in one of the two units; where it is in both, they mean the same.
  const double skew =
      (*samples != 0.0 ? *samples : *time_s * group.sampling_rate_hz) + *offset_s * group.sampling_rate_hz;
  if (!(std::abs(skew) < static_cast<double>(group.sample_count)))
    return definition.refuse(ErrorCode::InvalidHeader, "the channel's skew is longer than its recording", kTimeSkew);
  if (std::abs(skew - std::round(skew)) > 0.05) {
    context.notes.push_back({ErrorCode::InvalidHeader, channel_text(group) + " was sampled " + number_text(skew) +
                                                           " samples late; parts of a sample are not undone"});
  }
  return static_cast<std::int64_t>(std::round(skew));
}

void calibrate(const WaveformSamples& samples, std::size_t position, std::int64_t skew, const Calibration& scale,
               Channel& channel) {
  const auto count = static_cast<std::int64_t>(samples.sample_count);
  channel.samples_mv.assign(samples.sample_count, std::numeric_limits<double>::quiet_NaN());
  for (std::int64_t t = std::max<std::int64_t>(0, -skew); t < count && t + skew < count; ++t) {
    const std::int64_t adu = samples.at(static_cast<std::size_t>(t), position);
    if (adu != samples.missing)
      channel.samples_mv[static_cast<std::size_t>(t + skew)] =
          (static_cast<double>(adu) - scale.baseline_adu) * scale.resolution_mv;
  }
}

void note_status(const DicomDataSet& definition, const GroupContext& context, const MultiplexGroup& group) {
  const std::string_view status = definition.text(kChannelStatus);
  if (!status.empty() && status != "OK")
    context.notes.push_back({ErrorCode::InvalidHeader, channel_text(group) + " is marked " + quoted(status)});
}

// Units per millivolt, the caller's where the file has none; 0 where the channel is to be left out.
Result<double> unit_of(const DicomDataSet& definition, const GroupContext& context, const MultiplexGroup& group,
                       bool is_lead) {
  const bool stated = !definition.text(kSensitivity).empty() && definition.first_item(kSensitivityUnits);
  if (stated)
    return stated_units_per_millivolt(definition, context.character_set);
  if (!is_lead)
    return 0.0;
  if (context.options.unit)
    return units_per_millivolt(*context.options.unit);
  return definition.refuse(ErrorCode::UnitRequired, channel_text(group) + " states no sensitivity and unit",
                           kSensitivity);
}

void note_left_out(const DicomDataSet& definition, const GroupContext& context, const MultiplexGroup& group) {
  const auto code = definition.first_item(kSensitivityUnits);
  const std::string_view unit = code ? code->text(kCodeValue) : std::string_view();
  context.notes.push_back({ErrorCode::NoEcgChannel, channel_text(group) + " was left out: " +
                                                        (unit.empty() ? "it states no unit and is no standard lead"
                                                                      : quoted(unit) + " is no unit of voltage")});
}

void add_filter(std::string& words, std::string_view start, std::optional<double> frequency_hz) {
  if (frequency_hz && std::isfinite(*frequency_hz) && *frequency_hz > 0.0)
    words += (words.empty() ? "" : ", ") + std::string(start) + number_text(*frequency_hz) + " Hz";
}

}  // namespace

Result<void> add_channel(const DicomDataSet& definition, const WaveformSamples& samples, std::size_t position,
                         const GroupContext& context, MultiplexGroup& group) {
  const ChannelSource source = channel_source(definition, context.character_set, position + 1);
  group.labels.push_back(source.label);
  const auto per_millivolt = unit_of(definition, context, group, source.lead.has_value());
  if (!per_millivolt)
    return tl::unexpected(per_millivolt.error());
  if (*per_millivolt == 0.0) {
    note_left_out(definition, context, group);
    return {};
  }
  const auto scale = calibration_of(definition, *per_millivolt);
  if (!scale)
    return tl::unexpected(scale.error());
  const auto skew = skew_in_samples(definition, context, group);
  if (!skew)
    return tl::unexpected(skew.error());
  note_status(definition, context, group);
  if (source.contradictory) {
    context.notes.push_back({ErrorCode::InvalidHeader, channel_text(group) +
                                                           ": its code says another lead than its words; it is shown "
                                                           "and taken for none"});
  }
  Channel channel{source.label, source.lead, scale->resolution_mv, scale->baseline_adu, {}};
  calibrate(samples, position, *skew, *scale, channel);
  group.channels.push_back(std::move(channel));
  return {};
}

std::string filter_words(const DicomDataSet& definition) {
  std::string words;
  add_filter(words, "high-pass ", definition.number(kFilterLow));
  add_filter(words, "low-pass ", definition.number(kFilterHigh));
  add_filter(words, "notch ", definition.number(kFilterNotch));
  return words;
}

}  // namespace leadwise::io::dicom
