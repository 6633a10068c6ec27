#include "network/objective_draws.hpp"

#include <torch/torch.h>
#include <algorithm>
#include <numeric>

#include "network/untrained.hpp"

namespace leadwise::training {
namespace {

std::vector<float> draw_present(const std::vector<Lead>& leads, double dropout, Random& random) {
  std::vector<float> present(leads.size(), 1.0F);
  if (random.uniform() >= dropout)
    return present;
  const bool limb_only = random.uniform() < 0.5;
  const double keep = random.uniform(0.2, 1.0);
  for (std::size_t i = 0; i < leads.size(); ++i)
    present[i] = (limb_only ? is_limb_lead(leads[i]) : random.uniform() < keep) ? 1.0F : 0.0F;
  if (std::count(present.begin(), present.end(), 1.0F) == 0)
    present[random.below(leads.size())] = 1.0F;
  return present;
}

/// Leaves the leads of one group that has any. A mean over the mixture's experts is estimated by one of them without bias, so that
/// a mixture of thousands costs no more than one of two.
void keep_one_group(std::vector<float>& present, const ModelDescription& description, Random& random) {
  std::vector<std::vector<float>> choices;
  for (const auto& group : description.fusion.groups) {
    auto kept = present;
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (std::find(group.begin(), group.end(), description.leads[i]) == group.end())
        kept[i] = 0.0F;
    if (std::count(kept.begin(), kept.end(), 1.0F) > 0)
      choices.push_back(std::move(kept));
  }
  present = choices.at(random.below(choices.size()));
}

torch::Tensor draw_positions(std::size_t leads, std::size_t wanted, Random& random) {
  std::vector<std::int64_t> positions(leads);
  std::iota(positions.begin(), positions.end(), 0);
  for (std::size_t i = leads; i > 1; --i)
    std::swap(positions[i - 1], positions[random.below(i)]);
  positions.resize(std::min(wanted, leads));
  std::sort(positions.begin(), positions.end());
  return torch::tensor(positions);
}

/// An example's draws, a step's, and what heads drop, told apart.
enum Draw : std::uint64_t { of_example, of_step, of_head, draws };

Random generator(const Random& epoch, std::uint64_t number, Draw draw) { return epoch.fork(number * draws + draw); }

}  // namespace

std::vector<Random> example_generators(const BatchPlaces& places, const Random& epoch) {
  std::vector<Random> generators;
  for (const auto place : places.examples)
    generators.push_back(generator(epoch, place, of_head));
  return generators;
}

ObjectiveDraws draw_for_objective(const ModelDescription& description, const TrainingConfig& config,
                                  const BatchPlaces& places, const Random& epoch, const torch::Device& device) {
  const std::size_t leads = description.leads.size(), latent_size = description.latent_size;
  const auto count = signed_size(places.examples.size());
  auto present = torch::empty({count, signed_size(leads)}, torch::kFloat32);
  auto noise = torch::empty({count, signed_size(latent_size)}, torch::kFloat32);
  for (std::size_t i = 0; i < places.examples.size(); ++i) {
    Random random = generator(epoch, places.examples[i], of_example);
    auto row = draw_present(description.leads, config.lead_dropout, random);
    if (draws_one_group(config))
      keep_one_group(row, description, random);
    std::copy(row.begin(), row.end(), present.data_ptr<float>() + i * leads);
    std::generate_n(noise.data_ptr<float>() + i * latent_size, latent_size,
                    [&] { return static_cast<float>(random.normal()); });
  }
  Random random = generator(epoch, places.step, of_step);
  return {present.to(device), noise.to(device), draw_positions(leads, config.decoded_leads, random).to(device)};
}

ObjectiveDraws draws_for_judging(const ModelDescription& description, std::size_t batch, const torch::Device& device) {
  const auto leads = signed_size(description.leads.size()), latent_size = signed_size(description.latent_size);
  return {torch::ones({signed_size(batch), leads}, device), torch::zeros({signed_size(batch), latent_size}, device),
          torch::arange(leads, device)};
}

ObjectiveSettings objective_settings(const TrainingConfig& config, const ModelDescription& description,
                                     std::uint64_t epoch) {
  const double annealed =
      config.annealing_epochs == 0 ? 1.0 : static_cast<double>(epoch) / static_cast<double>(config.annealing_epochs);
  ObjectiveSettings settings;
  const bool baseline = config.method != "ls_emvae";
  settings.kl_of = description.preset == "paper" && !baseline ? KlOf::mean_of_leads : KlOf::posterior;
  settings.latent_of = draws_one_group(config) ? LatentOf::product : LatentOf::fusion;
  settings.reconstruction_weight = config.reconstruction_weight;
  settings.beta = config.beta * std::min(1.0, annealed);
  settings.alignment_weight = baseline ? 0.0 : config.alignment_weight;
  return settings;
}

}  // namespace leadwise::training
