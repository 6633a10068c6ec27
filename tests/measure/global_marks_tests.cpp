#include "delineation/global_marks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

using leadwise::Lead;
using leadwise::LeadDelineation;
using leadwise::WaveMarks;

namespace {

std::vector<LeadDelineation> leads_with_qrs(const std::vector<std::pair<double, double>>& complexes_s) {
  std::vector<LeadDelineation> leads;
  for (const auto& [on_s, off_s] : complexes_s) {
    WaveMarks marks;
    marks.qrs_on_s = on_s;
    marks.qrs_off_s = off_s;
    leads.push_back({Lead::I, {marks}});
  }
  return leads;
}

bool is(const std::optional<double>& mark_s, double expected_s) {
  return mark_s && std::fabs(*mark_s - expected_s) < 1e-9;
}

}  // namespace

TEST_CASE("The global complex reaches from the earliest onset to the latest end over the leads") {
  const WaveMarks marks = leadwise::global_marks(leads_with_qrs({{1.00, 1.09}, {0.99, 1.08}, {1.002, 1.098}}), 0);
  CHECK(is(marks.qrs_on_s, 0.99));
  CHECK(is(marks.qrs_off_s, 1.098));
  CHECK_FALSE(marks.p_on_s);
  CHECK_FALSE(marks.r_peak_s);
}

TEST_CASE("A lone lead that is far off does not decide the global marks") {
  const WaveMarks marks = leadwise::global_marks(leads_with_qrs({{1.00, 1.09}, {0.95, 1.15}, {0.998, 1.092}}), 0);
  CHECK(is(marks.qrs_on_s, 0.998));
  CHECK(is(marks.qrs_off_s, 1.092));
}

TEST_CASE("Of one or two leads the outermost marks count, and of none there are none") {
  CHECK(is(leadwise::global_marks(leads_with_qrs({{0.95, 1.15}}), 0).qrs_on_s, 0.95));
  CHECK(is(leadwise::global_marks(leads_with_qrs({{1.0, 1.09}, {0.95, 1.15}}), 0).qrs_off_s, 1.15));
  CHECK_FALSE(leadwise::global_marks({}, 0).qrs_on_s);
}

TEST_CASE("Where the P wave of one lead ends behind the complex of another, it ends at the complex over all leads") {
  std::vector<LeadDelineation> leads = leads_with_qrs({{0.130, 0.22}, {0.134, 0.23}});
  for (LeadDelineation& lead : leads) {
    lead.beats[0].p_on_s = 0.02;
    lead.beats[0].p_off_s = lead.beats[0].qrs_on_s;
    lead.beats[0].t_on_s = lead.beats[0].qrs_off_s;
    lead.beats[0].t_off_s = 0.5;
  }
  const WaveMarks marks = leadwise::global_marks(leads, 0);
  CHECK(is(marks.p_on_s, 0.02));
  CHECK(is(marks.p_off_s, 0.130));
  CHECK(is(marks.t_on_s, 0.23));
}
