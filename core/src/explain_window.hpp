#pragma once

#include "leadwise/explanation.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/model.hpp"

namespace leadwise {

/// A window that was screened, where it begins in its record, and what measuring finds in it alone: nullptr where it could
/// not be measured, and then no sample is of a wave.
struct ScreenedWindow {
  const ModelInput& input;
  double start_s;
  const EcgMeasurement* measured;
};

/// Explains one head's answer for one window. Errors: failures of the machinery.
Result<Explanation> explain_window(const ScreenedWindow& window, const HeadDescription& head, Model& model,
                                   const Explainer& explainer);

}  // namespace leadwise
