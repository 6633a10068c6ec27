#include "mfer/mfer_frame.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "mfer/mfer_lead_codes.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

/// What MFER assumes where IVL is absent.
constexpr double kDefaultRateHz = 1000.0;
constexpr double kLowestRateHz = 1e-3;
constexpr double kHighestRateHz = 1e6;
/// 1 pV and 1 V: no resolution of an ECG lies outside, and numbers from there on are damage.
constexpr double kFinestResolutionMv = 1e-9;
constexpr double kCoarsestResolutionMv = 1e3;
constexpr std::uint8_t kVolt = 0;
constexpr int kMillivoltExponent = 3;

/// A channel's part in every sequence.
struct Block {
  MferSampling sampling;
  MferDataType type = MferDataType::i16;
  std::uint64_t samples = 1;
  /// From the sequence's first byte.
  std::uint64_t offset = 0;
};

struct Layout {
  std::vector<Block> blocks;
  std::uint64_t sequence_size = 0;
  std::uint64_t sequences = 0;
  std::optional<std::uint64_t> declared_sequences;
};

Result<Layout> lay_out(const MferDefinitions& definitions, std::uint64_t offset) {
  Layout layout;
  for (std::uint32_t number = 0; number < definitions.channel_count(); ++number) {
    Block block;
    block.sampling = definitions.sampling(number);
    block.type = block.sampling.data_type.value_or(MferDataType::i16);
    block.samples = block.sampling.block_length.value_or(1);
    block.offset = layout.sequence_size;
    if (block.samples == 0) {
      return fail(ErrorCode::InvalidHeader, "MFER: channel " + std::to_string(number + 1) + " has blocks of 0 samples",
                  offset);
    }
    layout.sequence_size += block.samples * sample_size(block.type);
    if (number > 0 && block.sampling.sequence_count != layout.blocks.front().sampling.sequence_count) {
      return fail(ErrorCode::UnsupportedFormat, "MFER: channels with different numbers of sequences are not read",
                  offset);
    }
    layout.blocks.push_back(std::move(block));
  }
  if (const auto declared = layout.blocks.front().sampling.sequence_count)
    layout.declared_sequences = *declared;
  return layout;
}

std::string sizes_in_words(const Layout& layout, std::size_t size) {
  return std::to_string(size) + " bytes, the frame's sequences take " + std::to_string(layout.sequence_size) +
         " bytes each" +
         (layout.declared_sequences ? " and are " + std::to_string(*layout.declared_sequences) : std::string());
}

// Whole sequences that a frame states and does not hold are allowed by the description ("no data"); half ones are not.
Result<void> count_sequences(Layout& layout, std::size_t size, std::uint64_t offset, std::vector<Note>& notes) {
  layout.sequences = size / layout.sequence_size;
  const bool whole = size % layout.sequence_size == 0;
  const std::uint64_t declared = layout.declared_sequences.value_or(layout.sequences);
  if (layout.sequences > declared || (!whole && layout.sequences == declared && layout.declared_sequences))
    return fail(ErrorCode::InvalidHeader, "MFER: the waveform data hold " + sizes_in_words(layout, size), offset);
  if (!whole || layout.sequences == 0)
    return fail(ErrorCode::TruncatedData, "MFER: the waveform data hold " + sizes_in_words(layout, size), offset);
  if (layout.sequences < declared) {
    notes.push_back({ErrorCode::TruncatedData, "MFER: of " + std::to_string(declared) +
                                                   " sequences that a frame states it holds " +
                                                   std::to_string(layout.sequences)});
  }
  return {};
}

std::string label_of(const Block& block, std::size_t number) {
  const auto& lead = block.sampling.lead;
  const std::string_view known = lead ? mfer_lead_name(lead->code) : std::string_view();
  if (lead && !lead->text.empty() && (known.empty() || parse_lead(lead->text) != parse_lead(known)))
    return lead->text;
  return known.empty() ? "channel " + std::to_string(number + 1) : std::string(known);
}

// A code that says one lead and a text beside it that says another (monitors number their leads so) name none.
void name_channel(const Block& block, std::size_t number, Channel& channel, std::vector<Note>& notes) {
  channel.label = label_of(block, number);
  channel.lead = parse_lead(channel.label);
  if (!block.sampling.lead)
    return;
  const std::string_view known = mfer_lead_name(block.sampling.lead->code);
  const auto coded = parse_lead(known);
  if (!coded || coded == channel.lead)
    return;
  channel.lead = std::nullopt;
  notes.push_back({ErrorCode::InvalidHeader, "MFER: channel " + quoted(channel.label) + " bears the code of lead " +
                                                 std::string(known) + "; it was taken for neither"});
}

// Why a channel is left out, "" where it is not.
std::string reason_to_leave_out(const Block& block, std::uint16_t frame_class) {
  const MferSampling& sampling = block.sampling;
  if (block.type == MferDataType::status16 || (sampling.lead && sampling.lead->code == kMferStatusCode))
    return "it holds a status";
  if (sampling.wave_class.value_or(frame_class) != frame_class)
    return "it is of another kind (" + mfer_wave_name(*sampling.wave_class) + ") than its frame";
  if (sampling.resolution && sampling.resolution->unit != kVolt)
    return "its unit (code " + std::to_string(sampling.resolution->unit) + ") is no unit of voltage";
  return {};
}

Result<double> rate_of(const Block& block, std::uint64_t offset, const ReadOptions& options, std::vector<Note>& notes) {
  const auto& interval = block.sampling.interval;
  if (!interval) {
    if (!options.sampling_rate_hz)
      notes.push_back({ErrorCode::SamplingRateRequired,
                       "MFER: the file states no sampling interval, the format's default of 1000 Hz was taken"});
    return options.sampling_rate_hz.value_or(kDefaultRateHz);
  }
  const double rate_hz = interval->unit == 0 ? scaled_value(interval->mantissa, interval->exponent)
                                             : scaled_reciprocal(interval->mantissa, interval->exponent);
  if (rate_hz >= kLowestRateHz && rate_hz <= kHighestRateHz)
    return rate_hz;
  return fail(ErrorCode::InvalidSamplingRate,
              "MFER: the sampling interval " + std::to_string(interval->mantissa) + "e" +
                  std::to_string(interval->exponent) + " (unit " + std::to_string(interval->unit) +
                  ") is no rate from 0.001 Hz to 1 MHz",
              offset);
}

Result<double> resolution_of(const Block& block, const std::string& label, std::uint64_t offset,
                             const ReadOptions& options) {
  const auto& resolution = block.sampling.resolution;
  if (!resolution && options.unit)
    return 1.0 / units_per_millivolt(*options.unit);
  if (!resolution) {
    return fail(ErrorCode::UnitRequired, "MFER: channel " + quoted(label) + " states no resolution (SEN)", offset);
  }
  const double resolution_mv = scaled_value(resolution->mantissa, resolution->exponent + kMillivoltExponent);
  if (resolution_mv >= kFinestResolutionMv && resolution_mv <= kCoarsestResolutionMv)
    return resolution_mv;
  return fail(ErrorCode::InvalidGain,
              "MFER: channel " + quoted(label) + " has a resolution of " + std::to_string(resolution->mantissa) + "e" +
                  std::to_string(resolution->exponent) + " V, outside 1 pV to 1 V",
              offset);
}

bool is_floating(MferDataType type) { return type == MferDataType::f32 || type == MferDataType::f64; }

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

/// Where a channel's samples lie.
struct SampleSource {
  std::span<const std::uint8_t> data;
  ByteOrder order;
  std::uint64_t offset;
};

Result<void> decode(const SampleSource& source, const Layout& layout, const Block& block, double resolution_mv,
                    Channel& channel) {
  const unsigned size = sample_size(block.type);
  channel.samples_mv.reserve(static_cast<std::size_t>(layout.sequences * block.samples));
  for (std::uint64_t sequence = 0; sequence < layout.sequences; ++sequence) {
    const auto start = static_cast<std::size_t>(sequence * layout.sequence_size + block.offset);
    for (std::size_t i = 0; i < block.samples; ++i) {
      const std::size_t place = start + i * size;
      const std::uint64_t bits = load_unsigned(source.data.data() + place, size, source.order);
      const double number = number_of(bits, block.type);
      const bool missing = is_missing(bits, number, block.type, block.sampling.null_value) || std::isnan(number);
      const double sample_mv = missing ? std::numeric_limits<double>::quiet_NaN() : number * resolution_mv;
      if (std::isinf(sample_mv))
        return fail(ErrorCode::InvalidSample, "MFER: a sample of " + quoted(channel.label) + " is infinite",
                    source.offset + place);
      channel.samples_mv.push_back(sample_mv);
    }
  }
  return {};
}

Result<MferSignal> read_signal(const SampleSource& source, const Layout& layout, std::size_t number,
                               const ReadOptions& options, std::vector<Note>& notes) {
  const Block& block = layout.blocks[number];
  MferSignal signal;
  name_channel(block, number, signal.channel, notes);
  if (block.sampling.has_offset.value_or(false)) {
    return fail(ErrorCode::UnsupportedFormat,
                "MFER: channel " + quoted(signal.channel.label) +
                    " has an offset (OFF) other than 0, whose sign is not described",
                source.offset);
  }
  const auto rate_hz = rate_of(block, source.offset, options, notes);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  signal.sampling_rate_hz = *rate_hz;
  const auto resolution_mv = resolution_of(block, signal.channel.label, source.offset, options);
  if (!resolution_mv)
    return tl::unexpected(resolution_mv.error());
  signal.channel.resolution_mv = is_floating(block.type) ? 0.0 : *resolution_mv;
  if (auto decoded = decode(source, layout, block, *resolution_mv, signal.channel); !decoded)
    return tl::unexpected(decoded.error());
  return signal;
}

}  // namespace

Result<std::uint64_t> mfer_frame_size(const MferDefinitions& definitions, std::uint64_t offset) {
  const auto layout = lay_out(definitions, offset);
  if (!layout)
    return tl::unexpected(layout.error());
  if (!layout->declared_sequences) {
    return fail(ErrorCode::UnsupportedFormat, "MFER: waveform data state neither their length nor their sequences",
                offset);
  }
  // 256 channels of 2^32 samples of 8 bytes, 2^32 times, would not fit.
  constexpr std::uint64_t kMost = std::uint64_t{1} << 31U;
  if (layout->sequence_size > kMost || *layout->declared_sequences > kMost)
    return fail(ErrorCode::TooLarge, "MFER: a frame of more than 2 GiB is declared", offset);
  return layout->sequence_size * *layout->declared_sequences;
}

Result<MferFrame> read_mfer_frame(std::span<const std::uint8_t> data, std::uint64_t offset,
                                  const MferDefinitions& definitions, const ReadOptions& options) {
  auto layout = lay_out(definitions, offset);
  if (!layout)
    return tl::unexpected(layout.error());
  MferFrame frame;
  if (auto counted = count_sequences(*layout, data.size(), offset, frame.notes); !counted)
    return tl::unexpected(counted.error());
  frame.wave_class = definitions.of_all().wave_class.value_or(layout->blocks.front().sampling.wave_class.value_or(0));
  frame.length = layout->sequences * layout->blocks.front().samples;
  if (mfer_wave(frame.wave_class) == MferWave::other)
    return frame;
  for (std::size_t number = 0; number < layout->blocks.size(); ++number) {
    const Block& block = layout->blocks[number];
    if (const std::string reason = reason_to_leave_out(block, frame.wave_class); !reason.empty()) {
      frame.notes.push_back(
          {ErrorCode::NoEcgChannel, "MFER: channel " + quoted(label_of(block, number)) + " was left out: " + reason});
      continue;
    }
    auto signal = read_signal({data, definitions.order, offset}, *layout, number, options, frame.notes);
    if (!signal)
      return tl::unexpected(signal.error());
    frame.signals.push_back(std::move(*signal));
  }
  return frame;
}

}  // namespace leadwise::io
