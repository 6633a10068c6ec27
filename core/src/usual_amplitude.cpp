#include "usual_amplitude.hpp"

#include <array>

namespace leadwise {
namespace {

/// Medians of the 500 records of 466 patients of PTB-XL (CC BY 4.0) numbered 1 to 500, in the order of kTwelveLeads.
constexpr std::array<double, kLeadCount> kUsualLogSdMv = {-2.27, -2.18, -2.52, -2.26, -2.64, -2.47,
                                                          -2.02, -1.44, -1.60, -1.67, -1.77, -1.95};

}  // namespace

double usual_log_sd_mv(Lead lead) { return kUsualLogSdMv[lead_index(lead)]; }

}  // namespace leadwise
