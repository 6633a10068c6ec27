#include <algorithm>

#include "explain/head_input.hpp"
#include "explain/integrate_path.hpp"
#include "explain/points_at_once.hpp"
#include "leadwise/attribution.hpp"

namespace leadwise {

Explainer::Explainer(std::unique_ptr<const nn::StoredModel> stored) : stored_(std::move(stored)) {}
Explainer::Explainer(Explainer&&) noexcept = default;
Explainer& Explainer::operator=(Explainer&&) noexcept = default;
Explainer::~Explainer() = default;

Result<Explainer> Explainer::open(std::span<const std::uint8_t> safetensors) {
  auto stored = nn::StoredModel::open(safetensors);
  if (!stored)
    return tl::unexpected<Error>(stored.error());
  return Explainer(std::make_unique<const nn::StoredModel>(std::move(*stored)));
}

const ModelDescription& Explainer::description() const { return stored_->description(); }

Result<Attribution> Explainer::attribute(const ModelInput& input, const ModelInput& baseline,
                                         const HeadDescription& head) const {
  const auto& heads = description().heads;
  const auto own = std::find_if(heads.begin(), heads.end(), [&](const auto& known) { return known.id == head.id; });
  if (own == heads.end())
    return fail(ErrorCode::NoSuchHead, "the model has no head " + head.id);
  const auto to = nn::head_input(input, *own, description().samples);
  if (!to)
    return tl::unexpected<Error>(to.error());
  const auto from = nn::head_input(baseline, *own, description().samples);
  if (!from)
    return tl::unexpected<Error>(from.error());
  const auto at_once = nn::points_at_once(description(), own->leads.size());
  if (!at_once)
    return tl::unexpected<Error>(at_once.error());
  nn::PathGradient gradient(*stored_, *own, *from, *to);
  return nn::integrate_path(gradient, *from, *to, *at_once);
}

}  // namespace leadwise
