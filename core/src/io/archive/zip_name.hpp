#pragma once

#include <string>
#include <string_view>

namespace leadwise::io {

/// The name of a zip's entry in UTF-8. Archives say by a flag whether a name is UTF-8 or code page 437 (APPNOTE.TXT,
/// appendix D), but many hold UTF-8 without the flag: what is UTF-8 stays as it is.
std::string utf8_zip_name(std::string_view name);

}  // namespace leadwise::io
