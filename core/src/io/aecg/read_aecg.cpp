#include "aecg/read_aecg.hpp"

#include <string>
#include <utility>

#include "aecg/aecg_annotations.hpp"
#include "aecg/aecg_series.hpp"
#include "aecg/aecg_subject.hpp"
#include "text/compact_time.hpp"
#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_document.hpp"

namespace leadwise::io {
namespace {

constexpr std::string_view kRhythm = "RHYTHM";
/// So Megacare of Draeger calls it.
constexpr std::string_view kRhythmOfMegacare = "ECG_RHYTHM_WAVEFORMS";
constexpr std::string_view kBeat = "REPRESENTATIVE_BEAT";

/// No more samples than eight for each byte of the file, whatever the gaps between its sets are.
constexpr std::uint64_t kSamplesPerByte = 8;

struct Reading {
  const ReadOptions& options;
  /// How many samples the joined sets of all series may still have.
  std::uint64_t samples_left;
  EcgRecord record;
  /// The recording, once it is found.
  XmlElement rhythm;
  AecgTimeAxis axis;
};

void append(std::vector<SignalGroup>& groups, std::vector<SignalGroup> more) {
  for (SignalGroup& group : more)
    groups.push_back(std::move(group));
}

void take_rhythm(const XmlElement& element, AecgSeries series, Reading& reading) {
  reading.rhythm = element;
  reading.axis = std::move(series.time);
  reading.record.sampling_rate_hz = reading.axis.sampling_rate_hz;
  reading.record.channels = std::move(series.channels);
  append(reading.record.other_signals, std::move(series.other_signals));
}

void take_as_other_signal(AecgSeries series, std::string_view what, Reading& reading) {
  reading.record.notes.push_back(
      {ErrorCode::UnsupportedFormat, "the file holds " + std::string(what) + " of the code " + quoted(series.code) +
                                         "; it is kept beside the recording and never given to the model"});
  reading.record.other_signals.push_back({series.label, series.time.sampling_rate_hz, std::move(series.channels)});
  append(reading.record.other_signals, std::move(series.other_signals));
}

void take_beat(const XmlElement& element, AecgSeries series, Reading& reading) {
  take_aecg_beat_measurements(element, series.label, reading.record);
  reading.record.average_beats.push_back({series.label, series.time.sampling_rate_hz, std::move(series.channels)});
  append(reading.record.average_beats, std::move(series.other_signals));
}

Result<void> take_series(const XmlElement& element, bool derived, Reading& reading) {
  auto series = read_aecg_series(element, reading.options, reading.samples_left, reading.record.notes);
  if (!series)
    return tl::unexpected(series.error());
  if (series->code.empty())
    return xml_field_error(element, "HL7 aECG series", "code", "is missing: a rhythm and an average beat look alike");
  if (series->channels.empty())
    return {};
  if (series->code == kBeat)
    take_beat(element, std::move(*series), reading);
  else if ((series->code == kRhythm || series->code == kRhythmOfMegacare) && !derived && !reading.rhythm)
    take_rhythm(element, std::move(*series), reading);
  else
    take_as_other_signal(std::move(*series), derived ? "a derived series" : "another series", reading);
  return {};
}

Result<void> take_with_derived(const XmlElement& series, Reading& reading) {
  if (auto taken = take_series(series, false, reading); !taken)
    return taken;
  for (const XmlElement& derivation : series.children("derivation")) {
    for (const XmlElement& derived : derivation.children("derivedSeries")) {
      if (auto taken = take_series(derived, true, reading); !taken)
        return taken;
    }
  }
  return {};
}

Result<void> take_all_series(const XmlElement& root, Reading& reading) {
  for (const XmlElement& component : root.children("component")) {
    for (const XmlElement& series : component.children("series")) {
      if (auto taken = take_with_derived(series, reading); !taken)
        return taken;
    }
  }
  return {};
}

// When something began: the start of an interval, or the moment itself; its end says nothing of the start.
std::optional<std::string> start_of(const XmlElement& effective_time) {
  for (const XmlElement& place : {effective_time.child("low"), effective_time.child("center"), effective_time}) {
    if (const auto time = parse_compact_time(trim(place.attribute("value").value_or(""))))
      return time->iso;
  }
  return std::nullopt;
}

std::optional<std::string> acquisition_time(const XmlElement& root, const Reading& reading) {
  if (!reading.axis.head_iso.empty())
    return reading.axis.head_iso;
  if (auto start = start_of(reading.rhythm.child("effectiveTime")))
    return start;
  return start_of(root.child("effectiveTime"));
}

}  // namespace

bool is_aecg(const FileBytes& file) { return xml_root_name(file.bytes) == "AnnotatedECG"; }

Result<EcgRecord> read_aecg(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto document = XmlDocument::parse(files.front().bytes, "HL7 aECG");
  if (!document)
    return tl::unexpected(document.error());
  const XmlElement root = document->root();
  if (root.name() != "AnnotatedECG") {
    return fail(ErrorCode::UnsupportedFormat,
                "HL7 aECG: the first element is " + quoted(root.name()) + ", not \"AnnotatedECG\"", root.offset());
  }
  Reading reading{options, kSamplesPerByte * files.front().bytes.size(), {}, {}, {}};
  if (auto taken = take_all_series(root, reading); !taken)
    return tl::unexpected(taken.error());
  if (!reading.rhythm) {
    return fail(ErrorCode::NoEcgChannel, "HL7 aECG: no series of the code RHYTHM with a sequence in volts",
                root.offset());
  }
  reading.record.acquisition_time = acquisition_time(root, reading);
  take_aecg_subject(root, reading.record);
  take_aecg_device(reading.rhythm, reading.record.device);
  take_aecg_annotations(reading.rhythm, reading.axis, reading.record);
  read_patient_comments(reading.record);
  return std::move(reading.record);
}

}  // namespace leadwise::io
