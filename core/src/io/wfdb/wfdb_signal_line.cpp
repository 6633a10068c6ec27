#include <cmath>

#include "text/number_text.hpp"
#include "text/text_lines.hpp"
#include "text/voltage_unit.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// WFDB integers are 32 bits wide; what lies beyond is a damaged header, and would cost digits as a double.
constexpr std::int64_t kLargestStatedAdu = std::int64_t{1} << 32;

std::string where(const WfdbSignal& signal) { return "WFDB header, signal line of " + quoted(signal.file_name) + ": "; }

tl::unexpected<Error> malformed(std::string_view file, const WfdbSignal& signal, std::string_view field,
                                std::string_view token) {
  return fail(ErrorCode::InvalidHeader,
              where(signal) + "the " + std::string(field) + " " + quoted(token) + " cannot be read",
              offset_in(file, token));
}

// Takes the digits that follow `marker` off the front of `rest`; leaves `value` alone where the marker is not there.
bool take_marked(std::string_view& rest, char marker, std::uint64_t& value) {
  if (rest.empty() || rest.front() != marker)
    return true;
  const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
  const auto number = parse_unsigned(rest.substr(1, end - 1));
  rest.remove_prefix(end);
  if (number)
    value = *number;
  return number.has_value();
}

// "16", "212x2", "16:3", "16+24", and the three behind one another.
bool parse_format(std::string_view token, WfdbSignal& signal) {
  const std::size_t end = std::min(token.find_first_not_of("0123456789"), token.size());
  const auto format = parse_unsigned(token.substr(0, end));
  std::string_view rest = token.substr(end);
  if (!format || !take_marked(rest, 'x', signal.samples_per_frame) || !take_marked(rest, ':', signal.skew_frames) ||
      !take_marked(rest, '+', signal.preamble_bytes)) {
    return false;
  }
  signal.format = *format;
  return rest.empty() && signal.samples_per_frame > 0 && signal.samples_per_frame <= kMaxSamplesPerFrame;
}

std::optional<std::int64_t> parse_adu(std::string_view token) {
  const auto value = parse_integer(token);
  return value && *value >= -kLargestStatedAdu && *value <= kLargestStatedAdu ? value : std::nullopt;
}

// "200", "200/mV", "200(1024)", "1.052e+04(-3)/uV".
Result<void> parse_gain(std::string_view file, std::string_view token, WfdbSignal& signal) {
  const std::size_t slash = token.find('/');
  if (slash != std::string_view::npos)
    signal.units = token.substr(slash + 1);
  std::string_view number = token.substr(0, slash);
  if (const std::size_t open = number.find('('); open != std::string_view::npos) {
    if (number.back() != ')')
      return malformed(file, signal, "baseline", number);
    signal.baseline_adu = parse_adu(number.substr(open + 1, number.size() - open - 2));
    if (!signal.baseline_adu)
      return malformed(file, signal, "baseline", number);
    number = number.substr(0, open);
  }
  signal.gain = parse_double(number);
  // A null signal has no gain, nor need a thermometer; a lead with a gain of 0 has amplitudes that nobody knows.
  const bool is_voltage = signal.units.empty() || units_per_millivolt(signal.units).has_value();
  const bool may_be_zero = signal.is_null() || !is_voltage;
  if (!signal.gain || !std::isfinite(*signal.gain) || (*signal.gain == 0.0 && !may_be_zero)) {
    return fail(ErrorCode::InvalidGain, where(signal) + "the gain " + quoted(number) + " is no number other than 0",
                offset_in(file, token));
  }
  return {};
}

// The whole numbers behind the gain, in their order.
Result<void> parse_whole_numbers(std::string_view file, std::string_view& rest, WfdbSignal& signal) {
  std::optional<std::int64_t> adc_resolution, adc_zero, block_size;
  const struct {
    std::string_view name;
    std::optional<std::int64_t>* value;
  } fields[] = {{"ADC resolution", &adc_resolution},
                {"ADC zero", &adc_zero},
                {"initial value", &signal.initial_value_adu},
                {"checksum", &signal.checksum},
                {"block size", &block_size}};
  for (const auto& field : fields) {
    const std::string_view token = take_token(rest);
    if (token.empty())
      break;
    *field.value = parse_adu(token);
    if (!*field.value)
      return malformed(file, signal, field.name, token);
    ++signal.optional_fields;
  }
  signal.adc_zero_adu = adc_zero.value_or(0);
  return {};
}

}  // namespace

Result<WfdbSignal> parse_wfdb_signal_line(std::string_view file, std::string_view line) {
  WfdbSignal signal;
  signal.offset = offset_in(file, line);
  std::string_view rest = line;
  signal.file_name = take_token(rest);
  const std::string_view format = take_token(rest);
  if (format.empty()) {
    return fail(ErrorCode::InvalidHeader, where(signal) + "it names no storage format", signal.offset);
  }
  if (!parse_format(format, signal))
    return malformed(file, signal, "storage format", format);
  if (const std::string_view gain = take_token(rest); !gain.empty()) {
    if (auto parsed = parse_gain(file, gain, signal); !parsed)
      return tl::unexpected(parsed.error());
    ++signal.optional_fields;
  }
  if (auto parsed = parse_whole_numbers(file, rest, signal); !parsed)
    return tl::unexpected(parsed.error());
  signal.description = trim(rest);
  return signal;
}

}  // namespace leadwise::io
