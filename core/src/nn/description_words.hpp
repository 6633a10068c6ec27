#pragma once

#include <optional>
#include <string_view>

#include "leadwise/model_description.hpp"

namespace leadwise::nn {

// The words that stand for enumerators in a model description, both ways.

std::string_view to_word(MixtureVariance variance);
std::string_view to_word(WeightType type);

std::optional<MixtureVariance> mixture_variance_from_word(std::string_view word);
std::optional<WeightType> weight_type_from_word(std::string_view word);
/// Exactly as lead_name writes it: a weight file is not a device's label.
std::optional<Lead> lead_from_word(std::string_view word);

}  // namespace leadwise::nn
