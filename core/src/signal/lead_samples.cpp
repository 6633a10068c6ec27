#include <algorithm>

#include "leadwise/signal.hpp"

namespace leadwise {

std::optional<std::size_t> LeadSamples::position(Lead lead) const {
  const auto found = std::find(leads.begin(), leads.end(), lead);
  if (found == leads.end())
    return std::nullopt;
  return static_cast<std::size_t>(found - leads.begin());
}

}  // namespace leadwise
