#include "given_files.hpp"
#include "js_options.hpp"
#include "leadwise/report_json.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

Result<val> inspected(const val& files, const val& options) {
  const auto identifiers = flag_option(options, "identifiers");
  if (!identifiers)
    return tl::unexpected(identifiers.error());
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  return val(inspect_json(given->name, given->record, *identifiers));
}

val group_to_js(const RecordFiles& group) {
  val object = val::object();
  object.set("name", group.name);
  object.set("parts", array_to_js(group.parts, [](std::size_t part) { return val(part); }));
  return object;
}

}  // namespace

val group(const val& files) {
  const GivenFiles given(files);
  return outcome_to_js(array_to_js(group_records(given.all()), group_to_js));
}

val inspect(const val& files, const val& options) { return outcome_to_js(inspected(files, options)); }

}  // namespace leadwise::wasm
