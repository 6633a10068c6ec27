#include "scp/scp_bimodal.hpp"

#include <algorithm>

namespace leadwise::io {
namespace {

/// A stretch of a lead that lies in a protected zone or outside all of them; samples from 0 at the lead's first.
struct Stretch {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  bool is_protected = false;

  std::uint64_t length() const { return end - begin; }
};

std::vector<Stretch> stretches(const ScpBimodal& bimodal, const ScpLead& lead) {
  std::vector<Stretch> found;
  std::uint64_t at = 0;
  for (const ScpZone& zone : bimodal.protected_zones) {
    if (zone.last < lead.first || zone.first > lead.last)
      continue;
    const std::uint64_t begin = std::max(zone.first, lead.first) - lead.first;
    const std::uint64_t end = std::uint64_t{std::min(zone.last, lead.last)} - lead.first + 1;
    if (begin > at)
      found.push_back({at, begin, false});
    found.push_back({begin, end, true});
    at = end;
  }
  if (at < lead.length())
    found.push_back({at, lead.length(), false});
  return found;
}

std::int32_t rounded_quotient(std::int32_t dividend, std::int32_t divisor) {
  const std::int32_t half = divisor / 2;
  return (dividend < 0 ? dividend - half : dividend + half) / divisor;
}

// One decimated value of a run stands for its middle: half a run level, straight lines between the values, half a run
// level.
void interpolate(std::span<const std::int16_t> values, std::uint32_t factor, std::vector<std::int32_t>& out) {
  if (values.empty())
    return;
  const auto steps = static_cast<std::int32_t>(factor);
  out.insert(out.end(), factor / 2, values.front());
  for (std::size_t i = 0; i + 1 < values.size(); ++i) {
    const std::int32_t rise = values[i + 1] - values[i];
    for (std::int32_t step = 0; step < steps; ++step)
      out.push_back(values[i] + rounded_quotient(rise * step, steps));
  }
  out.insert(out.end(), factor / 2, values.back());
}

// Samples that stay as they are: in protected zones, at the lead's ends and on both sides of a subtraction's boundary.
std::vector<bool> untouched(const ScpBimodal& bimodal, const ScpLead& lead, std::span<const Stretch> parts) {
  std::vector<bool> kept(static_cast<std::size_t>(lead.length()), false);
  const auto keep = [&](std::uint64_t sample) {
    if (sample >= lead.first && sample <= lead.last)
      kept[static_cast<std::size_t>(sample - lead.first)] = true;
  };
  for (const Stretch& part : parts) {
    if (part.is_protected)
      std::fill(kept.begin() + static_cast<std::ptrdiff_t>(part.begin),
                kept.begin() + static_cast<std::ptrdiff_t>(part.end), true);
  }
  keep(lead.first);
  keep(lead.last);
  for (const ScpZone& zone : bimodal.subtraction_zones) {
    for (const std::uint64_t boundary : {std::uint64_t{zone.first}, std::uint64_t{zone.last} + 1}) {
      keep(boundary);
      if (boundary > 0)
        keep(boundary - 1);
    }
  }
  return kept;
}

std::vector<std::int32_t> smoothed(const std::vector<std::int32_t>& samples, const std::vector<bool>& kept) {
  std::vector<std::int32_t> out = samples;
  for (std::size_t i = 1; i + 1 < samples.size(); ++i) {
    if (!kept[i])
      out[i] = rounded_quotient(samples[i - 1] + samples[i] + samples[i + 1], 3);
  }
  return out;
}

}  // namespace

std::uint64_t kept_scp_samples(const ScpBimodal& bimodal, const ScpLead& lead) {
  std::uint64_t count = 0;
  for (const Stretch& part : stretches(bimodal, lead))
    count += part.is_protected ? part.length() : part.length() / bimodal.factor + part.length() % bimodal.factor;
  return count;
}

std::vector<std::int32_t> expand_scp_bimodal(const ScpBimodal& bimodal, const ScpLead& lead,
                                             std::span<const std::int16_t> kept) {
  const std::vector<Stretch> parts = stretches(bimodal, lead);
  std::vector<std::int32_t> samples;
  samples.reserve(static_cast<std::size_t>(lead.length()));
  for (const Stretch& part : parts) {
    const std::uint64_t runs = part.is_protected ? 0 : part.length() / bimodal.factor;
    const auto decimated = kept.first(static_cast<std::size_t>(runs));
    const auto plain = kept.subspan(decimated.size(), static_cast<std::size_t>(part.length() - runs * bimodal.factor));
    interpolate(decimated, bimodal.factor, samples);
    samples.insert(samples.end(), plain.begin(), plain.end());
    kept = kept.subspan(decimated.size() + plain.size());
  }
  return smoothed(samples, untouched(bimodal, lead, parts));
}

}  // namespace leadwise::io
