#include "mfer/mfer_frame_plan.hpp"

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

/// What a frame's channels are planned from.
struct Context {
  const MferDefinitions& definitions;
  const ReadOptions& options;
  std::uint64_t offset;
  MferNotes& notes;
};

Result<std::vector<MferBlock>> lay_out(const MferDefinitions& definitions, std::uint64_t offset, MferFramePlan& plan) {
  std::vector<MferBlock> blocks;
  blocks.reserve(definitions.channel_count());
  const auto& sequences = definitions.sequence_count.of(0);
  for (std::uint32_t number = 0; number < definitions.channel_count(); ++number) {
    MferBlock block;
    block.type = definitions.data_type.of(number).value_or(MferDataType::i16);
    block.samples = definitions.block_length.of(number).value_or(1);
    block.offset = plan.sequence_size;
    block.null_value = definitions.null_value.of(number);
    if (block.samples == 0) {
      return fail(ErrorCode::InvalidHeader, "MFER: channel " + std::to_string(number + 1) + " has blocks of 0 samples",
                  offset);
    }
    plan.sequence_size += block.samples * sample_size(block.type);
    if (definitions.sequence_count.of(number) != sequences) {
      return fail(ErrorCode::UnsupportedFormat, "MFER: channels with different numbers of sequences are not read",
                  offset);
    }
    blocks.push_back(block);
  }
  if (sequences)
    plan.declared_sequences = *sequences;
  plan.samples_of_first = blocks.front().samples;
  return blocks;
}

void name_channel(const Context& context, std::uint32_t number, Channel& channel) {
  const auto& lead = context.definitions.lead(number);
  channel.label = lead && !lead->label.empty() ? lead->label : "channel " + std::to_string(number + 1);
  channel.lead = lead ? lead->lead : std::nullopt;
  if (!lead || !lead->denied || !context.notes.wants(MferNotes::Kind::denied_lead, number))
    return;
  context.notes.add({ErrorCode::InvalidHeader, "MFER: channel " + quoted(channel.label) + " bears the code of lead " +
                                                   std::string(lead_name(*lead->denied)) +
                                                   "; it was taken for neither"});
}

enum class Omission : std::uint8_t { none, status, other_wave, other_unit };

Omission omission_of(const Context& context, std::uint32_t number, MferDataType type, std::uint16_t frame_class) {
  const auto& lead = context.definitions.lead(number);
  if (type == MferDataType::status16 || (lead && lead->code == kMferStatusCode))
    return Omission::status;
  if (context.definitions.wave_class.of(number).value_or(frame_class) != frame_class)
    return Omission::other_wave;
  const auto& resolution = context.definitions.resolution.of(number);
  return resolution && resolution->stated.unit != kVolt ? Omission::other_unit : Omission::none;
}

std::string words_of(Omission omission, const MferDefinitions& definitions, std::uint32_t number) {
  if (omission == Omission::status)
    return "it holds a status";
  if (omission == Omission::other_wave)
    return "it is of another kind (" + mfer_wave_name(*definitions.wave_class.of(number)) + ") than its frame";
  return "its unit (code " + std::to_string(definitions.resolution.of(number)->stated.unit) + ") is no unit of voltage";
}

void note_omission(const Context& context, std::uint32_t number, Omission omission) {
  if (!context.notes.wants(MferNotes::Kind::left_out, number))
    return;
  const auto& lead = context.definitions.lead(number);
  const std::string label = lead && !lead->label.empty() ? lead->label : "channel " + std::to_string(number + 1);
  context.notes.add({ErrorCode::NoEcgChannel, "MFER: channel " + quoted(label) +
                                                  " was left out: " + words_of(omission, context.definitions, number)});
}

Result<double> rate_of(const Context& context, std::uint32_t number) {
  const auto& interval = context.definitions.interval.of(number);
  if (!interval) {
    if (!context.options.sampling_rate_hz && context.notes.wants(MferNotes::Kind::default_rate))
      context.notes.add({ErrorCode::SamplingRateRequired,
                         "MFER: the file states no sampling interval, the format's default of 1000 Hz was taken"});
    return context.options.sampling_rate_hz.value_or(kDefaultRateHz);
  }
  if (interval->rate_hz >= kLowestRateHz && interval->rate_hz <= kHighestRateHz)
    return interval->rate_hz;
  return fail(ErrorCode::InvalidSamplingRate,
              "MFER: the sampling interval " + std::to_string(interval->stated.mantissa) + "e" +
                  std::to_string(interval->stated.exponent) + " (unit " + std::to_string(interval->stated.unit) +
                  ") is no rate from 0.001 Hz to 1 MHz",
              context.offset);
}

Result<double> resolution_of(const Context& context, std::uint32_t number, const std::string& label) {
  const auto& resolution = context.definitions.resolution.of(number);
  if (!resolution && context.options.unit)
    return 1.0 / units_per_millivolt(*context.options.unit);
  if (!resolution) {
    return fail(ErrorCode::UnitRequired, "MFER: channel " + quoted(label) + " states no resolution (SEN)",
                context.offset);
  }
  if (resolution->millivolts >= kFinestResolutionMv && resolution->millivolts <= kCoarsestResolutionMv)
    return resolution->millivolts;
  return fail(ErrorCode::InvalidGain,
              "MFER: channel " + quoted(label) + " has a resolution of " + std::to_string(resolution->stated.mantissa) +
                  "e" + std::to_string(resolution->stated.exponent) + " V, outside 1 pV to 1 V",
              context.offset);
}

bool is_floating(MferDataType type) { return type == MferDataType::f32 || type == MferDataType::f64; }

Result<MferSignal> plan_signal(const Context& context, std::uint32_t number, const MferBlock& block) {
  MferSignal signal;
  signal.block = block;
  name_channel(context, number, signal.channel);
  if (context.definitions.has_offset.of(number).value_or(false)) {
    return fail(ErrorCode::UnsupportedFormat,
                "MFER: channel " + quoted(signal.channel.label) +
                    " has an offset (OFF) other than 0, whose sign is not described",
                context.offset);
  }
  const auto rate_hz = rate_of(context, number);
  if (!rate_hz)
    return tl::unexpected(rate_hz.error());
  signal.sampling_rate_hz = *rate_hz;
  const auto resolution_mv = resolution_of(context, number, signal.channel.label);
  if (!resolution_mv)
    return tl::unexpected(resolution_mv.error());
  signal.resolution_mv = *resolution_mv;
  signal.channel.resolution_mv = is_floating(block.type) ? 0.0 : *resolution_mv;
  return signal;
}

}  // namespace

Result<MferFramePlan> plan_mfer_frame(const MferDefinitions& definitions, std::uint64_t offset,
                                      const ReadOptions& options, MferNotes& notes) {
  MferFramePlan plan;
  const auto blocks = lay_out(definitions, offset, plan);
  if (!blocks)
    return tl::unexpected(blocks.error());
  const auto& of_first = definitions.wave_class.of(0);
  plan.wave_class = definitions.wave_class.of_all().value_or(of_first.value_or(0));
  if (mfer_wave(plan.wave_class) == MferWave::other)
    return plan;
  const Context context{definitions, options, offset, notes};
  plan.signals.reserve(blocks->size());
  for (std::uint32_t number = 0; number < definitions.channel_count(); ++number) {
    const Omission omission = omission_of(context, number, (*blocks)[number].type, plan.wave_class);
    if (omission != Omission::none) {
      note_omission(context, number, omission);
      continue;
    }
    auto signal = plan_signal(context, number, (*blocks)[number]);
    if (!signal)
      return tl::unexpected(signal.error());
    plan.signals.push_back(std::move(*signal));
  }
  return plan;
}

}  // namespace leadwise::io
