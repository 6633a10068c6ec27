#include "wfdb/wfdb_annotators.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "text/text_lines.hpp"
#include "wfdb/wfdb_annotations.hpp"
#include "wfdb/wfdb_notes.hpp"

namespace leadwise::io {
namespace {

/// A day of beats with all their waves in twelve leads has fewer.
constexpr std::size_t kMostAnnotations = std::size_t{1} << 20;
/// WFDB's own limit for a description; a longer label is not repeated at every beat.
constexpr std::size_t kLongestLabel = 100;

constexpr std::uint8_t kMitNote = 22;
constexpr std::uint8_t kMitRhythm = 28;

std::string_view stem(std::string_view name) { return name.substr(0, name.rfind('.')); }

// Rhythms and comments say all in their text; elsewhere it stands beside the symbol.
std::string words_of(const WfdbAnnotations& file, const WfdbAnnotation& annotation) {
  const std::string_view text = trim(annotation.text);
  if (text.empty())
    return file.symbol(annotation.code);
  if (annotation.code == kMitNote || annotation.code == kMitRhythm)
    return std::string(text);
  return file.symbol(annotation.code) + ' ' + std::string(text);
}

std::optional<std::string> channel_named(std::string_view annotator, const EcgRecord& record) {
  const auto lead = parse_lead(annotator);
  const auto named = [&](const Channel& channel) {
    return lead ? channel.lead == lead : to_lower(channel.label) == to_lower(annotator);
  };
  const auto found = std::find_if(record.channels.begin(), record.channels.end(), named);
  return found == record.channels.end() ? std::nullopt : std::optional(found->label);
}

/// Which channel each annotation of a file belongs to.
class Channels {
 public:
  Channels(std::string_view annotator, const WfdbAnnotations& file, const std::vector<std::string>& labels,
           const EcgRecord& record)
      : of_file_(channel_named(annotator, record)), labels_(labels) {
    told_apart_ = std::any_of(file.annotations.begin(), file.annotations.end(),
                              [](const WfdbAnnotation& annotation) { return annotation.channel != 0; });
  }

  std::optional<std::string> of(const WfdbAnnotation& annotation) const {
    if (of_file_)
      return short_enough(*of_file_);
    if (!told_apart_ || annotation.channel >= labels_.size())
      return std::nullopt;
    return short_enough(labels_[annotation.channel]);
  }

 private:
  static std::optional<std::string> short_enough(std::string label) {
    return label.size() <= kLongestLabel ? std::optional(std::move(label)) : std::nullopt;
  }

  std::optional<std::string> of_file_;
  const std::vector<std::string>& labels_;
  bool told_apart_ = false;
};

// Paced beats, their fusions with normal ones, spikes that capture nothing, and a rhythm that is all paced: each says that
// a pacemaker is at work. A file that gives one of these codes another symbol means something else by it.
bool marks_pacing(const WfdbAnnotations& file, const WfdbAnnotation& annotation) {
  constexpr std::pair<std::uint8_t, std::string_view> kPacing[] = {{12, "/"}, {26, "^"}, {38, "f"}};
  const bool beat = std::any_of(std::begin(kPacing), std::end(kPacing), [&](const auto& pacing) {
    return annotation.code == pacing.first && file.symbol(annotation.code) == pacing.second;
  });
  return beat || (annotation.code == kMitRhythm && trim(annotation.text) == "(P");
}

void take_pacing(const WfdbAnnotations& file, EcgRecord& record) {
  const auto marks = [&](const WfdbAnnotation& annotation) { return marks_pacing(file, annotation); };
  if (std::any_of(file.annotations.begin(), file.annotations.end(), marks))
    record.paced = true;
}

void add_file(const FileBytes& bytes, std::string_view annotator, const std::vector<std::string>& labels,
              double frame_rate_hz, EcgRecord& record) {
  const WfdbAnnotations file = parse_wfdb_annotations(bytes.bytes, kMostAnnotations - record.annotations.size());
  take_pacing(file, record);
  const double per_second = file.time_resolution_hz.value_or(frame_rate_hz);
  const Channels channels(annotator, file, labels, record);
  bool before_start = false;
  for (const WfdbAnnotation& annotation : file.annotations) {
    before_start = before_start || annotation.time < 0;
    const double time_s = static_cast<double>(annotation.time) / per_second;
    if (annotation.time >= 0 && time_s <= 1e12)
      record.annotations.push_back({time_s, std::nullopt, channels.of(annotation), words_of(file, annotation)});
  }
  const std::string name = "annotation file " + quoted(base_name(bytes.name)) + ": ";
  if (before_start)
    add_wfdb_note(record, ErrorCode::InvalidHeader, name + "annotations before the record's beginning were left out");
  if (file.failure) {
    add_wfdb_note(record, file.failure->code,
                  name + "it was read only up to byte " + std::to_string(file.failure->offset.value_or(0)) + "; " +
                      file.failure->message);
  }
}

}  // namespace

std::string_view wfdb_annotator(std::string_view header_name, std::string_view file_name) {
  const std::string_view record = stem(base_name(header_name));
  const std::string_view file = base_name(file_name);
  if (record.empty() || file.size() < record.size() + 2 || file[record.size()] != '.' ||
      to_lower(file.substr(0, record.size())) != to_lower(record))
    return {};
  const std::string_view ending = file.substr(record.size() + 1);
  return to_lower(ending) == "hea" || ending.find('.') != std::string_view::npos ? std::string_view() : ending;
}

bool is_wfdb_annotation_file(std::string_view header_name, const FileBytes& file) {
  return !wfdb_annotator(header_name, file.name).empty() && looks_like_wfdb_annotations(file.bytes) &&
         !is_text(file.bytes.first(std::min<std::size_t>(file.bytes.size(), 1024)));
}

void add_wfdb_annotations(const WfdbFiles& files, const std::vector<std::string>& labels, double frame_rate_hz,
                          EcgRecord& record) {
  for (std::size_t i = 1; i < files.files.size(); ++i) {
    const FileBytes& file = files.files[i];
    const std::string_view annotator = wfdb_annotator(files.files.front().name, file.name);
    if (files.taken[i] || annotator.empty())
      continue;
    if (is_wfdb_annotation_file(files.files.front().name, file)) {
      add_file(file, annotator, labels, frame_rate_hz, record);
    } else {
      add_wfdb_note(record, ErrorCode::UnsupportedFormat,
                    quoted(base_name(file.name)) +
                        " was left out: the record names no such signal file, and it is no MIT annotation file");
    }
  }
}

}  // namespace leadwise::io
