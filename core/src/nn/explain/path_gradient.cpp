#include "explain/path_gradient.hpp"

#include "explain/encoder_pass.hpp"
#include "finite.hpp"
#include "model_description_check.hpp"

namespace leadwise::nn {
namespace {

double between(double from, double to, double place) { return from + place * (to - from); }

StackPass load_head(const StoredModel& stored, const HeadDescription& head) {
  const auto input = vector_shape(head_input_width(stored.description(), head));
  return StackPass::load(head.layers, input, stored, "head." + head.id);
}

}  // namespace

PathGradient::PathGradient(const StoredModel& stored, const HeadDescription& head, const ModelInput& from,
                           const ModelInput& to)
    : stored_(stored),
      description_(head),
      from_(from),
      to_(to),
      head_(load_head(stored, head)),
      sample_sums_(to.standardised.values.size(), 0.0),
      log_sd_sums_(head.leads.size(), 0.0) {}

std::size_t PathGradient::lead_width() const {
  return stored_.description().latent_size + (description_.log_sd_mv ? 1U : 0U);
}

Batch PathGradient::samples_at(std::span<const PathPoint> points, std::size_t lead) const {
  const auto from = from_.standardised.row(lead), to = to_.standardised.row(lead);
  Batch samples(points.size(), to.size());
  for (std::size_t point = 0; point < points.size(); ++point) {
    const auto row = samples.row(point);
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] = static_cast<float>(between(from[i], to[i], points[point].place));
  }
  return samples;
}

void PathGradient::place_log_sd(std::span<const PathPoint> points, Batch& features) const {
  for (std::size_t point = 0; point < points.size(); ++point) {
    for (std::size_t lead = 0; lead < description_.leads.size(); ++lead) {
      const double log_sd = between(from_.log_sd_mv[lead], to_.log_sd_mv[lead], points[point].place);
      features.row(point)[(lead + 1) * lead_width() - 1] = static_cast<float>(log_sd);
    }
  }
}

Batch PathGradient::encode(std::span<const PathPoint> points, std::vector<ReluMasks>& masks) const {
  Batch features(points.size(), description_.leads.size() * lead_width());
  for (std::size_t lead = 0; lead < description_.leads.size(); ++lead) {
    const EncoderPass encoder = EncoderPass::load(stored_, description_.leads[lead]);
    place_columns(encoder.forward(samples_at(points, lead), masks[lead]), lead * lead_width(), features);
  }
  if (description_.log_sd_mv)
    place_log_sd(points, features);
  return features;
}

Result<std::vector<double>> PathGradient::logits_of(const Batch& outputs) const {
  std::vector<double> logits;
  for (std::size_t point = 0; point < outputs.points; ++point) {
    const auto two = outputs.row(point);
    logits.push_back(description_.calibrated_logit(static_cast<double>(two[1]) - static_cast<double>(two[0])));
  }
  if (!is_finite_throughout(logits))
    return fail(ErrorCode::InferenceFailed, "head " + description_.id + " overflows");
  return logits;
}

Batch PathGradient::weighted_logit_gradient(std::span<const PathPoint> points) const {
  const double slope = description_.calibration ? description_.calibration->slope : 1.0;
  Batch gradient(points.size(), 2);
  for (std::size_t point = 0; point < points.size(); ++point) {
    const double weight = points[point].weight * slope;
    gradient.row(point)[0] = static_cast<float>(-weight);
    gradient.row(point)[1] = static_cast<float>(weight);
  }
  return gradient;
}

void PathGradient::add_lead(std::size_t lead, const Batch& feature_gradient, ReluMasks& masks) {
  Batch mu(feature_gradient.points, stored_.description().latent_size);
  copy_columns(feature_gradient, lead * lead_width(), mu);
  const Batch samples = EncoderPass::load(stored_, description_.leads[lead]).backward(std::move(mu), masks);
  double* const sums = sample_sums_.data() + lead * samples.width;
  for (std::size_t point = 0; point < samples.points; ++point) {
    for (std::size_t i = 0; i < samples.width; ++i)
      sums[i] += static_cast<double>(samples.row(point)[i]);
    if (description_.log_sd_mv)
      log_sd_sums_[lead] += static_cast<double>(feature_gradient.row(point)[(lead + 1) * lead_width() - 1]);
  }
}

Result<std::vector<double>> PathGradient::add(std::span<const PathPoint> points) {
  std::vector<ReluMasks> masks(description_.leads.size());
  ReluMasks head_masks;
  const Batch outputs = head_.forward(encode(points, masks), head_masks);
  auto logits = logits_of(outputs);
  if (!logits)
    return logits;
  const Batch gradient = head_.backward(weighted_logit_gradient(points), head_masks);
  for (std::size_t lead = 0; lead < masks.size(); ++lead)
    add_lead(lead, gradient, masks[lead]);
  if (!is_finite_throughout(sample_sums_) || !is_finite_throughout(log_sd_sums_))
    return fail(ErrorCode::InferenceFailed, "the gradient of head " + description_.id + " overflows");
  return logits;
}

std::span<const double> PathGradient::sample_sums(std::size_t lead) const {
  const std::size_t width = to_.standardised.sample_count;
  return {sample_sums_.data() + lead * width, width};
}

}  // namespace leadwise::nn
