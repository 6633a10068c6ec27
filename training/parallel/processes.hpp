#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <torch/types.h>

#include "data/epoch_plan.hpp"
#include "leadwise/error.hpp"
#include "parallel/launch.hpp"

namespace leadwise::training {

/// The processes of one run, on one machine or many: libtorch's c10d, Gloo for what lies in memory and NCCL, where
/// libtorch was built with it, for what lies on GPUs. All of them call the same functions in the same order. A process
/// alone is a run too: everything is then done at once.
///
/// Every function fails with ProcessLost where another process has ended or has not come to the same call within the
/// time-out; the run is then over for all of them.
class Processes {
 public:
  /// One process alone.
  Processes();
  ~Processes();
  Processes(Processes&&) noexcept;
  Processes& operator=(Processes&&) noexcept;

  /// Meets the others. Waits for them up to the time-out, as does every later call.
  static Result<Processes> join(const Launch& launch, const torch::Device& device, std::chrono::milliseconds timeout);

  int rank() const { return rank_; }
  int count() const { return count_; }
  /// Writes what the run leaves behind.
  bool is_first() const { return rank_ == 0; }
  /// What this process takes of a plan: every count()-th example, so that all have as many at any time.
  ExamplePlan share_of(const ExamplePlan& plan) const;
  /// Where an example of the share stands in the whole plan.
  std::size_t place_of(std::size_t position_in_share) const;

  /// Element by element; every process gives as many.
  Result<std::vector<double>> sum(std::vector<double> values) const;
  Result<double> largest(double value) const;
  /// Everyone's text, by rank.
  Result<std::vector<std::string>> gather(const std::string& text) const;
  /// The first one's bytes, whatever the others gave.
  Result<std::string> from_first(std::string bytes) const;
  /// Overwrites the tensors with the first one's.
  Result<void> copy_from_first(const std::vector<torch::Tensor>& tensors) const;
  /// Replaces every gradient by the sum over all processes. One that no process has stays undefined; one that only
  /// others have counts as zero. Copies small gradients, and large ones that do not lie row by row; large ones that do are summed where they lie. What
  /// is on a GPU and goes by Gloo is copied too.
  Result<void> sum_gradients(const std::vector<torch::Tensor>& parameters) const;
  /// Waits until all have come here: none leaves while others still need it.
  Result<void> finish() const;

 private:
  struct Group;
  Result<void> attempt(const std::function<void()>& call) const;
  Result<std::vector<torch::Tensor>> gradients_anywhere(const std::vector<torch::Tensor>& parameters) const;

  int rank_ = 0, count_ = 1;
  std::unique_ptr<Group> group_;
};

}  // namespace leadwise::training
