#include "delimited/opensignals_columns.hpp"

#include <algorithm>

#include "delimited/delimited_names.hpp"

namespace leadwise::io {
namespace {

struct Sensors {
  bool opensignals = false;
  std::vector<std::string_view> labels;
};

Sensors find_sensors(std::span<const std::string_view> preface) {
  Sensors sensors;
  for (const std::string_view line : preface) {
    sensors.opensignals = sensors.opensignals || json_list(line, "column");
    if (const auto labels = json_list(line, "label"))
      split_cells(*labels, Delimiter::comma, sensors.labels);
  }
  return sensors;
}

}  // namespace

void leave_out_digital_inputs(std::span<const std::string_view> preface, std::vector<ColumnHeading>& headings,
                              EcgRecord& record) {
  const Sensors sensors = find_sensors(preface);
  const auto is_labelled = [&](const ColumnHeading& heading) {
    return std::find(sensors.labels.begin(), sensors.labels.end(), heading.label) != sensors.labels.end();
  };
  const bool any_labelled = std::any_of(headings.begin(), headings.end(), is_labelled);
  for (ColumnHeading& heading : headings) {
    const bool input = any_labelled ? !is_labelled(heading) : heading.label == "DI";
    if (!sensors.opensignals || heading.role != ColumnRole::voltage || !input)
      continue;
    heading.role = ColumnRole::text;
    record.notes.push_back(
        {ErrorCode::NoEcgChannel, "column " + quoted(heading.label) + " was left out: it is none of the sensors"});
  }
}

}  // namespace leadwise::io
