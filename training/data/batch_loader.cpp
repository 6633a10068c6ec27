#include "data/batch_loader.hpp"

#include <algorithm>
#include <chrono>

#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise::training {
namespace {

/// Of what stands in a file nothing is known then, so it cannot be left out as unfit.
bool is_of_the_files(const Error& error) {
  return error.code == ErrorCode::FileNotReadable || error.code == ErrorCode::MissingFile ||
         error.code == ErrorCode::TruncatedData;
}

Result<Example> make_example(const RecordSource& source, const ExampleSpec& spec, std::span<const Lead> leads) {
  const auto prepare = [&](const EcgRecord& ecg) {
    return prepare_example(ecg, spec.condition, spec.severity, spec.seed, spec.augmentation, leads);
  };
  if (spec.recording)
    return source.read(*spec.recording).and_then([&](const Recording& recording) { return prepare(recording.ecg); });
  Random random(spec.seed, 2);
  const auto simulated = simulate_ecg(random_simulation_settings(random), spec.seed);
  if (!simulated)
    return tl::unexpected(simulated.error());
  return prepare(simulated->record);
}

/// Each lead in its place among the twelve.
void append_leads(Batch& batch, const Example& example) {
  const auto& standardised = example.standardised;
  const std::size_t first = batch.log_sd_mv.size();
  batch.log_sd_mv.resize(first + kLeadCount);
  batch.samples.resize((first + kLeadCount) * kWindowSamples);
  for (std::size_t i = 0; i < standardised.leads.size(); ++i) {
    const std::size_t place = first + lead_index(standardised.leads[i]);
    const auto* row = &standardised.row(i)[0];
    std::transform(row, row + kWindowSamples, batch.samples.data() + place * kWindowSamples,
                   [](double value) { return static_cast<float>(value); });
    batch.log_sd_mv[place] = static_cast<float>(example.log_sd_mv[i]);
  }
}

void append(Batch& batch, std::size_t position, const ExampleSpec& spec, const Example& example) {
  batch.positions.push_back(position);
  if (spec.labels.empty())
    batch.labels.push_back(spec.positive() ? 1 : 0);
  batch.labels.insert(batch.labels.end(), spec.labels.begin(), spec.labels.end());
  append_leads(batch, example);
}

}  // namespace

BatchLoader::BatchLoader(const RecordSource& source, ExamplePlan plan, std::size_t batch_size, std::size_t threads)
    : source_(source), plan_(std::move(plan)), batch_size_(batch_size) {
  for (std::size_t i = 0; i < threads; ++i)
    start_one();
}

void BatchLoader::start_one() {
  if (started_ >= plan_.size)
    return;
  ahead_.push_back(std::async(std::launch::async, [this, first = started_] { return make_batch(first); }));
  started_ += batch_size_;
}

Batch BatchLoader::make_batch(std::size_t first) const {
  Batch batch;
  const std::size_t last = std::min(first + batch_size_, plan_.size);
  batch.samples.reserve((last - first) * kLeadCount * kWindowSamples);
  for (std::size_t i = first; i < last; ++i) {
    const auto spec = plan_.at(i);
    const auto example = make_example(source_, spec, plan_.leads);
    if (example) {
      append(batch, i, spec, *example);
    } else if (is_of_the_files(example.error())) {
      batch.unreadable = example.error();
      break;
    } else {
      batch.refused.push_back({spec.recording ? name_of(source_, *spec.recording) : "simulated", example.error()});
    }
  }
  return batch;
}

std::optional<Batch> BatchLoader::next() {
  if (ahead_.empty())
    return std::nullopt;
  const auto start = std::chrono::steady_clock::now();
  Batch batch = ahead_.front().get();
  waited_s_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  ahead_.pop_front();
  start_one();
  return batch;
}

}  // namespace leadwise::training
