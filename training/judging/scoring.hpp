#pragma once

#include <map>
#include <string>
#include <vector>

#include "data/epoch_plan.hpp"
#include "leadwise/model.hpp"

namespace leadwise::training {

/// Logits of one example, by head, and how well it is reconstructed.
struct Scores {
  std::map<std::string, double> logits;
  double mean_squared_error = 0.0;  ///< over leads and samples, of the fused mean's reconstruction; only if asked for
};

/// One example as the core's model sees it: heads that take leads which it lacks say nothing. Error: whatever the model answers.
Result<Scores> score_example(Model& model, const Example& example, bool reconstruct);

/// An example's score beside what it is.
struct JudgedExample {
  Condition condition;
  double severity;
  Scores scores;
};

/// Scores the plan's examples of one recording, by these leads. Errors: whatever preparing or the model answers.
Result<std::vector<JudgedExample>> score_plan(Model& model, const EcgRecord& ecg, const std::vector<ExampleSpec>& plan,
                                              std::span<const Lead> leads);

}  // namespace leadwise::training
