#include <algorithm>
#include <cmath>

#include "edf/edf_channel.hpp"
#include "edf/edf_date.hpp"
#include "edf/edf_digits.hpp"
#include "edf/edf_layout.hpp"
#include "edf/edf_number.hpp"
#include "edf/read_edf.hpp"
#include "record_writers.hpp"
#include "text/copied_marks.hpp"
#include "text/pacing_words.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kAnnotationsLabel = "EDF Annotations";

/// Times are written with this many decimals: a hundred nanoseconds.
constexpr int kTimeDecimals = 7;
constexpr double kWrittenTicksASecond = 1e7;

/// A field of an EDF header: ASCII of just that size.
std::string field(std::string_view text, std::size_t size) {
  std::string ascii;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    // What follows the first byte of a UTF-8 character is part of the question mark that stands for it.
    if (byte < 0x80 || byte >= 0xC0)
      ascii += byte < 0x20 || byte >= 0x7F ? '?' : c;
  }
  ascii.resize(size, ' ');
  return ascii;
}

/// EDF+ separates subfields by blanks and says X where it does not know.
std::string subfield(const std::optional<std::string>& text) {
  std::string word(trim(text.value_or("")));
  std::replace_if(
      word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; }, '_');
  return word.empty() ? "X" : word;
}

std::string seconds_text(double seconds) {
  const auto ticks = static_cast<std::int64_t>(std::llround(seconds * kWrittenTicksASecond));
  std::string text(ticks < 0 ? "" : "+");
  return text.append(fixed_point_text(ticks, kTimeDecimals));
}

/// When the recording began, as far as the record says it.
struct Start {
  std::optional<CalendarDay> day;
  std::int64_t whole_s = 0;
  double fraction_s = 0.0;
};

Start start_of(const EcgRecord& record) {
  Start start;
  const std::string_view iso = record.acquisition_time ? std::string_view(*record.acquisition_time) : "";
  start.day = parse_iso_day(iso);
  const auto seconds = parse_iso_seconds(start.day ? iso.substr(10) : iso);
  if (seconds) {
    start.whole_s = static_cast<std::int64_t>(std::floor(*seconds));
    start.fraction_s = *seconds - static_cast<double>(start.whole_s);
  }
  return start;
}

std::string patient_field(const EcgRecord& record, bool identifiers) {
  if (!identifiers)
    return field("X X X X", 80);
  const Patient& patient = record.patient;
  const auto birth = parse_iso_day(patient.birth_date.value_or(""));
  std::string sex = "X";
  if (patient.sex == Sex::female || patient.sex == Sex::male)
    sex = patient.sex == Sex::female ? "F" : "M";
  std::string text = subfield(patient.id);
  text.append(1, ' ').append(sex).append(1, ' ');
  text += birth ? edf_plus_day(*birth) : "X";
  text.append(1, ' ').append(subfield(patient.name));
  return field(text, 80);
}

std::string recording_field(const EcgRecord& record, const Start& start) {
  std::string text = "Startdate ";
  text += start.day ? edf_plus_day(*start.day) : "X";
  text.append(" X X ").append(subfield(record.device.model));
  return field(text, 80);
}

// EDF's years end in 2084; EDF+ writes "yy" then, the whole year stands in the recording field.
std::string start_day_field(const Start& start) {
  if (!start.day)
    return "01.01.85";
  const int year = static_cast<int>(start.day->year());
  const std::string day = edf_day(*start.day);
  return year >= 1985 && year <= 2084 ? day : day.substr(0, 6) + "yy";
}

/// A label of EDF+'s standard texts; a channel that is no standard lead must not become one by being cut to 16 characters.
std::string label_of(const Channel& channel, std::size_t index) {
  if (channel.lead)
    return field("ECG " + std::string(lead_name(*channel.lead)), 16);
  const std::string label = field(trim(channel.label), 16);
  const bool misleading = trim(label).empty() || trim(label) == kAnnotationsLabel || edf_lead(trim(label));
  return misleading ? field("signal " + std::to_string(index + 1), 16) : label;
}

/// Everything that the file is made of.
struct EdfPlan {
  Start start;
  EdfLayout layout;
  std::vector<std::string> labels;
  std::vector<EdfStatedScale> scales;
  std::vector<std::vector<std::int16_t>> signals;
  /// The first sample of each data record.
  std::vector<std::size_t> first_samples;
  /// The annotation signal of each data record, all of one length.
  std::vector<std::string> annotation_blocks;
};

void place_data_records(EdfPlan& plan) {
  for (const EdfSegment& segment : plan.layout.segments) {
    for (std::size_t at = 0; at < segment.count; at += plan.layout.samples_per_record)
      plan.first_samples.push_back(segment.first + at);
  }
}

Result<void> digitise(const EcgRecord& record, EdfPlan& plan) {
  for (std::size_t i = 0; i < record.channels.size(); ++i) {
    auto scale = choose_edf_scale(record.channels[i]);
    if (!scale)
      return tl::unexpected(scale.error());
    plan.labels.push_back(label_of(record.channels[i], i));
    plan.signals.push_back(digitise_for_edf(record.channels[i], *scale));
    plan.signals.back().resize(plan.signals.back().size() + plan.layout.filling, plan.signals.back().back());
    plan.scales.push_back(std::move(*scale));
  }
  return {};
}

/// What may stand in an annotation: none of the marks between them, and not longer than a data record bears.
std::string annotation_text(std::string_view text) {
  constexpr std::size_t kLongest = 500;
  std::string clean = utf8_text(utf8_prefix(text, kLongest));
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return c == '\0' || c == '\x14' || c == '\x15'; }, ' ');
  return clean;
}

std::string timed_list(double onset_s, std::optional<double> duration_s, std::string_view text) {
  std::string list = seconds_text(onset_s);
  if (duration_s)
    list.append(1, '\x15').append(seconds_text(std::max(*duration_s, 0.0)).substr(1));
  list += '\x14';
  list += text;
  list += '\x14';
  list += '\0';
  return list;
}

std::string annotation_list(const EcgRecord& record, const EdfPlan& plan, const Annotation& annotation) {
  std::string text = annotation_text(annotation.text);
  for (std::size_t i = 0; i < record.channels.size() && annotation.channel; ++i) {
    const bool same = *annotation.channel == record.channels[i].label;
    if (!same)
      continue;
    text.append("@@").append(trim(plan.labels[i]));
    break;
  }
  return timed_list(annotation.time_s + plan.start.fraction_s, annotation.duration_s, text);
}

bool is_annotated_as_paced(const EcgRecord& record) {
  return std::any_of(record.annotations.begin(), record.annotations.end(),
                     [](const Annotation& annotation) { return says_paced(annotation.text); });
}

// Free text may name the patient: only with the other identifying fields.
std::vector<std::string> annotation_lists(const EcgRecord& record, const EdfPlan& plan, bool identifiers) {
  constexpr double kMostSeconds = 1e9;
  std::vector<std::string> lists;
  if (plan.layout.filling > 0)
    lists.push_back(timed_list(record.duration_s() + plan.start.fraction_s, std::nullopt, kEdfRecordingEnds));
  // EDF has no field for any of these.
  const auto add = [&lists, &plan](std::string_view text) {
    lists.push_back(timed_list(plan.start.fraction_s, std::nullopt, annotation_text(text)));
  };
  for (const std::string& mark : copied_marks(record))
    add(mark);
  if (const auto age = age_of_minor(record))
    add(*age);
  if (record.paced.value_or(false) && !(identifiers && is_annotated_as_paced(record)))
    add("Paced rhythm");
  for (const Annotation& annotation : record.annotations) {
    const bool tellable =
        std::abs(annotation.time_s) < kMostSeconds && annotation.duration_s.value_or(0.0) < kMostSeconds;
    if (identifiers && tellable && !annotation.text.empty())
      lists.push_back(annotation_list(record, plan, annotation));
  }
  return lists;
}

/// The list that each data record begins with: when it begins.
std::vector<std::string> time_keeping(const EcgRecord& record, const EdfPlan& plan) {
  std::vector<std::string> blocks;
  for (const std::size_t first : plan.first_samples)
    blocks.push_back(
        timed_list(static_cast<double>(first) / record.sampling_rate_hz + plan.start.fraction_s, std::nullopt, ""));
  return blocks;
}

/// Deals the annotations out to the data records in turn and makes all blocks equally long and even.
void fill_annotation_blocks(const std::vector<std::string>& lists, std::vector<std::string>& blocks) {
  std::size_t longest = 0;
  for (std::size_t i = 0; i < lists.size(); ++i)
    blocks[i % blocks.size()] += lists[i];
  for (const std::string& block : blocks)
    longest = std::max(longest, block.size());
  for (std::string& block : blocks)
    block.resize(longest + longest % 2, '\0');
}

std::string all_signals(const EdfPlan& plan, std::string (*of)(const EdfPlan&, std::size_t),
                        std::string_view of_annotations, std::size_t size) {
  std::string text;
  for (std::size_t i = 0; i < plan.labels.size(); ++i)
    text += field(of(plan, i), size);
  return text + field(of_annotations, size);
}

std::string signal_fields(const EcgRecord& record, const EdfPlan& plan) {
  const std::size_t signals = plan.labels.size() + 1;
  std::string text = all_signals(
      plan, [](const EdfPlan& p, std::size_t i) { return p.labels[i]; }, kAnnotationsLabel, 16);
  text += std::string(signals * 80, ' ');
  text += all_signals(
      plan, [](const EdfPlan& p, std::size_t i) { return std::string(p.scales[i].unit); }, "", 8);
  text += all_signals(
      plan, [](const EdfPlan& p, std::size_t i) { return p.scales[i].physical_minimum; }, "-1", 8);
  text += all_signals(
      plan, [](const EdfPlan& p, std::size_t i) { return p.scales[i].physical_maximum; }, "1", 8);
  text += all_signals(
      plan, [](const EdfPlan& p, std::size_t i) { return std::to_string(p.scales[i].digital_minimum); }, "-32768", 8);
  text += all_signals(
      plan, [](const EdfPlan& p, std::size_t i) { return std::to_string(p.scales[i].digital_maximum); }, "32767", 8);
  for (std::size_t i = 0; i + 1 < signals; ++i)
    text += field(record.device.filters.value_or(""), 80);
  text += field("", 80);
  text += all_signals(
      plan, [](const EdfPlan& p, std::size_t) { return std::to_string(p.layout.samples_per_record); },
      std::to_string(plan.annotation_blocks.front().size() / 2), 8);
  return text + std::string(signals * 32, ' ');
}

std::string header_of(const EcgRecord& record, const EdfPlan& plan, bool identifiers) {
  const std::size_t signals = plan.labels.size() + 1;
  std::string text = field("0", 8) + patient_field(record, identifiers) + recording_field(record, plan.start);
  text += field(start_day_field(plan.start), 8) + field(edf_time(plan.start.whole_s), 8);
  text += field(std::to_string(256 * (signals + 1)), 8);
  text += field(plan.layout.segments.size() > 1 ? "EDF+D" : "EDF+C", 44);
  text += field(std::to_string(plan.first_samples.size()), 8) + field(plan.layout.duration, 8);
  text += field(std::to_string(signals), 4);
  return text + signal_fields(record, plan);
}

void append_samples(const EdfPlan& plan, std::size_t first, std::vector<std::uint8_t>& bytes) {
  for (const auto& samples_adu : plan.signals) {
    for (std::size_t i = first; i < first + plan.layout.samples_per_record; ++i) {
      const auto word = static_cast<std::uint16_t>(samples_adu[i]);
      bytes.push_back(static_cast<std::uint8_t>(word & 0xFF));
      bytes.push_back(static_cast<std::uint8_t>(word >> 8));
    }
  }
}

std::vector<std::uint8_t> bytes_of(const EcgRecord& record, const EdfPlan& plan, bool identifiers) {
  const std::string header = header_of(record, plan, identifiers);
  std::vector<std::uint8_t> bytes(header.begin(), header.end());
  for (std::size_t i = 0; i < plan.first_samples.size(); ++i) {
    append_samples(plan, plan.first_samples[i], bytes);
    bytes.insert(bytes.end(), plan.annotation_blocks[i].begin(), plan.annotation_blocks[i].end());
  }
  return bytes;
}

}  // namespace

Result<std::vector<OutputFile>> write_edf(const EcgRecord& record, std::string_view base_name, bool identifiers) {
  constexpr std::size_t kMostChannels = 9998;
  if (record.channels.size() > kMostChannels)
    return fail(ErrorCode::InvalidHeader, "EDF holds no more than 9998 signals beside its annotations");
  auto layout = choose_edf_layout(record);
  if (!layout)
    return tl::unexpected(layout.error());
  EdfPlan plan{start_of(record), std::move(*layout), {}, {}, {}, {}, {}};
  place_data_records(plan);
  if (auto done = digitise(record, plan); !done)
    return tl::unexpected(done.error());
  plan.annotation_blocks = time_keeping(record, plan);
  fill_annotation_blocks(annotation_lists(record, plan, identifiers), plan.annotation_blocks);
  return std::vector{OutputFile{std::string(base_name) + ".edf", bytes_of(record, plan, identifiers)}};
}

}  // namespace leadwise::io
