#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "leadwise/lead.hpp"
#include "mfer/mfer_field.hpp"
#include "mfer/mfer_numbers.hpp"
#include "mfer/mfer_text.hpp"

namespace leadwise::io {

/// How a sample is stored, by its code in DTP; 9 is a compression and not read.
enum class MferDataType : std::uint8_t { i16, u16, i32, u8, status16, i8, u32, f32, f64 };

/// Bytes a sample.
unsigned sample_size(MferDataType type);

/// What LDN states.
struct MferLead {
  std::uint16_t code = 0;
  std::string text;
  /// The text, where it is another lead than the code's; else the code's name. Empty where neither says anything.
  std::string label;
  /// nullopt also where the code says one lead and the text another.
  std::optional<Lead> lead;
  /// The lead that the code says and the text denies.
  std::optional<Lead> denied;
  friend bool operator==(const MferLead&, const MferLead&) = default;
};

/// The pattern of bytes that marks a missing sample, as a number.
struct MferNull {
  std::uint64_t bits = 0;
  unsigned size = 0;
  friend bool operator==(const MferNull&, const MferNull&) = default;
};

/// What IVL states.
struct MferInterval {
  MferScaled stated;
  double rate_hz = 0.0;
  friend bool operator==(const MferInterval&, const MferInterval&) = default;
};

/// What SEN states.
struct MferResolution {
  MferScaled stated;
  double millivolts = 0.0;
  friend bool operator==(const MferResolution&, const MferResolution&) = default;
};

/// The definitions in force while a file is read: those of the whole file, and what channels define of their own.
class MferDefinitions {
 public:
  ByteOrder order = ByteOrder::big;
  MferCharacters characters = MferCharacters::ascii;

  std::uint32_t channel_count() const { return channel_count_; }
  /// Another number after every change.
  std::uint64_t version() const { return version_; }

  // nullopt: not stated.
  MferField<std::uint32_t> block_length;
  MferField<std::uint32_t> sequence_count;
  MferField<std::uint16_t> wave_class;
  MferField<MferDataType> data_type;
  MferField<MferInterval> interval;
  MferField<MferResolution> resolution;
  MferField<MferNull> null_value;
  /// Whether OFF states another offset than 0.
  MferField<bool> has_offset;
  /// A lead that is stated for all names a lone channel only.
  const std::optional<MferLead>& lead(std::uint32_t channel) const {
    return channel_count_ == 1 ? lead_.of(channel) : lead_.own(channel);
  }

  /// Takes one item, of a channel or (nullopt) of all; empty contents take a definition back. False where the item is
  /// no definition of sampling. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, TooLarge (channels),
  /// UnsupportedFormat (a compression, an unknown data type; a definition of all behind a channel's own of the same kind
  /// and another value, since the description leaves open which holds).
  Result<bool> define(const MferContents& contents, std::optional<std::uint32_t> channel);

 private:
  template <class T>
  Result<bool> set(MferField<T>& field, Result<std::optional<T>> value, const MferContents& contents,
                   std::optional<std::uint32_t> channel);
  Result<bool> set_channel_count(const MferContents& contents, std::optional<std::uint32_t> channel);
  void forget_channels();

  MferField<MferLead> lead_;
  std::uint32_t channel_count_ = 1;
  std::uint64_t version_ = 0;
};

}  // namespace leadwise::io
