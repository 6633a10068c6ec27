#include "edf/edf_digits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "edf/edf_number.hpp"
#include "edf/edf_scale.hpp"
#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"

namespace leadwise::io {
namespace {

constexpr std::array<std::string_view, 4> kUnits = {"uV", "mV", "nV", "V"};

constexpr double kSmallestAdu = -32768.0;
constexpr double kLargestAdu = 32767.0;

struct Range {
  double lowest = 0.0;
  double highest = 0.0;
};

Range range_of(const Channel& channel) {
  Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const double sample_mv : channel.samples_mv) {
    if (std::isnan(sample_mv))
      continue;
    range = {std::min(range.lowest, sample_mv), std::max(range.highest, sample_mv)};
  }
  return range;
}

double per_millivolt(std::string_view unit) { return units_per_millivolt(unit).value_or(1.0); }

double number(const std::string& text) { return parse_double(text).value_or(0.0); }

double step_mv(const EdfStatedScale& scale) {
  return (number(scale.physical_maximum) - number(scale.physical_minimum)) /
         (scale.digital_maximum - scale.digital_minimum) / per_millivolt(scale.unit);
}

/// What the reader makes of the stated scale.
bool is_usable(const EdfStatedScale& scale) {
  const double step = step_mv(scale);
  const double lowest_mv = number(scale.physical_minimum) / per_millivolt(scale.unit);
  return is_usable_edf_scale({step, scale.digital_minimum - lowest_mv / step,
                              static_cast<double>(scale.digital_minimum), static_cast<double>(scale.digital_maximum)});
}

struct Candidate {
  EdfStatedScale scale;
  /// How far the stated ends are from the true ones, in steps.
  double error_adu = 0.0;
};

/// The channel's own integers with that unit and digital range.
std::optional<Candidate> own_scale(const Channel& channel, std::string_view unit, const Range& adu) {
  const double step = channel.resolution_mv * per_millivolt(unit);
  const double lowest = (adu.lowest - channel.baseline_adu) * step,
               highest = (adu.highest - channel.baseline_adu) * step;
  const auto minimum = edf_number(lowest, Rounding::nearest), maximum = edf_number(highest, Rounding::nearest);
  if (!minimum || !maximum || !(number(*minimum) < number(*maximum)))
    return std::nullopt;
  const double error = std::max(std::abs(number(*minimum) - lowest), std::abs(number(*maximum) - highest)) / step;
  return Candidate{
      {unit, *minimum, *maximum, static_cast<std::int32_t>(adu.lowest), static_cast<std::int32_t>(adu.highest)}, error};
}

/// The digital range that the samples take up, no matter whether 16 bits hold it.
Range used_range(const Channel& channel) {
  const Range mv = range_of(channel);
  Range adu{std::round(mv.lowest / channel.resolution_mv + channel.baseline_adu),
            std::round(mv.highest / channel.resolution_mv + channel.baseline_adu)};
  if (adu.lowest == adu.highest)
    adu.lowest < kLargestAdu ? adu.highest += 1.0 : adu.lowest -= 1.0;
  return adu;
}

std::optional<EdfStatedScale> choose_own_scale(const Channel& channel) {
  constexpr double kLargestError = 0.01;
  if (!(channel.resolution_mv > 0.0))
    return std::nullopt;
  const Range used = used_range(channel);
  if (!(used.lowest >= kSmallestAdu && used.highest <= kLargestAdu))
    return std::nullopt;
  const std::array<Range, 4> ranges = {
      Range{kSmallestAdu, kLargestAdu}, {-32000.0, 32000.0}, {-10000.0, 10000.0}, used};
  std::optional<Candidate> best;
  for (const std::string_view unit : kUnits) {
    for (const Range& range : ranges) {
      if (used.lowest < range.lowest || used.highest > range.highest)
        continue;
      auto candidate = own_scale(channel, unit, range);
      // What is exact but for the last digit of a double is as good as what is exact.
      if (candidate && is_usable(candidate->scale) && (!best || candidate->error_adu < best->error_adu - 1e-6))
        best = std::move(candidate);
    }
  }
  return best && best->error_adu < kLargestError ? std::optional(best->scale) : std::nullopt;
}

std::optional<EdfStatedScale> finest_scale_in(const Range& mv, std::string_view unit) {
  const auto minimum = edf_number(mv.lowest * per_millivolt(unit), Rounding::down),
             maximum = edf_number(mv.highest * per_millivolt(unit), Rounding::up);
  if (!minimum || !maximum || !(number(*minimum) < number(*maximum)))
    return std::nullopt;
  return EdfStatedScale{unit, *minimum, *maximum, static_cast<std::int32_t>(kSmallestAdu),
                        static_cast<std::int32_t>(kLargestAdu)};
}

}  // namespace

Result<EdfStatedScale> choose_edf_scale(const Channel& channel) {
  if (auto own = choose_own_scale(channel))
    return *own;
  Range mv = range_of(channel);
  if (mv.lowest == mv.highest) {
    const double margin = std::max(std::abs(mv.lowest) * 1e-3, 1e-3);
    mv = {mv.lowest - margin, mv.highest + margin};
  }
  std::optional<EdfStatedScale> finest;
  for (const std::string_view unit : kUnits) {
    auto scale = finest_scale_in(mv, unit);
    if (scale && is_usable(*scale) && (!finest || step_mv(*scale) < step_mv(*finest)))
      finest = std::move(scale);
  }
  if (finest)
    return *finest;
  return fail(ErrorCode::InvalidGain,
              "EDF cannot express the amplitudes of " + quoted(channel_name(channel)) + ", up to " +
                  number_text(std::max(std::abs(mv.lowest), std::abs(mv.highest))) + " mV, in eight characters");
}

std::vector<std::int16_t> digitise_for_edf(const Channel& channel, const EdfStatedScale& scale) {
  const double step = step_mv(scale);
  const double lowest_mv = number(scale.physical_minimum) / per_millivolt(scale.unit);
  std::vector<std::int16_t> samples_adu;
  samples_adu.reserve(channel.samples_mv.size());
  for (const double sample_mv : channel.samples_mv) {
    const double adu = std::round((sample_mv - lowest_mv) / step) + scale.digital_minimum;
    const double within =
        std::clamp(adu, static_cast<double>(scale.digital_minimum), static_cast<double>(scale.digital_maximum));
    samples_adu.push_back(std::isnan(adu) ? std::int16_t{0} : static_cast<std::int16_t>(within));
  }
  return samples_adu;
}

}  // namespace leadwise::io
