#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace leadwise::io {

/// One kind of definition: what is stated of all channels, and what channels state of their own. A file may define millions
/// of times, so that each step takes constant time, but for a check of all channels that lets no other follow soon.
template <class T>
class MferField {
 public:
  const std::optional<T>& of_all() const { return of_all_; }

  const std::optional<T>& own(std::uint32_t channel) const {
    static const std::optional<T> kNone;
    return channel < own_.size() ? own_[channel] : kNone;
  }

  /// A channel's own value, else that of all.
  const std::optional<T>& of(std::uint32_t channel) const { return own(channel) ? own(channel) : of_all_; }

  /// nullopt takes the channel's own value back. Whether anything changed.
  bool set_own(std::uint32_t channel, std::optional<T> value) {
    if (own(channel) == value)
      return false;
    if (channel >= own_.size())
      own_.resize(channel + 1);
    owners_ += value ? 1U : 0U;
    owners_ -= own_[channel] ? 1U : 0U;
    agreed_ = agreed_ && (!value || value == of_all_);
    own_[channel] = std::move(value);
    return true;
  }

  /// The first channel whose own value differs from `value`, which of the two would hold being open.
  std::optional<std::uint32_t> contradicts(const std::optional<T>& value) const {
    if (owners_ == 0 || (agreed_ && value == of_all_))
      return std::nullopt;
    for (std::uint32_t channel = 0; channel < own_.size(); ++channel) {
      if (own_[channel] && own_[channel] != value)
        return channel;
    }
    return std::nullopt;
  }

  /// For a value that contradicts no channel's. Whether anything changed.
  bool set_all(std::optional<T> value) {
    agreed_ = true;
    if (of_all_ == value)
      return false;
    of_all_ = std::move(value);
    return true;
  }

  void forget_channels() {
    own_.clear();
    owners_ = 0;
    agreed_ = true;
  }

 private:
  std::optional<T> of_all_;
  std::vector<std::optional<T>> own_;
  std::size_t owners_ = 0;
  /// Whether no channel is known to differ from of_all_.
  bool agreed_ = true;
};

}  // namespace leadwise::io
