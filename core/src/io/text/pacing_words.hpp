#pragma once

#include <string_view>

namespace leadwise::io {

/// True where a line of free text, in English, French, German, Italian, Portuguese, Spanish or Dutch, or in a word of Russian,
/// Japanese or Chinese, says that the rhythm is paced or that a pacemaker is there, and does not deny it; so do SNOMED codes of pacing behind "Dx:".
bool says_paced(std::string_view line);

}  // namespace leadwise::io
