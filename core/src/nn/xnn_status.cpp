#include "xnn_status.hpp"

namespace leadwise::nn {
namespace {

const char* reason(xnn_status status) {
  switch (status) {
    case xnn_status_uninitialized:
      return "not initialised";
    case xnn_status_invalid_parameter:
      return "invalid parameter";
    case xnn_status_invalid_state:
      return "invalid state";
    case xnn_status_unsupported_parameter:
      return "unsupported parameter";
    case xnn_status_unsupported_hardware:
      return "unsupported processor";
    default:
      return "failed";
  }
}

}  // namespace

Result<void> to_result(xnn_status status, const std::string& what) {
  if (status == xnn_status_success)
    return {};
  if (status == xnn_status_out_of_memory)
    return fail(ErrorCode::OutOfMemory, "inference: no memory for " + what);
  return fail(ErrorCode::InferenceFailed, "inference: " + what + ": " + reason(status));
}

}  // namespace leadwise::nn
