#include <algorithm>

#include "commands.hpp"
#include "inputs/inputs.hpp"
#include "leadwise/signal.hpp"
#include "output.hpp"
#include "read_options.hpp"

namespace leadwise::cli {
namespace {

struct PreprocessOptions {
  std::string path;
  OutputRequest output{"csv", {}};
  ReadOptions reading;
};

/// The model's input in the shape of a record, so that one writer serves both. Its values are standard
/// deviations, not mV.
EcgRecord as_record(const LeadSamples& samples) {
  EcgRecord record;
  record.format = "preprocessed";
  record.sampling_rate_hz = kModelRateHz;
  for (std::size_t i = 0; i < samples.leads.size(); ++i) {
    const auto row = samples.row(i);
    record.channels.push_back({.label = std::string(lead_name(samples.leads[i])),
                               .lead = samples.leads[i],
                               .samples_mv = {row.begin(), row.end()}});
  }
  return record;
}

Result<EcgRecord> preprocess(const Input& input, const PreprocessOptions& options) {
  const auto record = read_input(input, options.reading);
  if (!record)
    return tl::unexpected(record.error());
  const auto prepared = prepare_record(*record, kTwelveLeads);
  if (!prepared)
    return tl::unexpected(prepared.error());
  const auto first_reason = std::find_if(prepared->quality.begin(), prepared->quality.end(),
                                         [](const LeadQuality& lead) { return lead.reason.has_value(); });
  if (prepared->windows.empty())
    return tl::unexpected(*first_reason->reason);
  for (const LeadQuality& lead : prepared->quality) {
    if (!lead.reason)
      continue;
    print_error(input.name + ": lead " + std::string(lead_name(lead.lead)) + " is left out", *lead.reason);
  }
  return as_record(prepared->windows.front().standardised);
}

int run_preprocess(const PreprocessOptions& options) {
  const Inputs inputs = find_inputs({options.path});
  report_skipped(inputs);
  if (inputs.records.size() != 1) {
    print_error(options.path, {ErrorCode::InvalidArgument, "one record is preprocessed at a time"});
    return kSomeFailed;
  }
  const auto prepared = preprocess(inputs.records.front(), options);
  if (prepared)
    return write_output(*prepared, options.output, inputs.records, options.path);
  print_error(options.path, prepared.error());
  return kSomeFailed;
}

}  // namespace

void add_preprocess_command(CLI::App& app, int& status) {
  auto options = std::make_shared<PreprocessOptions>();
  CLI::App* command = app.add_subcommand("preprocess", "Write the model's input, lead by lead, of the first window");
  command->add_option("FILE", options->path, "ECG file")->required();
  command->add_option("--to", options->output.format, "Format to write")->check(CLI::IsMember({"csv"}));
  add_output_option(*command, options->output.out, "File to write")->required();
  add_read_options(*command, options->reading);
  command->callback([options, &status] { status = run_preprocess(*options); });
}

}  // namespace leadwise::cli
