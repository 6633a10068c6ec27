// leadwise_paper_steps export small|full BATCH STEPS FOLDER
//   writes a case of the published pre-training for PyTorch: start.safetensors, samples.f32, noise.f32.
// leadwise_paper_steps time full BATCH STEPS THREADS
//   times the trainer's own steps on that case. Prints {"loss": [...], "step_ms": [...], "step_cpu_ms": [...]}.
#include <torch/torch.h>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>

#include "network/objective_draws.hpp"
#include "paper_case.hpp"
#include "runs/compute_threads.hpp"
#include "runs/optimizer_step.hpp"
#include "runs/training_run.hpp"
#include "support/file_access.hpp"
#include "support/kept_memory.hpp"

namespace leadwise::training {
namespace {

using testing::PaperCase;

template <class T>
T value_of(Result<T> result) {
  if (result)
    return std::move(*result);
  std::cerr << "leadwise_paper_steps: " << result.error().message << '\n';
  std::exit(1);
}

void write_floats(const std::filesystem::path& path, const std::vector<float>& values) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(float)));
}

void export_case(const PaperCase& paper, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto bytes = value_of(write_weight_file(paper.description, testing::start_weights(paper)));
  std::ofstream(folder / "start.safetensors", std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  write_floats(folder / "samples.f32", testing::case_samples(paper));
  write_floats(folder / "noise.f32", testing::case_noise(paper));
}

TrainingConfig published_config(const std::filesystem::path& configs) {
  const auto bytes = value_of(read_file(configs / "paper.json"));
  return value_of(parse_training_config(nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false)));
}

nlohmann::json time_steps(const PaperCase& paper, const TrainingConfig& config) {
  auto network = value_of(make_network(paper.description, testing::start_weights(paper)));
  const auto optimizer = make_optimizer(network, config, false);
  auto sample_values = testing::case_samples(paper), noise_values = testing::case_noise(paper);
  const auto batch = signed_size(paper.batch), latent = signed_size(paper.description.latent_size);
  const auto samples = torch::from_blob(sample_values.data(), {batch, 12, signed_size(paper.description.samples)});
  const auto noise = torch::from_blob(noise_values.data(), {signed_size(paper.steps), batch, latent});
  const auto settings = objective_settings(config, paper.description, paper.epoch);
  auto draws = draws_for_judging(paper.description, paper.batch, torch::kCPU);
  nlohmann::json losses = nlohmann::json::array(), times = nlohmann::json::array(), cpu = nlohmann::json::array();
  for (std::size_t i = 0; i < paper.steps; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const auto cpu_start = std::clock();
    draws.noise = noise[signed_size(i)];
    const auto objective = pretraining_objective(network, samples, encode(network, samples), settings, draws);
    losses.push_back(objective.total.item<double>());
    step(*optimizer, objective.total, config.gradient_clip);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    cpu.push_back(1000.0 * static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC);
  }
  return {{"loss", losses}, {"step_ms", times}, {"step_cpu_ms", cpu}};
}

std::size_t number(const char* text) { return std::strtoull(text, nullptr, 10); }

int run(const std::vector<const char*>& arguments) {
  const std::string_view what = arguments[1], size = arguments[2];
  auto paper = size == "small" ? testing::small_paper_case() : testing::full_paper_case(1, 1);
  paper.batch = number(arguments[3]);
  paper.steps = number(arguments[4]);
  if (what == "export") {
    export_case(paper, arguments[5]);
    return 0;
  }
  use_threads(number(arguments[5]));
  keep_freed_memory();
  std::cout << time_steps(paper, published_config(LEADWISE_CONFIG_DIR)).dump() << '\n';
  return 0;
}

}  // namespace
}  // namespace leadwise::training

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "usage: leadwise_paper_steps export small|full BATCH STEPS FOLDER\n"
                 "       leadwise_paper_steps time small|full BATCH STEPS THREADS\n";
    return 2;
  }
  return leadwise::training::run({argv, argv + argc});
}
