#include <utility>

#include "given_files.hpp"
#include "js_options.hpp"
#include "leadwise/simulator.hpp"
#include "output_files.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

constexpr const char* kDefaultName = "simulated";

Result<Imposition> imposition_from_js(const val& options) {
  const auto kind = text_option(options, "kind");
  if (!kind)
    return tl::unexpected(kind.error());
  if (!*kind || **kind == "overload")
    return Imposition::overload;
  if (**kind == "sham")
    return Imposition::sham;
  return fail(ErrorCode::InvalidArgument, "the option kind is \"" + **kind + "\", not overload or sham");
}

Result<EcgRecord> imposed(const val& options, std::uint64_t seed) {
  const auto kind = imposition_from_js(options);
  if (!kind)
    return tl::unexpected(kind.error());
  const auto severity = number_option(options, "severity");
  if (!severity)
    return tl::unexpected(severity.error());
  const auto given = read_given_record(options["onto"], options);
  if (!given)
    return tl::unexpected(given.error());
  const ImpositionSettings settings{*kind, severity->value_or(0.0)};
  return impose_overload(given->record, settings, seed).map([&](EcgRecord&& record) {
    return marked_as_simulated(std::move(record), SimulationBasis::real_ecg, settings);
  });
}

Result<EcgRecord> simulated(const val& options, std::uint64_t seed) {
  const auto settings = simulation_settings_from_js(options);
  if (!settings)
    return tl::unexpected(settings.error());
  const ImpositionSettings overload{Imposition::overload, settings->overload_severity};
  return simulate_ecg(*settings, seed).map([&](SimulatedEcg&& ecg) {
    return marked_as_simulated(std::move(ecg.record), SimulationBasis::parametric, overload);
  });
}

Result<val> simulated_files(const val& options) {
  const auto seed = seed_from_js(options);
  if (!seed)
    return tl::unexpected(seed.error());
  const auto record = options["onto"].isUndefined() ? simulated(options, *seed) : imposed(options, *seed);
  if (!record)
    return tl::unexpected(record.error());
  // The mark is a comment, and comments count as identifying: nothing else that identifies is left in the record.
  return written_to_js(*record, options, kDefaultName, true);
}

}  // namespace

val simulate(const val& options) { return outcome_to_js(simulated_files(options)); }

}  // namespace leadwise::wasm
