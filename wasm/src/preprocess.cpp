#include "given_files.hpp"
#include "leadwise/signal.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

val leads_to_js(const ModelInput& window) {
  val leads = val::array();
  for (std::size_t i = 0; i < window.standardised.leads.size(); ++i) {
    val lead = val::object();
    lead.set("name", text_to_js(lead_name(window.standardised.leads[i])));
    lead.set("samples", float64_to_js(window.standardised.row(i)));
    lead.set("log_sd_mv", window.log_sd_mv[i]);
    leads.call<void>("push", lead);
  }
  return leads;
}

val quality_to_js(const std::vector<LeadQuality>& quality) {
  val object = val::object();
  for (const LeadQuality& lead : quality) {
    val entry = val::object();
    entry.set("usable", !lead.reason);
    entry.set("reason", reason_to_js(lead.reason));
    object.set(std::string(lead_name(lead.lead)), entry);
  }
  return object;
}

val windows_to_js(const PreparedRecord& prepared) {
  val object = val::object();
  object.set("used", prepared.windows.size());
  object.set("skipped", prepared.skipped_windows);
  object.set("unused_s", prepared.unused_s);
  return object;
}

Result<val> preprocessed(const val& files, const val& options) {
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  const auto prepared = prepare_record(given->record, kTwelveLeads);
  if (!prepared)
    return tl::unexpected(prepared.error());
  if (prepared->windows.empty())
    return fail(ErrorCode::MissingSamples, "no 10 s window of the record is usable");
  val object = val::object();
  object.set("sampling_rate_hz", kModelRateHz);
  object.set("leads", leads_to_js(prepared->windows.front()));
  object.set("quality", quality_to_js(prepared->quality));
  object.set("windows", windows_to_js(*prepared));
  return object;
}

}  // namespace

val preprocess(const val& files, const val& options) { return outcome_to_js(preprocessed(files, options)); }

}  // namespace leadwise::wasm
