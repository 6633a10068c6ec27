#include "wfdb/wfdb_notes.hpp"

#include <algorithm>

namespace leadwise::io {
namespace {

// More than anyone reads; a hostile header could otherwise have one for each of a million segments.
constexpr std::size_t kMostNotes = 200;

}  // namespace

void add_wfdb_note(EcgRecord& record, ErrorCode code, const std::string& message) {
  const bool there = std::any_of(record.notes.begin(), record.notes.end(),
                                 [&](const Note& note) { return note.code == code && note.message == message; });
  if (!there && record.notes.size() < kMostNotes)
    record.notes.push_back({code, message});
}

}  // namespace leadwise::io
