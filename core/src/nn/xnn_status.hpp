#pragma once

#include <string>

#include <xnnpack.h>

#include "leadwise/error.hpp"

namespace leadwise::nn {

/// The one place that looks at the inference library's status. Errors: OutOfMemory, InferenceFailed, naming `what`.
Result<void> to_result(xnn_status status, const std::string& what);

}  // namespace leadwise::nn
