#include "quality/doubtful_leads.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "quality/figure_text.hpp"
#include "quality/quality_limits.hpp"

namespace leadwise {
namespace {

std::optional<Error> doubt(const QualityLimit& limit, std::span<const FiguresOfLead> leads) {
  std::string names;
  double worst = 0.0;
  for (const FiguresOfLead& lead : leads) {
    const double figure = limit.figure(lead.figures);
    if (!(figure > limit.doubtful_above))
      continue;
    names.append(names.empty() ? "" : ", ").append(lead_name(lead.lead));
    worst = std::max(worst, figure);
  }
  if (names.empty())
    return std::nullopt;
  std::string message = std::string(limit.doubt).append(" of up to ").append(figure_text(worst, limit.unit));
  message.append(" in ").append(names).append("; above ").append(figure_text(limit.doubtful_above, limit.unit));
  message.append(" small waves are not reliable");
  return Error{limit.code, std::move(message)};
}

}  // namespace

std::vector<Error> doubts_about(std::span<const FiguresOfLead> leads) {
  std::vector<Error> doubts;
  for (const QualityLimit& limit : quality_limits()) {
    if (auto found = doubt(limit, leads))
      doubts.push_back(*std::move(found));
  }
  return doubts;
}

}  // namespace leadwise
