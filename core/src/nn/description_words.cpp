#include "description_words.hpp"

namespace leadwise::nn {
namespace {

template <class Enumerator, class Candidates>
std::optional<Enumerator> from_word(std::string_view word, const Candidates& candidates) {
  for (const Enumerator candidate : candidates) {
    if (to_word(candidate) == word)
      return candidate;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_word(MixtureVariance variance) {
  return variance == MixtureVariance::mean_logvar ? "mean_logvar" : "moment_matched";
}

std::string_view to_word(WeightType type) {
  switch (type) {
    case WeightType::fp32:
      return "fp32";
    case WeightType::fp16:
      return "fp16";
    case WeightType::int8:
      return "int8";
  }
  return "";
}

std::optional<MixtureVariance> mixture_variance_from_word(std::string_view word) {
  return from_word<MixtureVariance>(word, std::array{MixtureVariance::mean_logvar, MixtureVariance::moment_matched});
}

std::optional<WeightType> weight_type_from_word(std::string_view word) {
  return from_word<WeightType>(word, std::array{WeightType::fp32, WeightType::fp16, WeightType::int8});
}

std::optional<Lead> lead_from_word(std::string_view word) {
  for (const Lead lead : kTwelveLeads) {
    if (lead_name(lead) == word)
      return lead;
  }
  return std::nullopt;
}

}  // namespace leadwise::nn
