#pragma once

#include <span>
#include <vector>

#include "explain/batch.hpp"
#include "explain/relu_masks.hpp"
#include "explain/stack_pass.hpp"
#include "leadwise/signal.hpp"
#include "stored_model.hpp"

namespace leadwise::nn {

/// A place on the straight way from a baseline (0) to an input (1), and how much the gradient there counts.
struct PathPoint {
  double place;
  double weight;
};

/// Adds up gradients of one head's logit by the network's input. Loads one lead's encoder at a time.
class PathGradient {
 public:
  /// `from` and `to` as head_input() gives them. All must outlive this.
  PathGradient(const StoredModel& stored, const HeadDescription& head, const ModelInput& from, const ModelInput& to);

  /// Adds each point's gradient times its weight to the sums, and gives the logits there. As many points as
  /// points_at_once() allows. Error: InferenceFailed where something overflows; the sums are then of no use.
  Result<std::vector<double>> add(std::span<const PathPoint> points);

  /// By the samples, lead by lead.
  std::span<const double> sample_sums(std::size_t lead) const;
  double log_sd_sum(std::size_t lead) const { return log_sd_sums_[lead]; }

 private:
  std::size_t lead_width() const;
  Batch samples_at(std::span<const PathPoint> points, std::size_t lead) const;
  Batch encode(std::span<const PathPoint> points, std::vector<ReluMasks>& masks) const;
  void place_log_sd(std::span<const PathPoint> points, Batch& features) const;
  Result<std::vector<double>> logits_of(const Batch& outputs) const;
  Batch weighted_logit_gradient(std::span<const PathPoint> points) const;
  void add_lead(std::size_t lead, const Batch& feature_gradient, ReluMasks& masks);

  const StoredModel& stored_;
  const HeadDescription& description_;
  const ModelInput& from_;
  const ModelInput& to_;
  StackPass head_;
  std::vector<double> sample_sums_;
  std::vector<double> log_sd_sums_;
};

}  // namespace leadwise::nn
