#include "ingest/read_found.hpp"

#include "support/text_hash.hpp"

#include <algorithm>

namespace leadwise::training {
namespace {

/// Shorter ECGs are never scored: docs/training.md, error_table.inc.
constexpr double kShortestS = 9.5;

std::string hashed(const std::string& text) {
  constexpr std::size_t kDigits = 16;
  return text_sha256(text).substr(0, kDigits);
}

Result<void> check_worth_learning(const EcgRecord& ecg) {
  const auto& channels = ecg.channels;
  if (std::none_of(channels.begin(), channels.end(), [](const Channel& channel) { return channel.lead.has_value(); }))
    return fail(ErrorCode::UnsupportedLeadSet, "none of its channels is a standard lead");
  if (ecg.duration_s() < kShortestS)
    return fail(ErrorCode::TooShort, "it lasts " + std::to_string(ecg.duration_s()) + " s, less than 9.5");
  if (ecg.untried_format)
    return fail(ErrorCode::UntriedFormat, "the format \"" + ecg.format + "\" was never tried on a device's file");
  return {};
}

}  // namespace

Result<Recording> read_found(const FoundRecord& found) {
  ReadOptions options;
  options.age_years = found.listed.age_years;
  options.paced = found.listed.paced;
  auto ecg = cli::read_input(found.input, options);
  if (!ecg)
    return tl::unexpected(ecg.error());
  if (auto worth = check_worth_learning(*ecg); !worth)
    return tl::unexpected(worth.error());
  Recording recording;
  static_cast<RecordFacts&>(recording) = found.listed.facts;
  if (recording.patient.empty())
    recording.patient = recording.database + ":" + (ecg->patient.id ? hashed(*ecg->patient.id) : recording.uid);
  if (!ecg->acquisition_time)
    ecg->acquisition_time = found.listed.time;
  if (!ecg->patient.sex)
    ecg->patient.sex = found.listed.sex;
  recording.ecg = std::move(*ecg);
  return recording;
}

}  // namespace leadwise::training
