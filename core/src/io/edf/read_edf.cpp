#include "edf/read_edf.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "edf/edf_annotations.hpp"
#include "edf/edf_channel.hpp"
#include "edf/edf_header.hpp"
#include "edf/edf_identification.hpp"
#include "edf/edf_timeline.hpp"
#include "text/number_text.hpp"
#include "text/pacing_words.hpp"
#include "text/patient_age.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

/// What may be filled with missing samples for a file of that size.
std::uint64_t most_bytes_for(std::uint64_t file_bytes) {
  constexpr std::uint64_t kPerByte = 64;
  constexpr std::uint64_t kAlwaysAllowed = 16U << 20U;
  return std::max(file_bytes * kPerByte, kAlwaysAllowed);
}

/// The bytes of whole data records that the header promises; where it does not say how many, those that are there.
Result<std::span<const std::uint8_t>> find_records(const EdfHeader& header, std::span<const std::uint8_t> file,
                                                   std::vector<Note>& notes) {
  const auto data = file.subspan(static_cast<std::size_t>(header.header_bytes));
  const std::uint64_t there = data.size() / header.record_bytes;
  const std::uint64_t count = header.record_count.value_or(there);
  if (count > there)
    return fail(ErrorCode::TruncatedData,
                std::string(header.name) + ": the header promises " + std::to_string(count) + " data records of " +
                    std::to_string(header.record_bytes) + " bytes, the file holds " + std::to_string(there),
                file.size());
  if (count == 0)
    return fail(ErrorCode::TruncatedData, std::string(header.name) + ": the file holds no whole data record",
                header.record_count_field.offset);
  if (!header.record_count)
    notes.push_back({ErrorCode::InvalidHeader,
                     "the header does not say how many data records there are (the recording "
                     "was not ended properly); " +
                         std::to_string(count) + " were found"});
  const auto size = static_cast<std::size_t>(count * header.record_bytes);
  if (size < data.size())
    notes.push_back({ErrorCode::InvalidHeader,
                     std::to_string(data.size() - size) + " bytes behind the last whole data record were not read"});
  return data.first(size);
}

/// The number of samples in a data record, and with it the rate, that most of the ECG has; the higher where two are
/// equally frequent.
std::uint64_t choose_samples_per_record(std::span<const EdfVoltageSignal> voltages) {
  const bool any_ecg = std::any_of(voltages.begin(), voltages.end(), [](const auto& voltage) { return voltage.ecg; });
  std::map<std::uint64_t, std::size_t> frequency;
  for (const EdfVoltageSignal& voltage : voltages) {
    if (voltage.ecg || !any_ecg)
      ++frequency[voltage.signal->samples_per_record];
  }
  auto most = frequency.begin();
  for (auto entry = frequency.begin(); entry != frequency.end(); ++entry) {
    if (entry->second >= most->second)
      most = entry;
  }
  return most->first;
}

/// Everything that the channels are read from.
struct EdfFile {
  EdfHeader header;
  std::span<const std::uint8_t> records;
  EdfAnnotations annotations;
  std::vector<EdfVoltageSignal> voltages;
  std::uint64_t most_samples = 0;
  /// After the first sample, where the file says it.
  std::optional<double> recording_end_s;

  std::uint64_t record_count() const { return records.size() / header.record_bytes; }
  double first_start_s() const {
    const auto& starts_s = annotations.record_starts_s;
    return starts_s.empty() || std::isnan(starts_s.front()) ? 0.0 : starts_s.front();
  }
};

std::optional<double> find_recording_end_s(const EdfFile& file) {
  const auto& all = file.annotations.annotations;
  const auto end = std::find_if(all.begin(), all.end(),
                                [](const Annotation& annotation) { return annotation.text == kEdfRecordingEnds; });
  return end == all.end() ? std::nullopt : std::optional(end->time_s - file.first_start_s());
}

/// The length without what fills the last data record behind "Recording ends": copies of the sample before it.
std::size_t length_without_filling(const EdfFile& file, const SignalGroup& group, std::uint64_t samples_per_record) {
  const std::size_t count = group.channels.front().samples_mv.size();
  const double end = file.recording_end_s ? std::round(*file.recording_end_s * group.sampling_rate_hz) : 0.0;
  const auto last_record = static_cast<double>(count - samples_per_record);
  if (end < 1.0 || end <= last_record || end >= static_cast<double>(count))
    return count;
  const auto length = static_cast<std::size_t>(end);
  for (const Channel& channel : group.channels) {
    const auto& samples = channel.samples_mv;
    if (std::any_of(samples.begin() + static_cast<std::ptrdiff_t>(length), samples.end(),
                    [last = samples[length - 1]](double sample) { return sample != last; }))
      return count;
  }
  return length;
}

void cut_filling(const EdfFile& file, std::uint64_t samples_per_record, SignalGroup& group) {
  const std::size_t length = length_without_filling(file, group, samples_per_record);
  for (Channel& channel : group.channels)
    channel.samples_mv.resize(length);
}

Result<SignalGroup> read_group(const EdfFile& file, std::uint64_t samples_per_record, std::vector<Note>& notes) {
  const auto timeline = place_edf_records(file.header, file.annotations.record_starts_s, file.record_count(),
                                          samples_per_record, file.most_samples);
  if (!timeline)
    return tl::unexpected(timeline.error());
  SignalGroup group;
  group.sampling_rate_hz = static_cast<double>(samples_per_record) / file.header.record_duration_s;
  group.label = "signals at " + number_text(group.sampling_rate_hz) + " Hz";
  for (const EdfVoltageSignal& voltage : file.voltages) {
    if (voltage.signal->samples_per_record == samples_per_record)
      group.channels.push_back(read_edf_channel(file.header, voltage, *timeline, file.records, notes));
  }
  cut_filling(file, samples_per_record, group);
  return group;
}

Result<void> read_groups(const EdfFile& file, EcgRecord& record) {
  const std::uint64_t of_ecg = choose_samples_per_record(file.voltages);
  std::vector<std::uint64_t> others;
  for (const EdfVoltageSignal& voltage : file.voltages) {
    const std::uint64_t samples = voltage.signal->samples_per_record;
    if (samples != of_ecg && std::find(others.begin(), others.end(), samples) == others.end())
      others.push_back(samples);
  }
  auto ecg = read_group(file, of_ecg, record.notes);
  if (!ecg)
    return tl::unexpected(ecg.error());
  record.sampling_rate_hz = ecg->sampling_rate_hz;
  record.channels = std::move(ecg->channels);
  for (const std::uint64_t samples : others) {
    auto group = read_group(file, samples, record.notes);
    if (!group)
      return tl::unexpected(group.error());
    record.other_signals.push_back(std::move(*group));
  }
  return {};
}

void note_decimal_commas(const EdfFile& file, std::vector<Note>& notes) {
  const auto has_comma = [](const EdfVoltageSignal& voltage) {
    return voltage.signal->physical_minimum.text.find(',') != std::string_view::npos ||
           voltage.signal->physical_maximum.text.find(',') != std::string_view::npos;
  };
  if (std::any_of(file.voltages.begin(), file.voltages.end(), has_comma))
    notes.push_back({ErrorCode::InvalidHeader,
                     "physical ranges of the header have decimal commas, where EDF asks for points, and were read so"});
}

void note_unexpected_start(const EdfFile& file, EcgRecord& record) {
  const auto& starts_s = file.annotations.record_starts_s;
  const std::size_t index = first_unexpected_start(file.header, starts_s, record.sampling_rate_hz);
  if (file.header.discontinuous || index == starts_s.size())
    return;
  record.notes.push_back(
      {ErrorCode::InvalidHeader, "data record " + std::to_string(index + 1) + " is said to begin at " +
                                     number_text(starts_s[index]) +
                                     " s, but the file is said to be continuous and was read as such"});
}

// Copies say a stated age of under 18 so. What the birth date gives may be older, where one of them is wrong: the younger counts.
void take_age(const std::string& text, EcgRecord& record) {
  EcgRecord said;
  if (text.rfind("Age: ", 0) != 0)
    return;
  said.comments = {text};
  read_patient_comments(said);
  std::optional<double>& age_years = record.patient.age_years;
  if (!said.patient.age_years || (age_years && std::floor(*age_years) <= *said.patient.age_years))
    return;
  if (age_years)
    record.notes.push_back({ErrorCode::InvalidHeader, "the header's birth date gives another age than the annotation " +
                                                          quoted(text) + ", which was taken"});
  age_years = said.patient.age_years;
}

void take_annotations(const EdfFile& file, EcgRecord& record) {
  record.annotations = file.annotations.annotations;
  for (Annotation& annotation : record.annotations) {
    annotation.time_s -= file.first_start_s();
    // EDF has no field for a pacemaker, and EDF+ asks for a date of birth, not an age.
    if (says_paced(annotation.text))
      record.paced = true;
    take_age(annotation.text, record);
  }
  if (file.annotations.unreadable > 0)
    record.notes.push_back({ErrorCode::InvalidHeader, std::to_string(file.annotations.unreadable) +
                                                          " annotation lists cannot be read, the first at byte " +
                                                          std::to_string(file.annotations.first_unreadable_offset)});
}

// What the ECG's signals say of filters and electrodes, each text once; beyond a few they say nothing any more.
void take_filters(const EdfFile& file, std::uint64_t samples_per_record, EcgRecord& record) {
  constexpr std::size_t kMostTexts = 32;
  std::vector<std::string> texts;
  const auto add = [&texts](std::string text) {
    if (!text.empty() && texts.size() < kMostTexts && std::find(texts.begin(), texts.end(), text) == texts.end())
      texts.push_back(std::move(text));
  };
  for (const EdfVoltageSignal& voltage : file.voltages) {
    const EdfSignal& signal = *voltage.signal;
    if (signal.samples_per_record != samples_per_record)
      continue;
    add(utf8_text(signal.prefiltering.text));
    if (!signal.transducer.text.empty())
      add("transducer " + utf8_text(signal.transducer.text));
  }
  std::string filters;
  for (const std::string& text : texts)
    filters += (filters.empty() ? "" : "; ") + text;
  if (!filters.empty())
    record.device.filters = std::move(filters);
}

Result<EdfFile> open_edf(const FileBytes& bytes, const ReadOptions& options, std::vector<Note>& notes) {
  auto header = read_edf_header(bytes);
  if (!header)
    return tl::unexpected(header.error());
  EdfFile file{std::move(*header), {}, {}, {}, 0, {}};
  auto voltages = find_edf_voltages(file.header, options, notes);
  if (!voltages)
    return tl::unexpected(voltages.error());
  file.voltages = std::move(*voltages);
  if (file.voltages.empty())
    return fail(ErrorCode::NoEcgChannel,
                std::string(file.header.name) + ": none of the " + std::to_string(file.header.signals.size()) +
                    " signals is in a unit of voltage",
                256);
  const auto records = find_records(file.header, bytes.bytes, notes);
  if (!records)
    return tl::unexpected(records.error());
  file.records = *records;
  auto annotations = read_edf_annotations(file.header, file.records);
  if (!annotations)
    return tl::unexpected(annotations.error());
  file.annotations = std::move(*annotations);
  file.recording_end_s = find_recording_end_s(file);
  file.most_samples = most_bytes_for(bytes.bytes.size()) / sizeof(double) / file.voltages.size();
  return file;
}

}  // namespace

bool is_edf(const FileBytes& file) { return looks_like_edf(file); }

bool is_bdf(const FileBytes& file) { return looks_like_bdf(file); }

Result<EcgRecord> read_edf(std::span<const FileBytes> files, const ReadOptions& options) {
  EcgRecord record;
  const auto file = open_edf(files.front(), options, record.notes);
  if (!file)
    return tl::unexpected(file.error());
  read_edf_identification(file->header, file->first_start_s(), record);
  // Of two ages the younger counts: that of the birth date has to be there first.
  take_age_on(record.acquisition_time.value_or(""), record);
  take_filters(*file, choose_samples_per_record(file->voltages), record);
  if (auto read = read_groups(*file, record); !read)
    return tl::unexpected(read.error());
  take_annotations(*file, record);
  note_decimal_commas(*file, record.notes);
  note_unexpected_start(*file, record);
  return record;
}

}  // namespace leadwise::io
