#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "leadwise/ecg_record.hpp"
#include "wfdb/wfdb_signals.hpp"

namespace leadwise::io {

/// The annotator ("atr", "qrs", "avr") where `file_name` is named like an annotation file of the record whose header is
/// `header_name`, i.e. has its base name and another ending, in any case of letters; else empty.
std::string_view wfdb_annotator(std::string_view header_name, std::string_view file_name);

/// True where `file` is an annotation file of the record whose header is `header_name`, by name and by content; the
/// first KiB of the file is enough.
bool is_wfdb_annotation_file(std::string_view header_name, const FileBytes& file);

/// Adds the annotations of the files that belong to the record and hold no signals. An annotation belongs to the channel
/// that its annotator is named after (LUDB's .i to .v6), else to the signal that it names where the file tells signals
/// apart (`labels`: those of the record's signals). A file that cannot be read, or not to its end, is a note. `frame_rate_hz` is what times count in.
void add_wfdb_annotations(const WfdbFiles& files, const std::vector<std::string>& labels, double frame_rate_hz,
                          EcgRecord& record);

}  // namespace leadwise::io
