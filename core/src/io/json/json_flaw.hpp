#pragma once

#include <cstddef>
#include <string_view>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// The refusal of a document in which a parser stopped at `position`: TruncatedData where that is its end, else
/// InvalidHeader. `what` begins the message ("JSON").
Error json_flaw(std::string_view what, std::string_view document, std::size_t position);

/// The same of a document that is no whole JSON, gone through to find where it stops being one.
Error json_flaw(std::string_view what, std::string_view document);

}  // namespace leadwise::io
