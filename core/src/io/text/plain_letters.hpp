#pragma once

#include <string>
#include <string_view>

namespace leadwise::io {

/// UTF-8 text in small letters without the marks over Latin letters: "Não" becomes "nao", so that words of several languages are
/// compared in ASCII. Other characters stay as they are.
std::string plain_letters(std::string_view text);

}  // namespace leadwise::io
