#include "leadwise/measurement.hpp"

#include "given_files.hpp"
#include "js_options.hpp"
#include "leadwise/report_json.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

Result<val> measured(const val& files, const val& options) {
  const auto bedside = bedside_values_from_js(options);
  if (!bedside)
    return tl::unexpected(bedside.error());
  const auto beat_samples = flag_option(options, "beat_samples");
  if (!beat_samples)
    return tl::unexpected(beat_samples.error());
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  const auto measurement = measure_ecg(given->record, *bedside);
  if (!measurement)
    return tl::unexpected(measurement.error());
  const auto samples = *beat_samples ? BeatSamples::given : BeatSamples::left_out;
  return val(measure_json(given->name, given->record, *measurement, samples));
}

}  // namespace

val measure(const val& files, const val& options) { return outcome_to_js(measured(files, options)); }

}  // namespace leadwise::wasm
