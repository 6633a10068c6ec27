#include "doubted_leads.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "leadwise/signal.hpp"

namespace leadwise {
namespace {

/// A lead's end is nearer to zero where the device takes the electrode's offset off.
constexpr double kLargestPaddedOffsetMv = 0.5;
/// More than twice as long as a QRS complex, so that the median is none of its samples.
constexpr double kEndS = 0.4;

/// Zeros fill a shorter recording up to ten seconds, as published.
bool is_padded(const EcgRecord& record) {
  return std::round(record.duration_s() * kModelRateHz) < static_cast<double>(kWindowSamples);
}

/// The median of the last samples that are there, whose last one fills what is missing behind it; 0 where none is.
double end_mv(std::vector<double> samples_mv, double sampling_rate_hz) {
  std::erase_if(samples_mv, [](double sample_mv) { return std::isnan(sample_mv); });
  if (samples_mv.empty())
    return 0.0;
  const auto count = std::min(samples_mv.size(), static_cast<std::size_t>(std::ceil(kEndS * sampling_rate_hz)));
  const auto middle = samples_mv.end() - static_cast<std::ptrdiff_t>(count / 2 + 1);
  std::nth_element(samples_mv.end() - static_cast<std::ptrdiff_t>(count), middle, samples_mv.end());
  return *middle;
}

/// A lead that has kept its electrode's offset, or has drifted away, steps to the zeros.
std::optional<Error> padding_doubt(const EcgRecord& record, Lead lead) {
  auto samples_mv = derive_lead(record, lead);
  const double offset_mv = samples_mv ? std::fabs(end_mv(*std::move(samples_mv), record.sampling_rate_hz)) : 0.0;
  if (!(offset_mv > kLargestPaddedOffsetMv))
    return std::nullopt;
  std::string message = std::string("lead ").append(lead_name(lead)).append(" ends about ");
  message.append(std::to_string(std::lround(offset_mv)))
      .append(" mV from zero: the zeros that fill 10 s up are a step");
  return Error{ErrorCode::PaddingStep, std::move(message)};
}

std::optional<Error> measured_doubt(const SignalQuality& measured, Lead lead) {
  const auto found = std::find_if(measured.leads.begin(), measured.leads.end(),
                                  [lead](const LeadQuality& quality) { return quality.lead == lead; });
  return found != measured.leads.end() ? found->reason : std::nullopt;
}

}  // namespace

std::vector<LeadQuality> find_doubted_leads(const EcgRecord& record, const SignalQuality& measured,
                                            std::span<const Lead> scored) {
  std::vector<LeadQuality> doubted;
  for (const Lead lead : scored) {
    auto doubt = measured_doubt(measured, lead);
    if (!doubt && is_padded(record))
      doubt = padding_doubt(record, lead);
    if (doubt)
      doubted.push_back({lead, std::move(doubt)});
  }
  return doubted;
}

Error doubt_warning(const std::optional<Error>& of_recording, std::span<const LeadQuality> leads) {
  std::string message = "do not rely on the score: ";
  if (of_recording)
    return {ErrorCode::DoubtfulScore,
            message + "measuring finds the recording unusable (" + of_recording->message + ")"};
  message += "leads on which it rests are unusable (";
  for (const LeadQuality& lead : leads)
    message.append(&lead == &leads.front() ? "" : "; ").append(lead.reason->message);
  return {ErrorCode::DoubtfulScore, message + ")"};
}

}  // namespace leadwise
