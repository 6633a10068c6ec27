#pragma once

#include "leadwise/ecg_record.hpp"
#include "leadwise/explanation.hpp"
#include "leadwise/model.hpp"

namespace leadwise {

/// A window that was screened, and where it begins in its record.
struct ScreenedWindow {
  const ModelInput& input;
  double start_s;
};

/// Explains one head's answer for one window. Errors: failures of the machinery.
Result<Explanation> explain_window(const EcgRecord& record, const ScreenedWindow& window, const HeadDescription& head,
                                   Model& model, const Explainer& explainer);

}  // namespace leadwise
