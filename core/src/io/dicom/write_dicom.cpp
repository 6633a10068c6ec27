#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

#include "dicom/content_uid.hpp"
#include "dicom/describe_recording.hpp"
#include "dicom/dicom_encoder.hpp"
#include "dicom/dicom_file.hpp"
#include "dicom/dicom_lead.hpp"
#include "dicom/sop_class.hpp"
#include "dicom/written_channel.hpp"
#include "dicom/written_text.hpp"
#include "mdc_lead.hpp"
#include "record_writers.hpp"
#include "text/number_text.hpp"
#include "text/copied_marks.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io {
namespace {

using namespace dicom;

constexpr std::string_view kExplicitLittleEndian = "1.2.840.10008.1.2.1";
/// How marked_as_simulated begins its comment: that sentence identifies nobody and is always written.
constexpr std::string_view kSimulated = "Simulated by Leadwise";

/// What an object class holds at most (PS3.3, A.34.3.4, A.34.4.4, A.34.5.4).
struct ClassLimits {
  std::string_view uid;
  bool twelve_leads;
  std::size_t most_groups;
  std::size_t most_channels_a_group;
  std::size_t most_samples;
  double least_rate_hz;
};

constexpr double kHighestRateHz = 1000.0;
constexpr std::array kClasses = {
    ClassLimits{kTwelveLeadEcg, true, 1, 13, 16384, 200.0},
    ClassLimits{kGeneralEcg, false, 4, 24, std::numeric_limits<std::uint32_t>::max(), 200.0},
    ClassLimits{kAmbulatoryEcg, false, 1, 12, std::numeric_limits<std::uint32_t>::max(), 50.0},
};

bool has_twelve_leads(const EcgRecord& record) {
  return std::all_of(kTwelveLeads.begin(), kTwelveLeads.end(), [&](Lead lead) { return record.find(lead) != nullptr; });
}

bool holds(const ClassLimits& limits, const EcgRecord& record) {
  return (!limits.twelve_leads || has_twelve_leads(record)) &&
         record.channels.size() <= limits.most_groups * limits.most_channels_a_group &&
         record.sample_count() <= limits.most_samples && record.sampling_rate_hz >= limits.least_rate_hz &&
         record.sampling_rate_hz <= kHighestRateHz;
}

Result<ClassLimits> class_for(const EcgRecord& record) {
  for (const ClassLimits& limits : kClasses) {
    if (holds(limits, record))
      return limits;
  }
  return fail(ErrorCode::InvalidArgument, "no ECG object of DICOM holds " + std::to_string(record.channels.size()) +
                                              " channels at " + number_text(record.sampling_rate_hz) +
                                              " Hz (96 channels at 200 to 1000 Hz, 12 at 50 to 1000 Hz are the most)");
}

DicomEncoder code(std::string_view value, std::string_view scheme, std::string_view version, std::string_view meaning) {
  DicomEncoder item;
  item.text(kCodeValue, "SH", value);
  item.text(kCodingScheme, "SH", scheme);
  if (!version.empty())
    item.text(kCodingSchemeVersion, "SH", version);
  item.text(kCodeMeaning, "LO", meaning);
  return item;
}

void one_item(DicomEncoder& encoder, Tag tag, const DicomEncoder& item) { encoder.sequence(tag, {&item, 1}); }

// Codes of ISO/IEEE 11073-10101 as CID 3001 lists them; 2:0 is a lead that is none of them.
DicomEncoder lead_code(const Channel& channel) {
  if (!channel.lead)
    return code("2:0", "MDC", "", "Unspecified lead");
  return code("2:" + std::to_string(mdc_lead_number(*channel.lead)), "MDC", "",
              "Lead " + std::string(lead_name(*channel.lead)));
}

// A channel that is no standard lead must not become one by its label.
std::string written_label(const Channel& channel) {
  constexpr std::size_t kLongest = 16;
  const std::string label = one_value(channel_name(channel));
  const std::string kept = one_value(utf8_prefix(label, kLongest));
  return !channel.lead && lead_of_words(kept) ? '(' + kept + ')' : kept;
}

DicomEncoder channel_definition(const Channel& channel, const WrittenChannel& written) {
  DicomEncoder item;
  item.text(kChannelLabel, "SH", written_label(channel));
  one_item(item, kChannelSource, lead_code(channel));
  item.text(kSensitivity, "DS", written.sensitivity_uv);
  one_item(item, kSensitivityUnits, code("uV", "UCUM", "", "microvolt"));
  item.text(kSensitivityCorrection, "DS", "1");
  item.text(kBaseline, "DS", written.baseline_uv);
  item.text(kSampleSkew, "DS", "0");
  item.u16(kBitsStored, 16);
  return item;
}

std::vector<std::uint8_t> interleaved(std::span<const WrittenChannel> channels) {
  std::vector<std::uint8_t> bytes;
  const std::size_t count = channels.front().samples_adu.size();
  bytes.reserve(channels.size() * count * 2);
  for (std::size_t t = 0; t < count; ++t) {
    for (const WrittenChannel& channel : channels) {
      const auto word = static_cast<std::uint16_t>(channel.samples_adu[t]);
      bytes.push_back(static_cast<std::uint8_t>(word & 0xFFU));
      bytes.push_back(static_cast<std::uint8_t>(word >> 8U));
    }
  }
  return bytes;
}

DicomEncoder multiplex_group(const EcgRecord& record, std::span<const Channel> channels) {
  std::vector<WrittenChannel> written;
  std::vector<DicomEncoder> definitions;
  for (const Channel& channel : channels) {
    written.push_back(digitise_channel(channel));
    definitions.push_back(channel_definition(channel, written.back()));
  }
  DicomEncoder item;
  item.text(kOriginality, "CS", "ORIGINAL");
  item.u16(kChannelCount, static_cast<std::uint16_t>(channels.size()));
  item.u32(kSampleCount, static_cast<std::uint32_t>(record.sample_count()));
  item.text(kSamplingFrequency, "DS", decimal_string(record.sampling_rate_hz));
  item.text(kGroupLabel, "SH", "RHYTHM");
  item.sequence(kChannelDefinitions, definitions);
  item.u16(kBitsAllocated, 16);
  item.text(kSampleInterpretation, "CS", "SS");
  const auto missing = static_cast<std::uint16_t>(kMissingAdu);
  const std::array<std::uint8_t, 2> padding = {static_cast<std::uint8_t>(missing & 0xFFU),
                                               static_cast<std::uint8_t>(missing >> 8U)};
  item.bytes(kPaddingValue, "OW", padding);
  item.bytes(kWaveformData, "OW", interleaved(written));
  return item;
}

std::string simulation_mark(const EcgRecord& record) {
  for (const std::string& comment : record.comments) {
    if (comment.substr(0, kSimulated.size()) == kSimulated)
      return one_value(comment);
  }
  return {};
}

DicomEncoder annotation(std::string_view text) {
  constexpr std::array<std::uint8_t, 4> kWholeFirstGroup = {1, 0, 0, 0};
  DicomEncoder item;
  item.bytes(kReferencedChannels, "US", kWholeFirstGroup);
  item.u16(kAnnotationGroup, 0);
  item.text(kUnformattedText, "ST", text);
  return item;
}

void add_annotations(const EcgRecord& record, DicomEncoder& content) {
  std::vector<DicomEncoder> items;
  if (const std::string mark = simulation_mark(record); !mark.empty())
    items.push_back(annotation(mark));
  if (record.paced.value_or(false))
    items.push_back(annotation("Paced rhythm"));
  if (!items.empty())
    content.sequence(kAnnotations, items);
}

// What follows the identification: the acquisition's context, annotations and the waveform.
DicomEncoder content_of(const EcgRecord& record, const ClassLimits& limits) {
  DicomEncoder content;
  content.sequence(kAcquisitionContext, {});
  add_annotations(record, content);
  std::vector<DicomEncoder> groups;
  const std::span<const Channel> channels(record.channels);
  for (std::size_t first = 0; first < channels.size(); first += limits.most_channels_a_group) {
    const std::size_t count = std::min(limits.most_channels_a_group, channels.size() - first);
    groups.push_back(multiplex_group(record, channels.subspan(first, count)));
  }
  content.sequence(kWaveforms, groups);
  return content;
}

struct Uids {
  std::string instance, study, series;
};

std::string comments_text(const EcgRecord& record, bool identifiers) {
  std::string text;
  const auto add = [&text](std::string_view line) { text += (text.empty() ? "" : "\r\n") + one_value(line); };
  for (const std::string& mark : copied_marks(record))
    add(mark);
  if (const std::string mark = simulation_mark(record); !identifiers && !mark.empty())
    add(mark);
  for (const std::string& comment : record.comments) {
    if (identifiers && !is_copied_mark(comment))
      add(comment);
  }
  return text;
}

std::string_view sex_code(const std::optional<Sex>& sex) {
  if (!sex)
    return "";
  return *sex == Sex::female ? "F" : *sex == Sex::male ? "M" : "O";
}

void add_times_and_device(const EcgRecord& record, DicomEncoder& head) {
  const auto known = record.acquisition_time ? written_time(*record.acquisition_time) : std::nullopt;
  const WrittenTime study = known.value_or(WrittenTime{});
  // The standard demands these three; a study's may be empty.
  const WrittenTime needed = known.value_or(WrittenTime{std::string(kUnknownDate), "", std::string(kUnknownDate)});
  head.text(kStudyDate, "DA", study.date);
  head.text(kContentDate, "DA", needed.date);
  head.text(kAcquisitionDateTime, "DT", needed.date_time);
  head.text(kStudyTime, "TM", study.time);
  head.text(kContentTime, "TM", needed.time.empty() ? "000000" : needed.time);
  head.text(kAccessionNumber, "SH", "");
  head.text(kModality, "CS", "ECG");
  head.text(kManufacturer, "LO", one_value(record.device.manufacturer.value_or("")));
  head.text(kReferringPhysician, "PN", "");
  if (!simulation_mark(record).empty())
    head.text(kSeriesDescription, "LO", "Simulated ECG, research use only");
  if (record.device.model)
    head.text(kModel, "LO", one_value(*record.device.model));
}

void add_patient(const EcgRecord& record, bool identifiers, DicomEncoder& head) {
  const Patient shown = identifiers ? record.patient : Patient{};
  const auto birth = shown.birth_date ? written_time(*shown.birth_date) : std::nullopt;
  head.text(kPatientName, "PN", name_value(shown.name.value_or("")));
  head.text(kPatientId, "LO", one_value(shown.id.value_or("")));
  head.text(kBirthDate, "DA", birth ? birth->date : "");
  head.text(kSex, "CS", sex_code(record.patient.sex));
  const auto age = record.patient.age_years ? written_age(*record.patient.age_years) : std::nullopt;
  if (age)
    head.text(kAge, "AS", *age);
  if (const std::string comments = comments_text(record, identifiers); !comments.empty())
    head.text(kPatientComments, "LT", comments);
  if (identifiers && record.device.serial_number)
    head.text(kSerialNumber, "LO", one_value(*record.device.serial_number));
}

DicomEncoder head_of(const EcgRecord& record, std::string_view sop_class, bool identifiers, const Uids& uids) {
  DicomEncoder head;
  head.text(kCharacterSet, "CS", "ISO_IR 192");
  head.text(kSopClass, "UI", sop_class);
  head.text(kSopInstance, "UI", uids.instance);
  add_times_and_device(record, head);
  add_patient(record, identifiers, head);
  head.text(kStudyInstance, "UI", uids.study);
  head.text(kSeriesInstance, "UI", uids.series);
  head.text(kStudyId, "SH", "");
  head.text(kSeriesNumber, "IS", "1");
  head.text(kInstanceNumber, "IS", "1");
  return head;
}

DicomEncoder meta_of(std::string_view sop_class, std::string_view instance) {
  constexpr Tag kGroupLength = 0x00020000, kVersion = 0x00020001, kImplementation = 0x00020012,
                kImplementationName = 0x00020013;
  constexpr std::array<std::uint8_t, 2> kFirstVersion = {0, 1};
  constexpr std::string_view kName = "LEADWISE";
  DicomEncoder meta;
  meta.bytes(kVersion, "OB", kFirstVersion);
  meta.text(kMediaStorageSopClass, "UI", sop_class);
  meta.text(kMediaStorageSopInstance, "UI", instance);
  meta.text(kTransferSyntax, "UI", kExplicitLittleEndian);
  meta.text(kImplementation, "UI", content_uid("implementation", {}));
  meta.text(kImplementationName, "SH", kName);
  DicomEncoder with_length;
  with_length.u32(kGroupLength, static_cast<std::uint32_t>(meta.encoded().size()));
  with_length.append(meta);
  return with_length;
}

bool has_amplitudes_of_a_body(const EcgRecord& record) {
  constexpr double kLargestMv = 1e20;
  return std::all_of(record.channels.begin(), record.channels.end(), [](const Channel& channel) {
    return std::none_of(channel.samples_mv.begin(), channel.samples_mv.end(),
                        [](double sample_mv) { return std::abs(sample_mv) > kLargestMv; });
  });
}

Uids uids_for(const EcgRecord& record, std::string_view sop_class, bool identifiers, const DicomEncoder& content) {
  DicomEncoder all = head_of(record, sop_class, identifiers, {});
  all.append(content);
  const auto& bytes = all.encoded();
  return {content_uid("instance", bytes), content_uid("study", bytes), content_uid("series", bytes)};
}

}  // namespace

Result<OutputFile> write_dicom(const EcgRecord& record, std::string_view base_name, bool identifiers) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 31U;
  const auto limits = class_for(record);
  if (!limits)
    return tl::unexpected(limits.error());
  if (!has_amplitudes_of_a_body(record))
    return fail(ErrorCode::InvalidArgument,
                "the record's amplitudes are beyond what DICOM's decimal strings can scale");
  if (std::uint64_t{record.channels.size()} * record.sample_count() * 2 > kMostBytes)
    return fail(ErrorCode::TooLarge, "the recording is longer than a DICOM object can hold");
  const DicomEncoder content = content_of(record, *limits);
  const Uids uids = uids_for(record, limits->uid, identifiers, content);
  OutputFile file{std::string(base_name) + ".dcm", std::vector<std::uint8_t>(kPreambleSize, 0)};
  const std::string_view mark = "DICM";
  file.bytes.insert(file.bytes.end(), mark.begin(), mark.end());
  const DicomEncoder meta = meta_of(limits->uid, uids.instance);
  const DicomEncoder head = head_of(record, limits->uid, identifiers, uids);
  for (const DicomEncoder* part : {&meta, &head, &content})
    file.bytes.insert(file.bytes.end(), part->encoded().begin(), part->encoded().end());
  return file;
}

}  // namespace leadwise::io
