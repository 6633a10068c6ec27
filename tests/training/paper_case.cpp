#include "paper_case.hpp"

#include <algorithm>

#include "leadwise/random.hpp"
#include "network/untrained.hpp"

namespace leadwise::training::testing {
namespace {

constexpr std::uint64_t kSeed = 2503;

std::vector<float> standard_normal(std::size_t count, std::uint64_t stream) {
  Random random(kSeed, stream);
  std::vector<float> values(count);
  std::generate(values.begin(), values.end(), [&] { return static_cast<float>(random.normal()); });
  return values;
}

}  // namespace

PaperCase small_paper_case() {
  auto paper = full_paper_case(3, 10);
  paper.epoch = 15;
  auto& model = paper.description;
  model.samples = 80;
  model.latent_size = 8;
  model.decoder.layers[0] = Linear{8, 10 * 64};
  model.decoder.layers[1] = Reshape{10, 64};
  return paper;
}

PaperCase full_paper_case(std::size_t batch, std::size_t steps) {
  PaperCase paper;
  paper.description = paper_preset();
  paper.batch = batch;
  paper.steps = steps;
  paper.description.heads.clear();
  return paper;
}

std::map<std::string, FloatTensor> start_weights(const PaperCase& paper) {
  return untrained_tensors(paper.description, kSeed);
}

std::vector<float> case_samples(const PaperCase& paper) {
  return standard_normal(paper.batch * paper.description.leads.size() * paper.description.samples, 1000);
}

std::vector<float> case_noise(const PaperCase& paper) {
  return standard_normal(paper.steps * paper.batch * paper.description.latent_size, 1001);
}

}  // namespace leadwise::training::testing
