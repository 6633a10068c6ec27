#include "leadwise/measurement.hpp"

namespace leadwise {
namespace {

// No assay reports less; many forms print 0 for "not measured", which the rules would take for a reassuring value.
constexpr double kLeastBnpPgPerMl = 5.0;
constexpr double kMostBnpPgPerMl = 200000.0;
constexpr double kLeastSaturationPercent = 30.0;

std::optional<Error> outside(const char* what) { return Error{ErrorCode::InvalidArgument, std::string(what)}; }

// NaN lies in no range.
bool lies_between(double value, double low, double high) { return value >= low && value <= high; }

}  // namespace

std::optional<Error> find_invalid_bedside_value(const BedsideValues& bedside) {
  if (bedside.nt_probnp_pg_per_ml && !lies_between(*bedside.nt_probnp_pg_per_ml, kLeastBnpPgPerMl, kMostBnpPgPerMl))
    return outside("NT-proBNP must lie in 5 to 200000 pg/ml; leave it out where it was not measured");
  if (bedside.oxygen_saturation_percent &&
      !lies_between(*bedside.oxygen_saturation_percent, kLeastSaturationPercent, 100.0))
    return outside("oxygen saturation must lie in 30 to 100 %");
  if (bedside.who_functional_class && (*bedside.who_functional_class < 1 || *bedside.who_functional_class > 4))
    return outside("WHO functional class must be 1 to 4");
  const std::optional<double> pre_test = bedside.pre_test_probability_percent;
  if (pre_test && !(*pre_test > 0.0 && *pre_test < 100.0))
    return outside("the pre-test probability must lie between 0 and 100 %");
  return std::nullopt;
}

}  // namespace leadwise
