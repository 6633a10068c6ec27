#include "matlab/labchart_channels.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

ArrayVariable* find_variable(ArrayFile& file, std::string_view name, bool texts) {
  for (ArrayVariable& variable : file.variables) {
    if (variable.parent.empty() && variable.name == name && variable.holds_texts == texts)
      return &variable;
  }
  return nullptr;
}

tl::unexpected<Error> labchart_error(ErrorCode code, const ArrayVariable& variable, std::string_view why) {
  return fail(code, "LabChart's MATLAB export: " + std::string(why), variable.offset);
}

bool is_whole(double number) { return number == std::trunc(number) && std::abs(number) < 1e15; }

// How many samples each channel has.
Result<std::uint64_t> common_length(const ArrayVariable& data, const ArrayVariable& starts, const ArrayVariable& ends) {
  const std::uint64_t channels = element_count(starts.shape), samples = element_count(data.shape);
  const double length = number_at(ends, 0) - number_at(starts, 0) + 1.0;
  for (std::uint64_t i = 0; i < channels; ++i) {
    const double first = number_at(starts, i), last = number_at(ends, i);
    if (!is_whole(first) || !is_whole(last) || last > static_cast<double>(samples))
      return labchart_error(ErrorCode::InvalidHeader, starts, "datastart and dataend lie outside the data");
    if (!(length >= 1.0) || last - first + 1.0 != length || first != static_cast<double>(i) * length + 1.0)
      return labchart_error(ErrorCode::UnsupportedFormat, starts,
                            "channels of different lengths, or not one behind the other, are not read");
  }
  if (static_cast<double>(channels) * length != static_cast<double>(samples))
    return labchart_error(ErrorCode::InvalidHeader, data, "there are samples of no channel");
  return static_cast<std::uint64_t>(length);
}

Result<void> keep_one_rate(ArrayVariable& rates) {
  for (std::uint64_t i = 1; i < element_count(rates.shape); ++i) {
    if (number_at(rates, i) != number_at(rates, 0))
      return labchart_error(ErrorCode::UnsupportedFormat, rates, "channels of different sampling rates are not read");
  }
  rates.shape = {1, 1};
  rates.numbers = rates.numbers.first(rates.type.bytes);
  return {};
}

// A unit each; "unittextmap" counts the rows of "unittext" from 1, and says -1 where a channel has none.
std::optional<std::vector<std::string>> units_of_channels(const ArrayVariable& units, const ArrayVariable& map,
                                                          std::uint64_t channels) {
  if (element_count(map.shape) != channels)
    return std::nullopt;
  std::vector<std::string> texts;
  for (std::uint64_t i = 0; i < channels; ++i) {
    const double row = number_at(map, i);
    const bool known = is_whole(row) && row >= 1.0 && row <= static_cast<double>(units.texts.size());
    texts.push_back(known ? units.texts[static_cast<std::size_t>(row) - 1] : "none");
  }
  return texts;
}

}  // namespace

Result<void> cut_labchart_channels(ArrayFile& file) {
  ArrayVariable* data = find_variable(file, "data", false);
  const ArrayVariable* starts = find_variable(file, "datastart", false);
  const ArrayVariable* ends = find_variable(file, "dataend", false);
  if (data == nullptr || starts == nullptr || ends == nullptr)
    return {};
  const std::uint64_t channels = element_count(starts->shape);
  ArrayVariable* titles = find_variable(file, "titles", true);
  if (channels == 0 || element_count(ends->shape) != channels)
    return labchart_error(ErrorCode::InvalidHeader, *starts, "datastart and dataend differ in size");
  if (titles != nullptr && !starts->shape.empty() && starts->shape.front() == titles->texts.size() &&
      channels > titles->texts.size())
    return labchart_error(ErrorCode::UnsupportedFormat, *starts, "recordings of several blocks are not read");
  if (titles == nullptr || titles->texts.size() != channels)
    return labchart_error(ErrorCode::InvalidHeader, *starts, "there is not one title for each channel");
  if (data->type.kind != NumberKind::real)
    return labchart_error(ErrorCode::UnsupportedFormat, *data, "samples that are not scaled are not read");
  if (channels > kMaxChannels)
    return labchart_error(ErrorCode::TooLarge, *starts, "more than 64 channels");
  const auto length = common_length(*data, *starts, *ends);
  if (!length)
    return tl::unexpected(length.error());
  if (ArrayVariable* rates = find_variable(file, "samplerate", false);
      rates != nullptr && element_count(rates->shape) > 1) {
    if (auto kept = keep_one_rate(*rates); !kept)
      return kept;
  }
  ArrayVariable* units = find_variable(file, "unittext", true);
  const ArrayVariable* map = find_variable(file, "unittextmap", false);
  auto of_channels = units != nullptr && map != nullptr ? units_of_channels(*units, *map, channels) : std::nullopt;
  if (of_channels) {
    units->texts = std::move(*of_channels);
    units->name = "units";
  }
  titles->name = "lead_names";
  data->shape = {*length, channels};
  data->first_index_fastest = true;
  return {};
}

}  // namespace leadwise::io
