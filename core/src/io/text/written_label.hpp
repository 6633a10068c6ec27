#pragma once

#include <string>
#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// A channel's name in a copy: the standard lead's, else its label in one line, with " (no lead)" behind one that would
/// read as a standard lead, such as the second "V2" of a file that has two. The character `never`, which the copy's format
/// cannot hold in a name, becomes a blank before that is judged.
std::string written_label(const Channel& channel, char never = '\n');

/// `text` without blanks at its ends; control characters become blanks.
std::string one_line(std::string_view text);

}  // namespace leadwise::io
