// leadwise_bench WEIGHTS ROUNDS OUT HEADER...: times reading, preprocessing, measuring, inference and the whole of screening
// on WFDB records of exactly 10 s at 500 Hz with 12 leads, and writes what it computed to the folder OUT, so that its
// peers can be held to it. Prints one JSON object; times are medians over records and rounds, in ms a record;
// null for 0 rounds.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>

#include <nlohmann/json.hpp>

#include "bench_records.hpp"
#include "leadwise/measurement.hpp"
#include "leadwise/report_json.hpp"
#include "leadwise/screener.hpp"
#include "leadwise/weight_file.hpp"

namespace leadwise::bench {
namespace {

[[noreturn]] void stop(const std::string& message) {
  std::cerr << message << '\n';
  std::exit(1);
}

template <class T>
T need(Result<T> result) {
  if (!result)
    stop(std::string(error_name(result.error().code)) + ": " + result.error().message);
  return std::move(*result);
}

/// A record at each stage.
struct Case {
  StoredRecord stored;
  EcgRecord record;
  LeadSamples window_mv;
  ModelInput input;
};

LeadSamples window_of(const EcgRecord& record) {
  LeadSamples window{{kTwelveLeads.begin(), kTwelveLeads.end()}, kWindowSamples, {}};
  for (const Lead lead : kTwelveLeads) {
    const Channel* channel = record.find(lead);
    if (channel == nullptr || channel->samples_mv.size() != kWindowSamples || record.sampling_rate_hz != kModelRateHz)
      stop("a record for the bench has 12 leads of 10 s at 500 Hz");
    window.values.insert(window.values.end(), channel->samples_mv.begin(), channel->samples_mv.end());
  }
  return window;
}

Case make_case(const std::string& header_path) {
  Case made{stored_record(header_path), {}, {}, {}};
  made.record = need(read_record(made.stored.files()));
  made.window_mv = window_of(made.record);
  made.input = need(preprocess_window(made.window_mv));
  return made;
}

double median_ms(const std::vector<Case>& cases, int rounds, const std::function<void(const Case&)>& work) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> times_ms;
  for (int round = -1; round < rounds; ++round) {  // round -1 warms up
    for (const Case& one : cases) {
      const auto start = Clock::now();
      work(one);
      const std::chrono::duration<double, std::milli> spent = Clock::now() - start;
      if (round >= 0)
        times_ms.push_back(spent.count());
    }
  }
  if (times_ms.empty())
    return std::nan("");
  std::nth_element(times_ms.begin(), times_ms.begin() + static_cast<std::ptrdiff_t>(times_ms.size() / 2),
                   times_ms.end());
  return times_ms[times_ms.size() / 2];
}

const HeadDescription& twelve_lead_head(const Model& model) {
  const auto& heads = model.description().heads;
  const auto head =
      std::find_if(heads.begin(), heads.end(), [](const auto& h) { return h.leads.size() == kLeadCount; });
  if (head == heads.end())
    stop("the weights hold no classifier of 12 leads");
  return *head;
}

double infer(Model& model, const ModelInput& input) {
  return need(model.classify(need(model.encode(input)), twelve_lead_head(model))).probability;
}

void screen_whole(Model& model, const Case& one) {
  const EcgRecord record = need(read_record(one.stored.files()));
  screening_json("record", record, need(screen(record, model)), model);
}

/// The same weights in fp32, which is what the peers run.
std::vector<std::uint8_t> in_fp32(const std::vector<std::uint8_t>& weights) {
  WeightFile file = need(read_weight_file(weights));
  file.description.weight_type = WeightType::fp32;
  return need(write_weight_file(file.description, file.tensors));
}

void write_stages(const std::vector<Case>& cases, const std::string& folder) {
  std::vector<double> window_mv, standardised, log_sd_mv;
  const auto append = [](std::vector<double>& all, const std::vector<double>& more) {
    all.insert(all.end(), more.begin(), more.end());
  };
  for (const Case& one : cases) {
    append(window_mv, one.window_mv.values);
    append(standardised, one.input.standardised.values);
    append(log_sd_mv, one.input.log_sd_mv);
  }
  write_doubles(folder + "/window_mv.f64", window_mv);
  write_doubles(folder + "/standardised.f64", standardised);
  write_doubles(folder + "/log_sd_mv.f64", log_sd_mv);
}

nlohmann::ordered_json measure(Model& stored, Model& fp32, const std::vector<Case>& cases, int rounds) {
  const auto probabilities = [&](Model& model) {
    std::vector<double> values;
    for (const Case& one : cases)
      values.push_back(infer(model, one.input));
    return values;
  };
  return {{"probabilities", {{"stored", probabilities(stored)}, {"fp32", probabilities(fp32)}}},
          {"read_ms", median_ms(cases, rounds, [](const Case& one) { need(read_record(one.stored.files())); })},
          {"preprocess_ms", median_ms(cases, rounds, [](const Case& one) { need(preprocess_window(one.window_mv)); })},
          {"measure_ms", median_ms(cases, rounds, [](const Case& one) { need(measure_ecg(one.record)); })},
          {"infer_ms",
           {{"stored", median_ms(cases, rounds, [&](const Case& one) { infer(stored, one.input); })},
            {"fp32", median_ms(cases, rounds, [&](const Case& one) { infer(fp32, one.input); })}}},
          {"screen_ms", median_ms(cases, rounds, [&](const Case& one) { screen_whole(stored, one); })}};
}

int run(const std::vector<std::string>& arguments) {
  if (arguments.size() < 4)
    stop("usage: leadwise_bench WEIGHTS ROUNDS OUT HEADER...");
  const std::vector<std::uint8_t> weights = file_bytes(arguments[0]);
  const std::vector<std::uint8_t> weights_fp32 = in_fp32(weights);
  const std::string& folder = arguments[2];
  std::vector<Case> cases;
  for (std::size_t i = 3; i < arguments.size(); ++i)
    cases.push_back(make_case(arguments[i]));
  write_stages(cases, folder);
  write_bytes(folder + "/weights_fp32.safetensors", weights_fp32);
  Model stored = need(Model::load(weights));
  Model fp32 = need(Model::load(weights_fp32));
  std::cout << measure(stored, fp32, cases, std::atoi(arguments[1].c_str())) << '\n';
  return 0;
}

}  // namespace
}  // namespace leadwise::bench

int main(int argc, char** argv) { return leadwise::bench::run({argv + 1, argv + argc}); }
