#pragma once

#include <string_view>

namespace leadwise {

/// True where the bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

}  // namespace leadwise
