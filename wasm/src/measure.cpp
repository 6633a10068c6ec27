#include "leadwise/measurement.hpp"

#include "given_files.hpp"
#include "js_options.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

Result<val> measured(const val& files, const val& options) {
  const auto request = measuring_request_from_js(options);
  if (!request)
    return tl::unexpected(request.error());
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  const auto measurement = measure_ecg(given->record, request->bedside);
  if (!measurement)
    return tl::unexpected(measurement.error());
  return val(measure_json(given->name, given->record, *measurement, request->beat_samples));
}

}  // namespace

val measure(const val& files, const val& options) { return outcome_to_js(measured(files, options)); }

}  // namespace leadwise::wasm
