#include "values/corrected_qt.hpp"

#include <cmath>

#include "values/measured_value.hpp"

namespace leadwise {
namespace {

using Formula = double (*)(double qt_ms, double rr_s);

MeasuredValue corrected(std::string_view name, Formula formula, const MeasuredValue& qt_ms,
                        std::optional<double> rr_s) {
  if (!qt_ms.value)
    return {name, std::nullopt, std::nullopt, qt_ms.reason};
  if (!rr_s || !(*rr_s > 0.0))
    return measured_value(name, fail(ErrorCode::TooFewBeats, "one beat alone has no rate to correct for"));
  std::optional<double> error_ms = qt_ms.standard_error;
  if (error_ms)
    *error_ms = formula(*qt_ms.value + *error_ms, *rr_s) - formula(*qt_ms.value, *rr_s);
  return measured_value(name, formula(*qt_ms.value, *rr_s), error_ms);
}

}  // namespace

double qtc_bazett_ms(double qt_ms, double rr_s) { return qt_ms / std::sqrt(rr_s); }
double qtc_fridericia_ms(double qt_ms, double rr_s) { return qt_ms / std::cbrt(rr_s); }
double qtc_framingham_ms(double qt_ms, double rr_s) { return qt_ms + 154.0 * (1.0 - rr_s); }
double qtc_hodges_ms(double qt_ms, double rr_s) { return qt_ms + 1.75 * (60.0 / rr_s - 60.0); }

std::vector<MeasuredValue> corrected_qt_values(const MeasuredValue& qt_ms, std::optional<double> rr_s) {
  return {corrected("qtc_bazett_ms", qtc_bazett_ms, qt_ms, rr_s),
          corrected("qtc_fridericia_ms", qtc_fridericia_ms, qt_ms, rr_s),
          corrected("qtc_framingham_ms", qtc_framingham_ms, qt_ms, rr_s),
          corrected("qtc_hodges_ms", qtc_hodges_ms, qt_ms, rr_s)};
}

}  // namespace leadwise
