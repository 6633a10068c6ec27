#include "ishne/read_ishne.hpp"

#include <algorithm>
#include <limits>

#include "bytes/byte_reader.hpp"
#include "bytes/unit_factors.hpp"
#include "ishne/ishne_header.hpp"
#include "text/calendar_date.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

constexpr std::int16_t kMissingAdu = -32768;

/// Names by the code of the lead.
constexpr std::array<std::string_view, 20> kLeadNames = {"unknown", "bipolar", "X",   "Y",   "Z",  "I",  "II",
                                                         "III",     "aVR",     "aVL", "aVF", "V1", "V2", "V3",
                                                         "V4",      "V5",      "V6",  "ES",  "AS", "AI"};

/// What the quality codes say where it is not good.
constexpr std::array<std::string_view, 6> kQualities = {
    "", "", "intermittent noise", "frequent noise", "intermittent disconnection", "frequent disconnection"};

std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width)
    digits.insert(0, width - digits.size(), '0');
  return digits;
}

std::optional<std::string> iso_day(const IshneDay& day) {
  const auto date = make_date(day.year, day.month, day.day);
  return date ? std::optional(iso_date(*date)) : std::nullopt;
}

std::optional<std::string> clock(const std::array<std::int16_t, 3>& time) {
  const bool in_range = time[0] >= 0 && time[0] < 24 && time[1] >= 0 && time[1] < 60 && time[2] >= 0 && time[2] < 60;
  if (!in_range)
    return std::nullopt;
  return padded(time[0], 2) + ':' + padded(time[1], 2) + ':' + padded(time[2], 2);
}

void take_time(const IshneHeader& header, EcgRecord& record) {
  const auto day = iso_day(header.recorded);
  const auto time = clock(header.start_time);
  if (day && time)
    record.acquisition_time = *day + "T" + *time;
  else if (day)
    record.acquisition_time = day;
  if (!day || !time)
    record.notes.push_back(
        {ErrorCode::InvalidHeader, "the date or time of the recording is unknown or cannot be read"});
}

void take_patient(const IshneHeader& header, EcgRecord& record) {
  const std::string first = utf8_text(header.first_name), last = utf8_text(header.last_name);
  if (!first.empty() || !last.empty())
    record.patient.name = first.empty() || last.empty() ? first + last : first + " " + last;
  if (!header.subject_id.empty())
    record.patient.id = utf8_text(header.subject_id);
  if (header.sex == 1 || header.sex == 2)
    record.patient.sex = header.sex == 1 ? Sex::male : Sex::female;
  record.patient.birth_date = iso_day(header.birth);
}

void take_pacemaker(const IshneHeader& header, EcgRecord& record) {
  if (header.pacemaker >= 0 && header.pacemaker <= 5)
    record.paced = header.pacemaker > 0;
  else
    record.notes.push_back(
        {ErrorCode::InvalidHeader, "the pacemaker code " + std::to_string(header.pacemaker) + " is none of 0 to 5"});
}

std::string lead_label(std::int16_t code) {
  if (code >= 0 && static_cast<std::size_t>(code) < kLeadNames.size())
    return std::string(kLeadNames[static_cast<std::size_t>(code)]);
  return "lead code " + std::to_string(code);
}

/// Samples of one lead. Writers state the number of one lead or of all together; the size of the file tells which.
Result<std::uint64_t> samples_per_lead(const IshneHeader& header, std::uint64_t data_bytes, std::vector<Note>& notes) {
  const std::uint64_t all = data_bytes / 2;
  if (header.stated_samples == all && header.lead_count > 1 && all % header.lead_count == 0) {
    notes.push_back({ErrorCode::InvalidHeader, "the header counts the samples of all leads together"});
    return all / header.lead_count;
  }
  const std::uint64_t wanted = header.stated_samples * header.lead_count;
  if (wanted > all)
    return fail(ErrorCode::TruncatedData,
                "ISHNE: the header promises " + std::to_string(header.stated_samples) + " samples of " +
                    std::to_string(header.lead_count) + " leads, the file holds " + std::to_string(all) + " in all",
                header.ecg_offset + data_bytes);
  if (wanted * 2 < data_bytes)
    notes.push_back(
        {ErrorCode::InvalidHeader, std::to_string(data_bytes - wanted * 2) + " bytes behind the ECG were not read"});
  return header.stated_samples;
}

Channel read_channel(const IshneHeader& header, std::size_t index, std::uint64_t count, const std::uint8_t* data) {
  Channel channel;
  channel.label = lead_label(header.lead_codes[index]);
  channel.lead = parse_lead(channel.label);
  channel.resolution_mv = header.resolution_nv[index] / kNanovoltsPerMillivolt;
  channel.samples_mv.reserve(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t adu = load_signed(data + 2 * (i * header.lead_count + index), 2, ByteOrder::little);
    channel.samples_mv.push_back(adu == kMissingAdu ? std::numeric_limits<double>::quiet_NaN()
                                                    : static_cast<double>(adu) * channel.resolution_mv);
  }
  return channel;
}

void note_quality(const IshneHeader& header, std::size_t index, const Channel& channel, std::vector<Note>& notes) {
  const std::int16_t quality = header.lead_quality[index];
  if (quality >= 2 && static_cast<std::size_t>(quality) < kQualities.size())
    notes.push_back({ErrorCode::InvalidSample, "lead " + quoted(channel.label) + ": the recorder says " +
                                                   std::string(kQualities[static_cast<std::size_t>(quality)])});
  const bool missing =
      std::any_of(channel.samples_mv.begin(), channel.samples_mv.end(), [](double sample) { return sample != sample; });
  if (missing)
    notes.push_back(
        {ErrorCode::InvalidSample, "lead " + quoted(channel.label) + ": samples of -32768 were taken as missing"});
}

}  // namespace

bool is_ishne(const FileBytes& file) {
  const std::string_view magic = as_text(file.bytes.first(std::min(file.bytes.size(), kIshneMagic.size())));
  return magic == kIshneMagic || magic == kIshneAnnotationMagic;
}

Result<EcgRecord> read_ishne(std::span<const FileBytes> files, const ReadOptions& /*options*/) {
  const FileBytes& file = files.front();
  const auto header = read_ishne_header(file);
  if (!header)
    return tl::unexpected(header.error());
  EcgRecord record;
  const auto data = file.bytes.subspan(static_cast<std::size_t>(header->ecg_offset));
  const auto count = samples_per_lead(*header, data.size(), record.notes);
  if (!count)
    return tl::unexpected(count.error());
  record.sampling_rate_hz = static_cast<double>(header->sampling_rate_hz);
  take_time(*header, record);
  take_patient(*header, record);
  take_pacemaker(*header, record);
  if (!header->recorder.empty())
    record.device.model = utf8_text(header->recorder);
  for (std::size_t i = 0; i < header->lead_count; ++i) {
    record.channels.push_back(read_channel(*header, i, *count, data.data()));
    note_quality(*header, i, record.channels.back(), record.notes);
  }
  return record;
}

}  // namespace leadwise::io
