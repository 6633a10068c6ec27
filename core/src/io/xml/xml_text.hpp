#pragma once

#include <string>
#include <string_view>

namespace leadwise::io {

/// The text as it may stand between tags or in a quoted attribute of an XML 1.0 file in UTF-8: markup is escaped, control
/// characters become blanks, bytes that are no UTF-8 become U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace leadwise::io
