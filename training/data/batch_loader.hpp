#pragma once

#include <cstdint>
#include <deque>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "data/epoch_plan.hpp"
#include "data/record_source.hpp"

namespace leadwise::training {

/// Examples side by side, float as the network takes them.
struct Batch {
  std::vector<std::size_t> positions;  ///< in the plan
  std::vector<float> samples;          ///< (count, 12, 5000), standardised; 0 in leads that the plan does not ask for
  std::vector<float> log_sd_mv;        ///< (count, 12)
  std::vector<std::int64_t> labels;    ///< (count, tasks), 1: positive, -1: unknown
  std::vector<RefusedRecording> refused;
  std::optional<Error> unreadable = {};  ///< where the files failed, not a recording in them

  std::size_t count() const { return positions.size(); }
  std::size_t tasks() const { return count() == 0 ? 0 : labels.size() / count(); }
};

/// Computes a plan's batches ahead of their use, several at a time, and hands them out in the plan's order.
class BatchLoader {
 public:
  /// `source` must outlive the loader.
  BatchLoader(const RecordSource& source, ExamplePlan plan, std::size_t batch_size, std::size_t threads);

  /// The next batch, or nullopt at the end. Examples that cannot be made are left out and named in `refused`; a file that cannot be
  /// read, is missing or cut short is `unreadable`, and the batch ends there.
  std::optional<Batch> next();
  /// Seconds that next() has waited.
  double waited_s() const { return waited_s_; }

 private:
  void start_one();
  Batch make_batch(std::size_t first) const;

  const RecordSource& source_;
  ExamplePlan plan_;
  std::size_t batch_size_;
  std::size_t started_ = 0;
  std::deque<std::future<Batch>> ahead_;
  double waited_s_ = 0.0;
};

}  // namespace leadwise::training
