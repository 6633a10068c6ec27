#include "json/read_json.hpp"

#include <algorithm>
#include <string>

#include "arrays/find_ecg_array.hpp"
#include "arrays/record_from_arrays.hpp"
#include "fhir/resource_type.hpp"
#include "json/json_arrays.hpp"
#include "json/json_keys.hpp"
#include "leadwise/lead.hpp"
#include "text/calendar_date.hpp"
#include "text/text_lines.hpp"
#include "text/untried_mark.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kSearchedBytes = std::size_t{64} << 10U;

std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  return trim(text.substr(0, kByteOrderMark.size()) == kByteOrderMark ? text.substr(kByteOrderMark.size()) : text);
}

// A number, a missing one, or a list of these begins here.
bool begins_numbers(std::string_view text) {
  while (!text.empty() && text.front() == '[')
    text = trim(text.substr(1));
  return !text.empty() &&
         (text.front() == '-' || (text.front() >= '0' && text.front() <= '9') || text.substr(0, 4) == "null");
}

bool begins_objects(std::string_view text) {
  return text.substr(0, 1) == "[" && trim(text.substr(1)).substr(0, 1) == "{";
}

bool is_samples_key(std::string_view key, std::string_view after_colon) {
  if (key == "leads" && (after_colon.substr(0, 1) == "{" || begins_objects(after_colon)))
    return true;
  return after_colon.substr(0, 1) == "[" && begins_numbers(after_colon) && (is_samples_name(key) || parse_lead(key));
}

// Whether samples stand under any key.
bool has_samples_key(std::string_view text) { return find_json_value(text, is_samples_key).has_value(); }

std::optional<std::string> text_at(const ArrayFile& arrays, std::string_view parent, std::string_view name) {
  for (const ArrayVariable& variable : arrays.variables) {
    if (variable.parent == parent && variable.name == name && variable.texts.size() == 1)
      return variable.texts.front();
  }
  return std::nullopt;
}

// Of the fields that write_json writes those that no other program's file is searched for.
void read_own_fields(const ArrayFile& arrays, EcgRecord& record) {
  record.patient.id = text_at(arrays, "patient", "id");
  record.patient.name = text_at(arrays, "patient", "name");
  record.electrode_placement = text_at(arrays, "", "electrode_placement");
  // As write_json wrote them, were it a year or a time of day alone.
  if (auto time = text_at(arrays, "", "acquisition_time"); time && !iso_moment(*time))
    record.acquisition_time = std::move(time);
  const bool marked = std::any_of(record.comments.begin(), record.comments.end(), is_untried_mark);
  if (const auto source = text_at(arrays, "", "untried_format"); source && !marked)
    record.comments.push_back(untried_mark_of(*source));
}

}  // namespace

bool is_json_record(const FileBytes& file) {
  const std::string_view start = without_mark(as_text(file.bytes.first(std::min(file.bytes.size(), kSearchedBytes))));
  if (start.substr(0, 1) == "[")
    return begins_numbers(start);
  return start.substr(0, 1) == "{" && !fhir_resource_type(start) && has_samples_key(start);
}

Result<EcgRecord> read_json(std::span<const FileBytes> files, const ReadOptions& options) {
  const auto arrays = read_json_arrays(as_text(files.front().bytes));
  if (!arrays)
    return tl::unexpected(arrays.error());
  auto record = record_from_arrays(*arrays, options);
  if (record)
    read_own_fields(*arrays, *record);
  return record;
}

}  // namespace leadwise::io
