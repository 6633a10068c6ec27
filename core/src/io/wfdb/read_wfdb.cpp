#include "wfdb/read_wfdb.hpp"

#include "text/patient_comments.hpp"
#include "text/text_lines.hpp"
#include "wfdb/wfdb_annotators.hpp"
#include "wfdb/wfdb_header.hpp"
#include "wfdb/wfdb_notes.hpp"
#include "wfdb/wfdb_signals.hpp"
#include "wfdb/wfdb_trace.hpp"

namespace leadwise::io {
namespace {

/// What WFDB assumes where a record line gives no sampling rate.
constexpr double kDefaultRateHz = 250.0;

// Frames a second.
double take_rate(const WfdbRecordLine& line, const ReadOptions& options, EcgRecord& record) {
  if (!line.sampling_rate_hz && !options.sampling_rate_hz) {
    add_wfdb_note(record, ErrorCode::SamplingRateRequired,
                  "the header states no sampling rate, WFDB's default of 250 Hz was taken");
  }
  if (line.sampling_rate_hz && options.sampling_rate_hz && *options.sampling_rate_hz != *line.sampling_rate_hz) {
    add_wfdb_note(record, ErrorCode::InvalidSamplingRate,
                  "the sampling rate said when opening was not used; the file states its own");
  }
  return line.sampling_rate_hz.value_or(options.sampling_rate_hz.value_or(kDefaultRateHz));
}

void take_texts(const WfdbHeader& header, EcgRecord& record) {
  record.acquisition_time = header.record.acquisition_time;
  if (header.record.unreadable_time) {
    add_wfdb_note(record, ErrorCode::InvalidHeader, "the header's time or date cannot be read and was left out");
  }
  for (const std::string_view comment : header.comments) {
    if (!comment.empty())
      record.comments.emplace_back(comment);
  }
}

void note_null_signals(const WfdbHeader& header, EcgRecord& record) {
  for (std::size_t i = 0; i < header.signals.size(); ++i) {
    if (header.signals[i].is_null())
      add_wfdb_note(record, ErrorCode::NoEcgChannel,
                    quoted(wfdb_label(header.signals[i], i)) + " was left out: it is a null signal and has no samples");
  }
}

Result<WfdbTraces> read_traces(WfdbFiles& files, const WfdbHeader& header, EcgRecord& record) {
  if (header.record.segments)
    return read_wfdb_segments(files, header, record);
  if (header.signals.empty()) {
    return fail(ErrorCode::NoEcgChannel, "WFDB header: the record has no signals (annotations only?)", 0);
  }
  note_null_signals(header, record);
  return read_wfdb_signals(files, 0, header, std::nullopt, record);
}

}  // namespace

bool is_wfdb(const FileBytes& file) { return is_text(file.bytes) && looks_like_wfdb_header(as_text(file.bytes)); }

Result<EcgRecord> read_wfdb(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto header = parse_wfdb_header(as_text(files.front().bytes));
  if (!header)
    return tl::unexpected(header.error());
  EcgRecord record;
  const double frame_rate_hz = take_rate(header->record, options, record);
  take_texts(*header, record);
  WfdbFiles parts(files);
  auto read = read_traces(parts, *header, record);
  if (!read)
    return tl::unexpected(read.error());
  if (read->traces.empty())
    return fail(ErrorCode::NoEcgChannel, "WFDB header: none of the signals has samples in a unit of voltage", 0);
  read_patient_comments(record);
  place_wfdb_traces(std::move(read->traces), frame_rate_hz, record);
  add_wfdb_annotations(parts, read->labels, frame_rate_hz, record);
  return record;
}

}  // namespace leadwise::io
