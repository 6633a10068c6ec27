#include "dicom/waveform_annotations.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "text/number_text.hpp"
#include "text/patient_comments.hpp"
#include "text/statement_content.hpp"
#include "text/text_lines.hpp"
#include "text/utf8_text.hpp"

namespace leadwise::io::dicom {
namespace {

/// Where one annotation names many places, a longer text would be copied too often.
constexpr std::size_t kLongestRepeatedText = 64;

/// What an annotation refers to.
struct Target {
  const GroupPlace* place = nullptr;
  /// The label of the one channel it belongs to.
  std::optional<std::string> channel;
};

struct TimeSpan {
  double start_s = 0.0;
  std::optional<double> duration_s;
};

std::string meaning_of(const DicomDataSet& item, Tag sequence, CharacterSet set) {
  const auto code = item.first_item(sequence);
  if (!code)
    return {};
  const std::string meaning = decode_text(code->text(kCodeMeaning), set);
  return meaning.empty() ? decode_text(code->text(kCodeValue), set) : meaning;
}

bool mentions(std::string_view text, std::string_view word) { return to_lower(text).find(word) != std::string::npos; }

/// CID 3263: 12 leads derived from Frank's XYZ, from other leads, by Dower's transformation, from EASI's, or from I, II and some
/// chest leads. Not every meaning says so.
bool is_derived_system(std::string_view code) {
  constexpr std::array<std::string_view, 10> kCodes = {"10:11269", "10:11270", "10:11283", "10:11284", "10:11285",
                                                       "666629",   "666630",   "666643",   "666644",   "666645"};
  return std::find(kCodes.begin(), kCodes.end(), trim(code)) != kCodes.end();
}

/// Where the electrodes sat, with "derived" in it where the leads were computed.
std::string placement_of(const DicomDataSet& item, const std::string& meaning) {
  const auto code = item.first_item(kConceptCode);
  const bool is_derived = code && is_derived_system(code->text(kCodeValue)) && !mentions(meaning, "derived");
  return is_derived ? "12-lead derived: " + meaning : meaning;
}

// Names of those who read, confirmed or recorded the ECG are nobody's business here.
bool names_a_person(std::string_view concept_name) {
  constexpr std::array<std::string_view, 8> kWords = {"physician", "observer", "operator",    "technician",
                                                      "person",    "confirm",  "institution", "referring"};
  return std::any_of(kWords.begin(), kWords.end(), [&](auto word) { return mentions(concept_name, word); });
}

// Pairs of group and channel, from 1; channel 0 means the whole group.
Target target_of(const DicomDataSet& item, const std::vector<GroupPlace>& places) {
  const std::vector<std::uint32_t> pairs = item.wholes(kReferencedChannels, 2);
  Target target;
  if (pairs.size() < 2 || pairs[0] == 0 || pairs[0] > places.size())
    return target;
  target.place = &places[pairs[0] - 1];
  if (pairs.size() == 2 && pairs[1] > 0 && pairs[1] <= target.place->labels.size())
    target.channel = target.place->labels[pairs[1] - 1];
  return target;
}

// Times in the record of the samples or seconds that the annotation names.
std::vector<double> times_of(const DicomDataSet& item, const Target& target) {
  std::vector<double> times_s;
  if (target.place == nullptr || !target.place->first_sample)
    return times_s;
  const double rate_hz = target.place->sampling_rate_hz;
  const double start = static_cast<double>(*target.place->first_sample);
  // The first sample has number 1.
  for (const std::uint32_t number : item.wholes(kReferencedSamples, 4)) {
    if (number > 0)
      times_s.push_back((start + number - 1.0) / rate_hz);
  }
  std::string_view offsets = item.text(kReferencedTimeOffsets);
  while (!offsets.empty()) {
    const std::size_t end = std::min(offsets.find('\\'), offsets.size());
    const auto offset_s = parse_double(trim(offsets.substr(0, end)));
    if (offset_s && std::isfinite(*offset_s) && std::abs(*offset_s) < 1e9)
      times_s.push_back(start / rate_hz + *offset_s);
    offsets.remove_prefix(std::min(end + 1, offsets.size()));
  }
  return times_s;
}

std::vector<TimeSpan> spans_of(const DicomDataSet& item, const std::vector<double>& times_s) {
  const std::string_view type = item.text(kTemporalRange);
  std::vector<TimeSpan> spans;
  if (type != "SEGMENT" && type != "MULTISEGMENT") {
    for (const double time_s : times_s)
      spans.push_back({time_s, std::nullopt});
    return spans;
  }
  for (std::size_t i = 0; i + 1 < times_s.size(); i += 2) {
    if (times_s[i + 1] >= times_s[i])
      spans.push_back({times_s[i], times_s[i + 1] - times_s[i]});
  }
  return spans;
}

bool has_place_in_time(const DicomDataSet& item) {
  return item.find(kReferencedSamples) != nullptr || item.find(kReferencedTimeOffsets) != nullptr ||
         item.find(kTemporalRange) != nullptr;
}

std::string unit_of(const DicomDataSet& item, CharacterSet set) {
  const auto code = item.first_item(kMeasurementUnits);
  const std::string unit = code ? decode_text(code->text(kCodeValue), set) : std::string();
  return unit == "1" ? std::string() : unit;
}

class AnnotationReader {
 public:
  AnnotationReader(CharacterSet set, const std::vector<GroupPlace>& places, EcgRecord& record)
      : set_(set), places_(&places), record_(&record) {}

  void read(const DicomDataSet& item) {
    const std::string name = meaning_of(item, kConceptName, set_);
    if (names_a_person(name))
      return;
    if (item.find(kNumericValue) != nullptr)
      return add_measurement(item, name);
    const std::string text = text_of(item, name);
    if (text.empty() || names_a_reader(text))
      return;
    const bool in_time = has_place_in_time(item);
    if (in_time &&
        (mentions(text, "pacer spike") || mentions(text, "pacing spike") || mentions(text, "pacemaker spike")))
      record_->paced = true;
    if (in_time)
      add_annotation(item, text);
    else
      record_->statements.push_back(text);
  }

  void note_left_out() const {
    if (left_out_ > 0)
      note(left_out_, "without a readable place in the recording");
    if (outside_ > 0)
      note(outside_, "of the average beat or another signal beside the recording");
  }

 private:
  void note(std::size_t count, std::string_view which) const {
    record_->notes.push_back({ErrorCode::InvalidHeader, std::to_string(count) + " annotations " + std::string(which) +
                                                            " were left out"});
  }

  std::string text_of(const DicomDataSet& item, const std::string& name) const {
    std::string text = decode_text(item.text(kUnformattedText), set_);
    const std::string value = meaning_of(item, kConceptCode, set_);
    for (const std::string* part : {&value, &name}) {
      if (!part->empty())
        text = text.empty() ? *part : *part + ": " + text;
    }
    return text;
  }

  void add_measurement(const DicomDataSet& item, const std::string& name) {
    const auto value = item.number(kNumericValue);
    if (!value || !std::isfinite(*value) || name.empty()) {
      ++left_out_;
      return;
    }
    const Target target = target_of(item, *places_);
    const std::string where = target.channel ? ", " + *target.channel : std::string();
    record_->measurements.push_back({name + where, *value, unit_of(item, set_)});
  }

  void add_annotation(const DicomDataSet& item, std::string text) {
    const Target target = target_of(item, *places_);
    const std::vector<TimeSpan> spans = spans_of(item, times_of(item, target));
    const bool outside = target.place != nullptr && !target.place->first_sample;
    if (spans.empty())
      ++(outside ? outside_ : left_out_);
    if (spans.size() > 1)
      text.resize(utf8_prefix(text, kLongestRepeatedText).size());
    for (const TimeSpan& span : spans)
      record_->annotations.push_back({span.start_s, span.duration_s, target.channel, text});
  }

  CharacterSet set_;
  const std::vector<GroupPlace>* places_;
  EcgRecord* record_;
  std::size_t left_out_ = 0;
  /// Those of groups that are not in the recording's channels.
  std::size_t outside_ = 0;
};

}  // namespace

void read_annotations(const DicomDataSet& data_set, CharacterSet set, const std::vector<GroupPlace>& places,
                      EcgRecord& record) {
  AnnotationReader reader(set, places, record);
  for (const DicomDataSet& item : data_set.items(kAnnotations))
    reader.read(item);
  reader.note_left_out();
}

void read_acquisition_context(const DicomDataSet& data_set, CharacterSet set, EcgRecord& record) {
  EcgRecord said;
  for (const DicomDataSet& item : data_set.items(kAcquisitionContext)) {
    const std::string name = meaning_of(item, kConceptName, set);
    std::string value = meaning_of(item, kConceptCode, set);
    if (value.empty())
      value = decode_text(item.text(kTextValue), set);
    if (value.empty())
      continue;
    const bool placement = mentions(name, "electrode placement") || mentions(name, "lead system");
    if (placement && !mentions(value, "unspecified"))
      record.electrode_placement = placement_of(item, value);
    if (mentions(name, "pacemaker"))
      said.comments.push_back(name + ": " + value);
  }
  read_patient_comments(said);
  if (said.paced.value_or(false))
    record.paced = true;
}

}  // namespace leadwise::io::dicom
