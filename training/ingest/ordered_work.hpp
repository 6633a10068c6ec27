#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <queue>
#include <utility>

namespace leadwise::training {

/// Hands tasks to any number of workers and their results on in the tasks' order. No more than `window` tasks are between
/// put() and next(), so memory does not grow with their number.
template <class Task, class Done>
class OrderedWork {
 public:
  explicit OrderedWork(std::uint64_t window) : window_(window) {}

  /// Waits until there is room. False where the work was stopped.
  bool put(Task task) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || put_ < next_ + window_; });
    if (stopped_)
      return false;
    open_.emplace(put_++, std::move(task));
    changed_.notify_all();
    return true;
  }

  /// Says that no more tasks will come.
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

  /// Says that nobody waits for results any more.
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

  /// The next task and its number, for a worker; nullopt where there will be none.
  std::optional<std::pair<std::uint64_t, Task>> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || ended_ || !open_.empty(); });
    if (stopped_ || open_.empty())
      return std::nullopt;
    auto task = std::move(open_.front());
    open_.pop();
    return task;
  }

  void finish(std::uint64_t number, Done done) {
    const std::lock_guard lock(mutex_);
    done_.emplace(number, std::move(done));
    if (number == next_)
      changed_.notify_all();
  }

  /// The results in the tasks' order; nullopt at the end.
  std::optional<Done> next() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return (ended_ && next_ == put_) || done_.contains(next_); });
    const auto found = done_.find(next_);
    if (found == done_.end())
      return std::nullopt;
    Done done = std::move(found->second);
    done_.erase(found);
    ++next_;
    changed_.notify_all();
    return done;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<std::pair<std::uint64_t, Task>> open_;
  std::map<std::uint64_t, Done> done_;
  std::uint64_t window_, put_ = 0, next_ = 0;
  bool ended_ = false, stopped_ = false;
};

}  // namespace leadwise::training
