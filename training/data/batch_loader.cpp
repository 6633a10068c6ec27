#include "data/batch_loader.hpp"

#include <algorithm>
#include <chrono>

#include "leadwise/random.hpp"
#include "leadwise/simulator.hpp"

namespace leadwise::training {
namespace {

Result<Example> make_example(const RecordSource& source, const ExampleSpec& spec) {
  const auto prepare = [&](const EcgRecord& ecg) {
    return prepare_example(ecg, spec.condition, spec.severity, spec.seed, spec.augmentation);
  };
  if (spec.recording)
    return source.read(*spec.recording).and_then([&](const Recording& recording) { return prepare(recording.ecg); });
  Random random(spec.seed, 2);
  const auto simulated = simulate_ecg(random_simulation_settings(random), spec.seed);
  if (!simulated)
    return tl::unexpected(simulated.error());
  return prepare(simulated->record);
}

void append(Batch& batch, std::size_t position, const ExampleSpec& spec, const Example& example) {
  const auto to_float = [](double value) { return static_cast<float>(value); };
  const auto& values = example.standardised.values;
  batch.positions.push_back(position);
  if (spec.labels.empty())
    batch.labels.push_back(spec.positive() ? 1 : 0);
  batch.labels.insert(batch.labels.end(), spec.labels.begin(), spec.labels.end());
  std::transform(values.begin(), values.end(), std::back_inserter(batch.samples), to_float);
  std::transform(example.log_sd_mv.begin(), example.log_sd_mv.end(), std::back_inserter(batch.log_sd_mv), to_float);
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
    const auto example = make_example(source_, spec);
    if (example)
      append(batch, i, spec, *example);
    else
      batch.refused.push_back({spec.recording ? name_of(source_, *spec.recording) : "simulated", example.error()});
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
