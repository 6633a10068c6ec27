#include "mfer/mfer_frame.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "text/text_lines.hpp"

namespace leadwise::io {
namespace {

std::string sizes_in_words(const MferFramePlan& plan, std::size_t size) {
  return std::to_string(size) + " bytes, the frame's sequences take " + std::to_string(plan.sequence_size) +
         " bytes each" +
         (plan.declared_sequences ? " and are " + std::to_string(*plan.declared_sequences) : std::string());
}

// Whole sequences that a frame states and does not hold are allowed by the description ("no data"); half ones are not.
Result<std::uint64_t> count_sequences(const MferFramePlan& plan, std::size_t size, std::uint64_t offset) {
  const std::uint64_t sequences = size / plan.sequence_size;
  const bool whole = size % plan.sequence_size == 0;
  const std::uint64_t declared = plan.declared_sequences.value_or(sequences);
  if (sequences > declared || (!whole && sequences == declared && plan.declared_sequences))
    return fail(ErrorCode::InvalidHeader, "MFER: the waveform data hold " + sizes_in_words(plan, size), offset);
  if (!whole || sequences == 0)
    return fail(ErrorCode::TruncatedData, "MFER: the waveform data hold " + sizes_in_words(plan, size), offset);
  return sequences;
}

bool is_signed(MferDataType type) {
  return type == MferDataType::i16 || type == MferDataType::i32 || type == MferDataType::i8;
}

double as_signed_number(std::uint64_t bits, unsigned size) {
  const std::uint64_t sign = std::uint64_t{1} << (8 * size - 1);
  return static_cast<double>(static_cast<std::int64_t>((bits ^ sign) - sign));
}

double number_of(std::uint64_t bits, MferDataType type) {
  if (type == MferDataType::f64) {
    double value = 0.0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }
  if (type == MferDataType::f32) {
    const auto word = static_cast<std::uint32_t>(bits);
    float value = 0.0F;
    std::memcpy(&value, &word, sizeof value);
    return static_cast<double>(value);
  }
  return is_signed(type) ? as_signed_number(bits, sample_size(type)) : static_cast<double>(bits);
}

// The null value is a pattern of bytes where it is as wide as a sample, else a number.
bool is_missing(std::uint64_t bits, double number, MferDataType type, const std::optional<MferNull>& null_value) {
  if (!null_value)
    return false;
  if (null_value->size == sample_size(type))
    return bits == null_value->bits;
  return number == as_signed_number(null_value->bits, null_value->size);
}

/// Where a frame's samples lie.
struct SampleSource {
  std::span<const std::uint8_t> data;
  ByteOrder order;
  std::uint64_t offset;
  std::uint64_t sequences;
  std::uint64_t sequence_size;
};

Result<void> decode(const SampleSource& source, const MferSignal& signal, std::vector<double>& samples_mv) {
  const MferBlock& block = signal.block;
  const unsigned size = sample_size(block.type);
  for (std::uint64_t sequence = 0; sequence < source.sequences; ++sequence) {
    const auto start = static_cast<std::size_t>(sequence * source.sequence_size + block.offset);
    for (std::size_t i = 0; i < block.samples; ++i) {
      const std::size_t place = start + i * size;
      const std::uint64_t bits = load_unsigned(source.data.data() + place, size, source.order);
      const double number = number_of(bits, block.type);
      const bool missing = is_missing(bits, number, block.type, block.null_value) || std::isnan(number);
      const double sample_mv = missing ? std::numeric_limits<double>::quiet_NaN() : number * signal.resolution_mv;
      if (std::isinf(sample_mv))
        return fail(ErrorCode::InvalidSample, "MFER: a sample of " + quoted(signal.channel.label) + " is infinite",
                    source.offset + place);
      samples_mv.push_back(sample_mv);
    }
  }
  return {};
}

}  // namespace

Result<std::uint64_t> mfer_frame_size(const MferFramePlan& plan, std::uint64_t offset) {
  if (!plan.declared_sequences) {
    return fail(ErrorCode::UnsupportedFormat, "MFER: waveform data state neither their length nor their sequences",
                offset);
  }
  // 256 channels of 2^32 samples of 8 bytes, 2^32 times, would not fit.
  constexpr std::uint64_t kMost = std::uint64_t{1} << 31U;
  if (plan.sequence_size > kMost || *plan.declared_sequences > kMost)
    return fail(ErrorCode::TooLarge, "MFER: a frame of more than 2 GiB is declared", offset);
  return plan.sequence_size * *plan.declared_sequences;
}

Result<MferFrame> read_mfer_frame(const MferWaveData& data, const std::shared_ptr<const MferFramePlan>& plan) {
  const auto sequences = count_sequences(*plan, data.bytes.size(), data.offset);
  if (!sequences)
    return tl::unexpected(sequences.error());
  MferFrame frame{plan, data, *sequences, *sequences * plan->samples_of_first};
  return frame;
}

Result<void> append_samples(const MferFrame& frame, std::vector<MferSignal>& signals) {
  const SampleSource source{frame.data.bytes, frame.data.order, frame.data.offset, frame.sequences,
                            frame.plan->sequence_size};
  for (std::size_t i = 0; i < signals.size(); ++i) {
    if (auto decoded = decode(source, frame.plan->signals[i], signals[i].channel.samples_mv); !decoded)
      return decoded;
  }
  return {};
}

}  // namespace leadwise::io
