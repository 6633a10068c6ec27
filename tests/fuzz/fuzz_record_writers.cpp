#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include <fuzzer/FuzzedDataProvider.h>

#include "writer_promises.hpp"

namespace {

double drawn_rate_hz(FuzzedDataProvider& input) {
  constexpr std::array kUsual = {500.0, 1000.0, 250.0, 360.0, 999.5, 1000.0 / 3.0, 0.5};
  if (input.ConsumeBool())
    return input.PickValueInArray(kUsual);
  const double samples = input.ConsumeIntegralInRange(1, 100000), seconds = input.ConsumeIntegralInRange(1, 100000);
  return samples / seconds;
}

// The standard leads come by their names, each at most once; any other channel may be named like one.
leadwise::Channel drawn_channel(FuzzedDataProvider& input, const leadwise::EcgRecord& record) {
  leadwise::Channel channel;
  channel.label = input.ConsumeBool() ? std::string(leadwise::lead_name(input.PickValueInArray(leadwise::kTwelveLeads)))
                                      : input.ConsumeRandomLengthString(40);
  channel.lead = input.ConsumeBool() ? leadwise::parse_lead(channel.label) : std::nullopt;
  if (channel.lead && record.find(*channel.lead) != nullptr)
    channel.lead = std::nullopt;
  constexpr std::array kSteps = {0.0, 0.005, 0.001, 1.0 / 200.0, 0.00488, 1e-6, 1.0};
  channel.resolution_mv = input.PickValueInArray(kSteps);
  channel.baseline_adu = channel.resolution_mv > 0.0 ? input.ConsumeIntegral<std::int16_t>() : 0.0;
  return channel;
}

// Whole steps, or anything down to a millionth; missing where the byte says so.
double drawn_sample_mv(FuzzedDataProvider& input, const leadwise::Channel& channel) {
  const auto kind = input.ConsumeIntegral<std::uint8_t>();
  if (kind >= 250)
    return std::numeric_limits<double>::quiet_NaN();
  const double whole = input.ConsumeIntegral<std::int16_t>();
  if (channel.resolution_mv > 0.0 && kind < 200)
    return whole * channel.resolution_mv;
  return kind < 240 ? whole * 1e-6 : whole * std::ldexp(1.0, kind - 230);
}

leadwise::EcgRecord drawn_record(FuzzedDataProvider& input) {
  constexpr int kMostChannels = 14, kMostSamples = 60;
  leadwise::EcgRecord record;
  record.format = "drawn";
  record.sampling_rate_hz = drawn_rate_hz(input);
  const int channels = input.ConsumeIntegralInRange(1, kMostChannels);
  const int samples = input.ConsumeIntegralInRange(1, kMostSamples);
  for (int c = 0; c < channels; ++c) {
    leadwise::Channel channel = drawn_channel(input, record);
    for (int i = 0; i < samples; ++i)
      channel.samples_mv.push_back(drawn_sample_mv(input, channel));
    record.channels.push_back(std::move(channel));
  }
  return record;
}

void add_context(FuzzedDataProvider& input, leadwise::EcgRecord& record) {
  if (input.ConsumeBool())
    record.paced = input.ConsumeBool();
  if (input.ConsumeBool())
    record.patient.age_years = input.ConsumeIntegralInRange(0, 1000) / 8.0;
  record.patient.name = input.ConsumeRandomLengthString(30);
  record.patient.birth_date = input.ConsumeRandomLengthString(12);
  record.acquisition_time = input.ConsumeRandomLengthString(30);
  record.comments.push_back(input.ConsumeRandomLengthString(40));
  record.annotations.push_back(
      {input.ConsumeIntegralInRange(-10, 100) / 8.0, std::nullopt, std::nullopt, input.ConsumeRandomLengthString(20)});
}

}  // namespace

// Input: a writer, and what a record is drawn from that it writes and its reader reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  const auto check = input.PickValueInArray(leadwise::fuzz::kWriterChecks);
  leadwise::EcgRecord record = drawn_record(input);
  add_context(input, record);
  leadwise::fuzz::check_record(record);
  check(record);
  return 0;
}
