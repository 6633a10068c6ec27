#pragma once

#include <vector>

#include "leadwise/signal.hpp"

namespace leadwise {

/// A window's leads after filtering and standardising, before anyone has judged them.
struct FilteredWindow {
  LeadSamples standardised;
  /// Each lead's standard deviation in mV after filtering (ddof = 1).
  std::vector<double> sd_mv;
};

/// Filters and standardises all leads of a window (mV at kModelRateHz, finite, more than 18 samples). A lead whose
/// standard deviation is 0 comes out as zeros.
FilteredWindow filter_window(const LeadSamples& window_mv);

}  // namespace leadwise
