#include "muse/read_muse.hpp"

#include "muse/muse_context.hpp"
#include "muse/muse_lead.hpp"
#include "muse/muse_waveform.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_number.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kMostWaveforms = 64;

tl::unexpected<Error> unsupported(const XmlElement& place, std::string_view problem) {
  return fail(ErrorCode::UnsupportedFormat, std::string(kMuse) + ": " + std::string(problem), place.offset());
}

/// A file's only waveform may come without its type: how long it lasts tells then whether it is a beat.
bool is_rhythm(const XmlElement& waveform, const std::vector<XmlElement>& waveforms) {
  const std::string kind = muse_waveform_kind(waveform);
  return kind == "rhythm" || (kind.empty() && waveforms.size() == 1);
}

/// The one waveform of type Rhythm. An average beat is never taken in its place.
Result<XmlElement> find_rhythm(const XmlElement& root, const std::vector<XmlElement>& waveforms) {
  XmlElement rhythm;
  bool has_median = false;
  for (const XmlElement& waveform : waveforms) {
    has_median = has_median || muse_waveform_kind(waveform) == "median";
    if (!is_rhythm(waveform, waveforms))
      continue;
    if (rhythm)
      return unsupported(waveform, "more than one waveform of type Rhythm is not read");
    rhythm = waveform;
  }
  if (!rhythm)
    return unsupported(root, has_median ? "only a median beat is stored, no waveform of type Rhythm"
                                        : "no waveform of type Rhythm is stored");
  return rhythm;
}

Result<void> check_sample_type(const XmlElement& rhythm) {
  const XmlField type = child_field(rhythm, "SampleType", kMuse);
  if (!type.value || *type.value == "CONTINUOUS_SAMPLES")
    return {};
  return field_error(type, ErrorCode::UnsupportedFormat, "is not read, only CONTINUOUS_SAMPLES are");
}

/// An average beat lasts about a second.
Result<void> check_length_without_type(const XmlElement& waveform, EcgRecord& record) {
  if (!muse_waveform_kind(waveform).empty() || record.channels.empty())
    return {};
  constexpr double kShortestRhythmS = 2.0;
  if (record.duration_s() < kShortestRhythmS)
    return unsupported(waveform, "the only waveform has no type and is shorter than 2 s, as an average beat is");
  record.notes.push_back(
      {ErrorCode::InvalidHeader, "the only waveform has no type; as it lasts 2 s or more it is taken for the rhythm"});
  return {};
}

Result<void> take_rhythm(const XmlElement& waveform, const ReadOptions& options, EcgRecord& record) {
  if (auto checked = check_sample_type(waveform); !checked)
    return checked;
  auto rhythm = read_muse_waveform(waveform, options, record.notes);
  if (!rhythm)
    return tl::unexpected(rhythm.error());
  record.sampling_rate_hz = rhythm->sampling_rate_hz;
  record.channels = std::move(rhythm->channels);
  record.device.filters = muse_filters(waveform);
  return check_length_without_type(waveform, record);
}

Result<void> take_median(const XmlElement& waveform, const ReadOptions& options, EcgRecord& record) {
  auto median = read_muse_waveform(waveform, options, record.notes);
  if (!median)
    return tl::unexpected(median.error());
  if (!median->channels.empty())
    record.average_beats.push_back({"median beat", median->sampling_rate_hz, std::move(median->channels)});
  return {};
}

Result<void> take_waveforms(const XmlElement& root, const ReadOptions& options, EcgRecord& record) {
  const std::vector<XmlElement> waveforms = root.children("Waveform");
  if (waveforms.size() > kMostWaveforms)
    return fail(ErrorCode::TooLarge, std::string(kMuse) + ": more than 64 waveforms", root.offset());
  const auto rhythm = find_rhythm(root, waveforms);
  if (!rhythm)
    return tl::unexpected(rhythm.error());
  if (auto taken = take_rhythm(*rhythm, options, record); !taken)
    return taken;
  for (const XmlElement& waveform : waveforms) {
    const std::string kind = muse_waveform_kind(waveform);
    if (kind == "median") {
      if (auto taken = take_median(waveform, options, record); !taken)
        return taken;
    } else if (!is_rhythm(waveform, waveforms)) {
      record.notes.push_back({ErrorCode::UnsupportedFormat, "a waveform of type " + quoted(kind) + " is left out"});
    }
  }
  return {};
}

/// Files of eight leads are the rule; a reader of the record should not wonder where the others went.
void tell_stored_leads(EcgRecord& record) {
  std::string leads;
  for (const Channel& channel : record.channels)
    leads += (leads.empty() ? "" : ", ") + channel_name(channel);
  std::string absent;
  for (const Lead lead : kLimbLeads)
    absent += record.find(lead) ? "" : (absent.empty() ? "" : ", ") + std::string(lead_name(lead));
  if (!absent.empty())
    record.comments.push_back("stored leads: " + leads + "; not stored: " + absent);
}

}  // namespace

bool is_muse(const FileBytes& file) { return xml_root_name(file.bytes) == "RestingECG"; }

Result<EcgRecord> read_muse(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto document = XmlDocument::parse(files.front().bytes, kMuse);
  if (!document)
    return tl::unexpected(document.error());
  const XmlElement root = document->root();
  if (root.name() != "RestingECG")
    return xml_field_error(root, kMuse, "root", "is not RestingECG");
  EcgRecord record;
  if (auto taken = take_waveforms(root, options, record); !taken)
    return tl::unexpected(taken.error());
  read_muse_context(root, record);
  read_muse_findings(root, record);
  tell_stored_leads(record);
  return record;
}

}  // namespace leadwise::io
