#pragma once

#include <span>
#include <vector>

#include "leadwise/error.hpp"
#include "leadwise/lead.hpp"
#include "quality/lead_figures.hpp"

namespace leadwise {

struct FiguresOfLead {
  Lead lead;
  LeadFigures figures;
};

/// What speaks against trusting small waves in usable leads, one warning a kind, naming the leads, the worst figure and
/// the limit.
std::vector<Error> doubts_about(std::span<const FiguresOfLead> leads);

}  // namespace leadwise
