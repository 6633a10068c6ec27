#include "data/example.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise::training {
namespace {

Result<EcgRecord> impose(const EcgRecord& ecg, Condition condition, double severity, std::uint64_t seed) {
  if (condition == Condition::plain)
    return ecg;
  ImpositionSettings settings;
  settings.kind = condition == Condition::sham ? Imposition::sham : Imposition::overload;
  settings.severity = condition == Condition::control ? 0.0 : severity;
  return impose_overload(ecg, settings, seed);
}

void turn(EcgRecord& ecg, double turn_s) {
  for (auto& channel : ecg.channels) {
    auto& samples = channel.samples_mv;
    if (const auto cut = static_cast<std::size_t>(std::llround(turn_s * ecg.sampling_rate_hz)); !samples.empty())
      std::rotate(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(cut % samples.size()), samples.end());
  }
}

void augment_channel(Channel& channel, double rate_hz, const Augmentation& augmentation, Random random) {
  const double share = random.uniform(-1.0, 1.0) * augmentation.wander_mv;
  const double phase = random.uniform(0.0, 2.0 * std::numbers::pi);
  const double step = 2.0 * std::numbers::pi * augmentation.wander_hz / rate_hz;
  for (std::size_t i = 0; i < channel.samples_mv.size(); ++i) {
    const double wander = share * std::sin(phase + step * static_cast<double>(i));
    channel.samples_mv[i] =
        augmentation.gain * channel.samples_mv[i] + wander + augmentation.noise_mv * random.normal();
  }
}

/// Limb leads get no noise of their own making: it would break Einthoven's law, which derived leads keep. Noise
/// therefore goes to I, II and the chest leads, and the other four are derived anew.
void augment(EcgRecord& ecg, const Augmentation& augmentation, std::uint64_t seed) {
  std::erase_if(ecg.channels, [](const Channel& channel) {
    return channel.lead && is_limb_lead(*channel.lead) && *channel.lead != Lead::I && *channel.lead != Lead::II;
  });
  for (std::size_t i = 0; i < ecg.channels.size(); ++i)
    augment_channel(ecg.channels[i], ecg.sampling_rate_hz, augmentation, Random(seed, 1).fork(i));
}

bool changes_anything(const Augmentation& augmentation) {
  return augmentation.gain != 1.0 || augmentation.noise_mv > 0.0 || augmentation.wander_mv > 0.0;
}

}  // namespace

std::string_view condition_name(Condition condition) {
  switch (condition) {
    case Condition::plain:
      return "plain";
    case Condition::control:
      return "control";
    case Condition::overload:
      return "overload";
    case Condition::sham:
      return "sham";
  }
  return "";
}

Result<Example> prepare_example(const EcgRecord& ecg, Condition condition, double severity, std::uint64_t seed,
                                const Augmentation& augmentation, std::span<const Lead> leads) {
  auto imposed = impose(ecg, condition, severity, seed);
  if (!imposed)
    return tl::unexpected(imposed.error());
  turn(*imposed, augmentation.turn_s);
  if (changes_anything(augmentation) && imposed->find(Lead::I) && imposed->find(Lead::II))
    augment(*imposed, augmentation, seed);
  auto prepared = prepare_record(*imposed, leads);
  if (!prepared)
    return tl::unexpected(prepared.error());
  for (const auto& lead : prepared->quality)
    if (lead.reason)
      return tl::unexpected(*lead.reason);
  if (prepared->windows.empty())
    return fail(ErrorCode::NoUsableRecord, "the record has no usable 10 s window");
  return std::move(prepared->windows.front());
}

}  // namespace leadwise::training
