#include "aecg/aecg_time_sequence.hpp"

#include <cmath>
#include <limits>

#include "aecg/aecg_quantity.hpp"
#include "text/compact_time.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

constexpr double kSlowestHz = 0.1;
constexpr double kFastestHz = 1e6;
constexpr const char* kUnreadableHead = "the time of the first sample is absent or cannot be read";

Result<double> rate_of(const XmlElement& value) {
  const XmlElement increment = value.child("increment");
  const auto quantity = aecg_quantity(increment);
  if (!quantity)
    return xml_field_error(value, "HL7 aECG time sequence", "increment", "is missing or no number");
  const auto per_second = units_per_second(quantity->unit);
  if (!per_second) {
    return xml_field_error(increment, "HL7 aECG time sequence", "increment",
                           "has the unit " + quoted(quantity->unit) + ", which is no unit of time");
  }
  const double rate_hz = *per_second / quantity->value;
  if (rate_hz >= kSlowestHz && rate_hz <= kFastestHz)
    return rate_hz;
  return fail(ErrorCode::InvalidSamplingRate,
              "HL7 aECG time sequence: an increment of " + number_text(quantity->value) + ' ' +
                  std::string(quantity->unit) + " gives no sampling rate of an ECG",
              increment.offset());
}

// With a period or a denominator the list repeats or dwells: not a steady rate.
Result<void> check_steady(const XmlElement& value) {
  for (const char* name : {"period", "denominator"}) {
    const auto stated = value.attribute(name);
    if (stated && trim(*stated) != "1") {
      return fail(ErrorCode::UnsupportedFormat,
                  "HL7 aECG time sequence: the attribute " + std::string(name) + " is " + quoted(*stated) +
                      ", such lists are not read",
                  value.offset());
    }
  }
  return {};
}

// Whoever hides whose ECG it is may empty the head, too: the samples are as good without their time.
void leave_head_open(const char* why, AecgTimeAxis& axis, std::vector<Note>& notes) {
  axis.head_s = std::numeric_limits<double>::quiet_NaN();
  notes.push_back({ErrorCode::InvalidHeader, why});
}

void take_relative_head(const XmlElement& head, AecgTimeAxis& axis, std::vector<Note>& notes) {
  const auto quantity = aecg_quantity(head);
  // 0 is the same in every unit, and in none.
  const bool is_zero = quantity && quantity->value == 0.0;
  const auto seconds = is_zero ? std::optional(0.0) : aecg_seconds(head);
  if (seconds)
    axis.head_s = *seconds;
  else
    leave_head_open(kUnreadableHead, axis, notes);
}

void take_absolute_head(const XmlElement& head, AecgTimeAxis& axis, std::vector<Note>& notes) {
  const std::string_view stated = trim(head.attribute("value").value_or(""));
  if (stated.empty() && head.attribute("nullFlavor"))
    return leave_head_open("the file says that the time of its first sample is unknown", axis, notes);
  auto time = parse_compact_time(stated);
  if (!time)
    return leave_head_open(kUnreadableHead, axis, notes);
  axis.head_s = time->seconds;
  axis.has_zone = time->has_zone;
  axis.head_iso = std::move(time->iso);
}

Result<AecgTimeAxis> read_one(const XmlElement& sequence, std::vector<Note>& notes) {
  const std::string code = aecg_code(sequence);
  const XmlElement value = sequence.child("value");
  const std::string_view type = aecg_type(value);
  AecgTimeAxis axis;
  axis.absolute = code == "TIME_ABSOLUTE";
  if ((!axis.absolute && code != "TIME_RELATIVE") || type != (axis.absolute ? "GLIST_TS" : "GLIST_PQ")) {
    return fail(ErrorCode::UnsupportedFormat,
                "HL7 aECG: a time sequence " + quoted(code) + " of the type " + quoted(type) + " is not read",
                sequence.offset());
  }
  if (auto checked = check_steady(value); !checked)
    return tl::unexpected(checked.error());
  const auto rate_hz = rate_of(value);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  axis.sampling_rate_hz = *rate_hz;
  const auto take_head = axis.absolute ? take_absolute_head : take_relative_head;
  take_head(value.child("head"), axis, notes);
  return axis;
}

// A point in time tells more than a distance, and either more than nothing.
bool is_better(const AecgTimeAxis& axis, const AecgTimeAxis& than) {
  if (std::isnan(axis.head_s) != std::isnan(than.head_s))
    return std::isnan(than.head_s);
  return axis.absolute && !than.absolute;
}

Result<AecgTimeAxis> rate_from_caller(const XmlElement& set, const ReadOptions& options, std::vector<Note>& notes) {
  if (!options.sampling_rate_hz) {
    return fail(ErrorCode::SamplingRateRequired, "HL7 aECG: a sequence set without a time sequence states no rate",
                set.offset());
  }
  notes.push_back({ErrorCode::SamplingRateRequired,
                   "the file states no sampling rate; the one said when opening was "
                   "used"});
  AecgTimeAxis axis;
  axis.sampling_rate_hz = *options.sampling_rate_hz;
  return axis;
}

}  // namespace

Result<AecgTimeAxis> read_aecg_time_axis(std::span<const XmlElement> sequences, const XmlElement& set,
                                         const ReadOptions& options, std::vector<Note>& notes) {
  if (sequences.empty())
    return rate_from_caller(set, options, notes);
  auto axis = read_one(sequences.front(), notes);
  for (std::size_t i = 1; axis && i < sequences.size(); ++i) {
    const auto other = read_one(sequences[i], notes);
    if (!other)
      return other;
    if (std::abs(other->sampling_rate_hz - axis->sampling_rate_hz) > 1e-9 * axis->sampling_rate_hz)
      return xml_field_error(sequences[i], "HL7 aECG sequence set", "increment", "contradicts another time sequence");
    if (is_better(*other, *axis))
      axis = other;
  }
  if (axis && options.sampling_rate_hz && *options.sampling_rate_hz != axis->sampling_rate_hz) {
    notes.push_back({ErrorCode::InvalidSamplingRate,
                     "the sampling rate said when opening was not used; the file "
                     "states its own"});
  }
  return axis;
}

}  // namespace leadwise::io
