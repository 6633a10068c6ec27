#include <algorithm>
#include <cmath>
#include <string>

#include "leadwise/signal.hpp"
#include "window_filter.hpp"

namespace leadwise {
namespace {

/// What is left of a constant after filtering is rounding noise of about this size, relative to its largest sample.
constexpr double kNumericalNoise = 1e-12;

std::optional<Error> shape_error(const LeadSamples& window_mv) {
  const std::size_t expected = window_mv.leads.size() * kWindowSamples;
  if (window_mv.sample_count == kWindowSamples && window_mv.values.size() == expected && expected > 0) {
    return std::nullopt;
  }
  return Error{ErrorCode::InvalidArgument, "a window must hold leads of " + std::to_string(kWindowSamples) +
                                               " samples each, but " + std::to_string(window_mv.leads.size()) +
                                               " leads came with " + std::to_string(window_mv.values.size()) +
                                               " samples in rows of " + std::to_string(window_mv.sample_count)};
}

Error error_of(Lead lead, ErrorCode code, std::string_view what) {
  return Error{code, std::string("lead ").append(lead_name(lead)).append(what)};
}

/// Filters never mend a sample that is no number, so it is refused before them.
std::optional<Error> sample_error(Lead lead, std::span<const double> row) {
  if (!std::all_of(row.begin(), row.end(), [](double mv) { return std::isfinite(mv); })) {
    return error_of(lead, ErrorCode::NonFiniteSample, " holds a sample that is not a finite number");
  }
  if (std::all_of(row.begin(), row.end(), [&](double mv) { return mv == row.front(); })) {
    return error_of(lead, ErrorCode::ConstantLead, " has the same value throughout the window");
  }
  return std::nullopt;
}

std::optional<Error> filtered_error(Lead lead, std::span<const double> row, double sd_mv) {
  if (!std::isfinite(sd_mv)) {
    return error_of(lead, ErrorCode::NonFiniteSample, " holds samples too large to be filtered");
  }
  double largest_mv = 0.0;
  for (double mv : row)
    largest_mv = std::max(largest_mv, std::abs(mv));
  if (sd_mv <= kNumericalNoise * largest_mv) {
    return error_of(lead, ErrorCode::ConstantLead, " does not vary beyond numerical noise after filtering");
  }
  return std::nullopt;
}

}  // namespace

Result<ModelInput> preprocess_window(const LeadSamples& window_mv) {
  if (auto error = shape_error(window_mv))
    return tl::unexpected(*error);
  for (std::size_t i = 0; i < window_mv.leads.size(); ++i) {
    if (auto error = sample_error(window_mv.leads[i], window_mv.row(i)))
      return tl::unexpected(*error);
  }
  FilteredWindow filtered = filter_window(window_mv);
  ModelInput input{std::move(filtered.standardised), {}};
  for (std::size_t i = 0; i < window_mv.leads.size(); ++i) {
    const double sd_mv = filtered.sd_mv[i];
    if (auto error = filtered_error(window_mv.leads[i], window_mv.row(i), sd_mv))
      return tl::unexpected(*error);
    input.log_sd_mv.push_back(std::log(sd_mv));
  }
  return input;
}

}  // namespace leadwise
