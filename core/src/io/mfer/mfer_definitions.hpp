#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "mfer/mfer_numbers.hpp"
#include "mfer/mfer_text.hpp"

namespace leadwise::io {

/// How a sample is stored, by its code in DTP; 9 is a compression and not read.
enum class MferDataType : std::uint8_t { i16, u16, i32, u8, status16, i8, u32, f32, f64 };

/// Bytes a sample.
unsigned sample_size(MferDataType type);

struct MferLead {
  std::uint16_t code = 0;
  std::string text;
  friend bool operator==(const MferLead&, const MferLead&) = default;
};

/// The pattern of bytes that marks a missing sample, as a number.
struct MferNull {
  std::uint64_t bits = 0;
  unsigned size = 0;
  friend bool operator==(const MferNull&, const MferNull&) = default;
};

/// What is defined of a channel, or of all. nullopt: not stated.
struct MferSampling {
  std::optional<std::uint32_t> block_length;
  std::optional<std::uint32_t> sequence_count;
  std::optional<std::uint16_t> wave_class;
  std::optional<MferLead> lead;
  std::optional<MferDataType> data_type;
  std::optional<MferScaled> interval;
  std::optional<MferScaled> resolution;
  std::optional<MferNull> null_value;
  /// Whether OFF states another offset than 0.
  std::optional<bool> has_offset;
};

/// The definitions in force while a file is read: those of the whole file, and what channels define of their own.
class MferDefinitions {
 public:
  ByteOrder order = ByteOrder::big;
  MferCharacters characters = MferCharacters::ascii;

  std::uint32_t channel_count() const { return channel_count_; }
  /// What holds for a channel: its own definitions before those of all. A lead that is stated for all names a lone
  /// channel only.
  MferSampling sampling(std::uint32_t channel) const;
  const MferSampling& of_all() const { return of_all_; }

  /// Takes one item, of a channel or (nullopt) of all; empty contents take a definition back. False where the item is
  /// no definition of sampling. Errors: InvalidHeader, InvalidGain, InvalidSamplingRate, TooLarge (channels),
  /// UnsupportedFormat (a compression, an unknown data type; a definition of all behind a channel's own of the same kind
  /// and another value, since the description leaves open which holds).
  Result<bool> define(const MferContents& contents, std::optional<std::uint32_t> channel);

 private:
  template <class T>
  Result<void> set(std::optional<T> MferSampling::*field, Result<std::optional<T>> value, const MferContents& contents,
                   std::optional<std::uint32_t> channel);
  Result<void> set_channel_count(const MferContents& contents, std::optional<std::uint32_t> channel);

  std::uint32_t channel_count_ = 1;
  MferSampling of_all_;
  std::map<std::uint32_t, MferSampling> of_channels_;
};

}  // namespace leadwise::io
