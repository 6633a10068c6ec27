#include "signs/axis_signs.hpp"

#include "signs/published_evidence.hpp"

namespace leadwise {
namespace {

const SignText kRight = {"right_axis_deviation", "Right axis deviation", "QRS axis > +90 and <= +180 deg",
                         kRightAxisKovacs};
const SignText kExtreme = {"extreme_axis_deviation", "Extreme axis deviation", "QRS axis between -180 and -90 deg",
                           kExtremeAxis};
const SignText kFrom90 = {"qrs_axis_from_90", "QRS axis of +90 deg or more", "QRS axis >= +90 and <= +180 deg",
                          kAxis90Cmr};
const SignText kFrom110 = {"qrs_axis_from_110", "QRS axis of +110 deg or more", "QRS axis >= +110 and <= +180 deg",
                           kAxis110Cmr};

Criterion judge(const SignContext& context, const SignText& text, bool (*holds)(double axis_deg)) {
  const std::optional<double> axis_deg = context.value("qrs_axis_deg");
  const std::vector<CriterionValue> values = {{"qrs_axis_deg", axis_deg}};
  if (context.confounder)
    return not_computable(text, values, *context.confounder);
  if (!axis_deg)
    return not_computable(text, values, *context.reason("qrs_axis_deg"));
  return decided(text, values, holds(*axis_deg));
}

bool is_from_90(double axis_deg) { return axis_deg >= 90.0; }
bool is_from_110(double axis_deg) { return axis_deg >= 110.0; }

}  // namespace

bool is_extreme_axis(double axis_deg) { return axis_deg < -90.0; }
bool is_right_axis(double axis_deg) { return axis_deg > 90.0; }

std::vector<Criterion> axis_signs(const SignContext& context) {
  return {judge(context, kRight, is_right_axis), judge(context, kExtreme, is_extreme_axis),
          judge(context, kFrom90, is_from_90), judge(context, kFrom110, is_from_110)};
}

}  // namespace leadwise
