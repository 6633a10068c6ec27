#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_notes.hpp"
#include "wfdb/wfdb_signals.hpp"

namespace leadwise::io {
namespace {

/// A segment that the record names, once or several times.
struct Segment {
  WfdbHeader header;
  std::uint64_t frame_count = 0;
  /// The frames of the record at which it begins.
  std::vector<std::uint64_t> starts;
  const WfdbSegment* line = nullptr;
};

/// By the file that holds the segment's header: a segment that is named in several spellings is read once.
using Segments = std::map<std::size_t, Segment>;

tl::unexpected<Error> contradiction(const WfdbSegment& line, const std::string& message) {
  return fail(ErrorCode::InvalidHeader, "WFDB segment " + quoted(line.name) + ": " + message, line.offset);
}

bool has_signals(const WfdbHeader& header) {
  return std::any_of(header.signals.begin(), header.signals.end(),
                     [](const WfdbSignal& signal) { return !signal.is_null(); });
}

bool is_layout(const WfdbHeader& record) {
  return record.segments.front().frame_count == 0 && !record.segments.front().is_gap();
}

Result<std::size_t> find_segment(const WfdbFiles& files, const WfdbSegment& line) {
  if (const auto file = files.find(0, std::string(base_name(line.name)) + ".hea"))
    return *file;
  return fail(ErrorCode::MissingFile,
              "the WFDB header names the segment " + quoted(line.name) +
                  ", whose header was not given; open all "
                  "headers and signal files of the record together",
              line.offset);
}

Result<Segment> load_segment(WfdbFiles& files, std::size_t file, const WfdbSegment& line,
                             const WfdbRecordLine& record) {
  auto header = parse_wfdb_header(as_text(files.files[file].bytes));
  if (!header) {
    return fail(header.error().code, "segment " + quoted(line.name) + ": " + header.error().message,
                header.error().offset);
  }
  if (header->record.segments)
    return contradiction(line, "it consists of segments itself, which WFDB does not allow");
  const double rate_hz = record.sampling_rate_hz.value_or(0.0);
  if (header->record.sampling_rate_hz.value_or(rate_hz) != rate_hz)
    return contradiction(line, "its sampling rate is " + number_text(*header->record.sampling_rate_hz) +
                                   " Hz, the record's is " + number_text(rate_hz) + " Hz");
  files.taken[file] = true;
  return Segment{*std::move(header), line.frame_count, {}, &line};
}

Result<void> check_length(const WfdbSegment& line, const Segment& segment, bool layout) {
  if (segment.frame_count != line.frame_count)
    return contradiction(line, "the record gives it two different lengths");
  const std::uint64_t own = segment.header.record.frame_count.value_or(line.frame_count);
  if (own == line.frame_count || layout)
    return {};
  return contradiction(line, "its own header says " + std::to_string(own) + " samples, the record says " +
                                 std::to_string(line.frame_count));
}

// Loads the headers of all segments and sets where each begins.
Result<Segments> load_segments(WfdbFiles& files, const WfdbHeader& record, std::uint64_t& frame_count) {
  Segments segments;
  for (const WfdbSegment& line : record.segments) {
    const bool layout = is_layout(record) && &line == &record.segments.front();
    const std::uint64_t start = frame_count;
    frame_count += line.frame_count;
    if (frame_count > files.most_samples)
      return fail(ErrorCode::TooLarge,
                  "WFDB header: the segments have more than the " + std::to_string(files.most_samples) +
                      " samples that are accepted for files of this size",
                  line.offset);
    if (line.is_gap() || (line.frame_count == 0 && !layout))
      continue;
    const auto file = find_segment(files, line);
    if (!file)
      return tl::unexpected(file.error());
    auto found = segments.find(*file);
    if (found == segments.end()) {
      auto segment = load_segment(files, *file, line, record.record);
      if (!segment)
        return tl::unexpected(segment.error());
      found = segments.emplace(*file, *std::move(segment)).first;
    }
    if (auto checked = check_length(line, found->second, layout); !checked)
      return tl::unexpected(checked.error());
    found->second.starts.push_back(start);
  }
  return segments;
}

Result<void> check_total(const WfdbHeader& record, std::uint64_t frame_count) {
  const std::uint64_t declared = record.record.frame_count.value_or(frame_count);
  if (frame_count == 0)
    return fail(ErrorCode::TruncatedData, "WFDB header: the segments hold no samples", record.segments.front().offset);
  if (declared == frame_count)
    return {};
  return fail(ErrorCode::InvalidHeader,
              "WFDB header: " + std::to_string(declared) + " samples declared, the segments have " +
                  std::to_string(frame_count),
              0);
}

/// Puts the segments' signals where they belong in the whole record.
class Assembly {
 public:
  Assembly(const WfdbHeader& layout, bool by_description, std::uint64_t frame_count, EcgRecord& record)
      : layout_(layout), by_description_(by_description), frame_count_(frame_count), record_(record) {
    for (std::size_t i = 0; i < layout.signals.size(); ++i) {
      if (wfdb_adu_per_millivolt(layout.signals[i]))
        traces_.push_back(empty_trace(i));
    }
    filled_.resize(traces_.size());
  }

  Result<void> check(const Segment& segment) const {
    if (by_description_ || segment.header.signals.size() == layout_.signals.size())
      return {};
    return contradiction(*segment.line, "it has " + std::to_string(segment.header.signals.size()) +
                                            " signals, the record has " + std::to_string(layout_.signals.size()));
  }

  Result<void> add(const Segment& segment, const WfdbTraces& part) {
    std::vector<bool> taken(traces_.size(), false);
    for (const WfdbTrace& trace : part.traces) {
      if (auto added = add_trace(segment, trace, taken); !added)
        return added;
    }
    return {};
  }

  std::vector<WfdbTrace> traces() && { return std::move(traces_); }

 private:
  WfdbTrace empty_trace(std::size_t signal) const {
    WfdbTrace trace{signal, layout_.signals[signal].samples_per_frame, {}};
    trace.channel.label = wfdb_label(layout_.signals[signal], signal);
    trace.channel.lead = parse_lead(trace.channel.label);
    trace.channel.samples_mv.assign(static_cast<std::size_t>(frame_count_ * trace.samples_per_frame),
                                    std::numeric_limits<double>::quiet_NaN());
    return trace;
  }

  // Of several signals of one description each takes a place of its own, in their order.
  std::optional<std::size_t> place_of(const WfdbTrace& trace, const std::vector<bool>& taken) const {
    for (std::size_t i = 0; i < traces_.size(); ++i) {
      const bool same =
          by_description_ ? traces_[i].channel.label == trace.channel.label : traces_[i].signal == trace.signal;
      if (same && !taken[i])
        return i;
    }
    return std::nullopt;
  }

  Result<void> add_trace(const Segment& segment, const WfdbTrace& trace, std::vector<bool>& taken) {
    const auto place = place_of(trace, taken);
    if (!place) {
      add_wfdb_note(record_, ErrorCode::InvalidHeader,
                    "signal " + quoted(trace.channel.label) +
                        " of a segment was left out: the record has no such "
                        "signal in a unit of voltage");
      return {};
    }
    taken[*place] = true;
    WfdbTrace& whole = traces_[*place];
    if (whole.channel.label != trace.channel.label)
      return contradiction(*segment.line, "its signal " + std::to_string(trace.signal + 1) + " is " +
                                              quoted(trace.channel.label) + ", the record's is " +
                                              quoted(whole.channel.label));
    if (whole.samples_per_frame != trace.samples_per_frame)
      return contradiction(*segment.line, "its signal " + quoted(trace.channel.label) + " has " +
                                              std::to_string(trace.samples_per_frame) +
                                              " samples per frame, the record's has " +
                                              std::to_string(whole.samples_per_frame));
    take_resolution(*place, trace.channel);
    for (const std::uint64_t start : segment.starts)
      std::copy(trace.channel.samples_mv.begin(), trace.channel.samples_mv.end(),
                whole.channel.samples_mv.begin() + static_cast<std::ptrdiff_t>(start * whole.samples_per_frame));
    return {};
  }

  // Millivolts are right in every segment; one digital step for all of them there may not be.
  void take_resolution(std::size_t place, const Channel& part) {
    Channel& whole = traces_[place].channel;
    const bool same = whole.resolution_mv == part.resolution_mv && whole.baseline_adu == part.baseline_adu;
    if (filled_[place] && !same) {
      whole.resolution_mv = whole.baseline_adu = 0.0;
      add_wfdb_note(record_, ErrorCode::InvalidGain,
                    "signal " + quoted(whole.label) +
                        ": the gain or baseline changes between segments; the amplitudes "
                        "are each segment's own");
      return;
    }
    filled_[place] = true;
    whole.resolution_mv = part.resolution_mv;
    whole.baseline_adu = part.baseline_adu;
  }

  const WfdbHeader& layout_;
  bool by_description_;
  std::uint64_t frame_count_;
  EcgRecord& record_;
  std::vector<WfdbTrace> traces_;
  std::vector<bool> filled_;
};

// The header that says which signals the record has: that of the first line in a variable layout, else any segment's.
const WfdbHeader* layout_of(const WfdbHeader& record, const Segments& segments) {
  for (const auto& [file, segment] : segments) {
    if (is_layout(record) ? segment.line == &record.segments.front() : has_signals(segment.header))
      return &segment.header;
  }
  return nullptr;
}

// What is said of a segment's patient is said of the record's; the segments of a record often say the same.
void take_comments(const Segments& segments, EcgRecord& record) {
  std::set<std::string_view> known(record.comments.begin(), record.comments.end());
  std::vector<std::string> comments;
  for (const auto& [file, segment] : segments) {
    for (const std::string_view comment : segment.header.comments) {
      if (!comment.empty() && known.insert(comment).second)
        comments.emplace_back(comment);
    }
  }
  std::move(comments.begin(), comments.end(), std::back_inserter(record.comments));
}

// Only what becomes a channel takes room for the whole record.
Result<void> check_size(const WfdbFiles& files, const WfdbHeader& layout, std::uint64_t frame_count) {
  std::uint64_t frame_size = 1;
  for (const WfdbSignal& signal : layout.signals)
    frame_size += wfdb_adu_per_millivolt(signal) ? signal.samples_per_frame : 0;
  if (frame_count <= files.most_samples / frame_size)
    return {};
  return fail(ErrorCode::TooLarge,
              "WFDB header: " + std::to_string(frame_count) + " frames of " + std::to_string(frame_size - 1) +
                  " samples declared, at most " + std::to_string(files.most_samples) +
                  " samples together are accepted for files of this size",
              0);
}

Result<void> add_segments(WfdbFiles& files, const Segments& segments, Assembly& assembly, EcgRecord& record) {
  for (const auto& [file, segment] : segments) {
    if (segment.frame_count == 0 || !has_signals(segment.header))
      continue;
    if (auto checked = assembly.check(segment); !checked)
      return checked;
    const auto part = read_wfdb_signals(files, file, segment.header, segment.frame_count, record);
    if (!part) {
      return fail(part.error().code, "segment " + quoted(segment.line->name) + ": " + part.error().message,
                  part.error().offset);
    }
    if (auto added = assembly.add(segment, *part); !added)
      return added;
  }
  return {};
}

}  // namespace

Result<WfdbTraces> read_wfdb_segments(WfdbFiles& files, const WfdbHeader& header, EcgRecord& record) {
  std::uint64_t frame_count = 0;
  const auto segments = load_segments(files, header, frame_count);
  if (!segments)
    return tl::unexpected(segments.error());
  if (auto checked = check_total(header, frame_count); !checked)
    return tl::unexpected(checked.error());
  take_comments(*segments, record);
  const WfdbHeader* layout = layout_of(header, *segments);
  if (layout == nullptr)
    return fail(ErrorCode::NoEcgChannel, "WFDB header: none of the segments holds a signal", 0);
  if (auto checked = check_size(files, *layout, frame_count); !checked)
    return tl::unexpected(checked.error());
  Assembly assembly(*layout, is_layout(header), frame_count, record);
  if (auto added = add_segments(files, *segments, assembly, record); !added)
    return tl::unexpected(added.error());
  return WfdbTraces{frame_count, std::move(assembly).traces(), wfdb_labels(*layout)};
}

}  // namespace leadwise::io
