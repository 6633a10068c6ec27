#pragma once

#include <string>
#include <string_view>

#include "leadwise/ecg_record.hpp"

namespace leadwise::io {

/// A channel's name in a copy: the standard lead's, else its label in one line, with " (no lead)" behind one that would
/// read as a standard lead, such as the second "V2" of a file that has two.
std::string written_label(const Channel& channel);

/// `text` without blanks at its ends; control characters become blanks.
std::string one_line(std::string_view text);

}  // namespace leadwise::io
