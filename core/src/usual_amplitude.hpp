#pragma once

#include "leadwise/lead.hpp"

namespace leadwise {

/// A lead's usual log SD in mV: from where an attribution counts what a lead's amplitude did.
double usual_log_sd_mv(Lead lead);

}  // namespace leadwise
