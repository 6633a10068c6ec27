#include "window_choice.hpp"

#include <algorithm>
#include <string>

namespace leadwise {
namespace {

using LeadVerdicts = std::vector<std::optional<Error>>;

std::size_t count_unusable(const LeadVerdicts& windows) {
  return static_cast<std::size_t>(
      std::count_if(windows.begin(), windows.end(), [](const auto& error) { return error.has_value(); }));
}

/// The first reason, with the number of windows that have one.
Error summarise(const LeadVerdicts& windows) {
  const auto first = std::find_if(windows.begin(), windows.end(), [](const auto& error) { return error.has_value(); });
  Error error = **first;
  if (windows.size() > 1) {
    const auto number = std::to_string(first - windows.begin() + 1);
    error.message += " in window " + number + "; unusable in " + std::to_string(count_unusable(windows)) + " of " +
                     std::to_string(windows.size()) + " windows";
  }
  return error;
}

std::vector<std::size_t> windows_for(const WindowVerdicts& verdicts, const std::vector<std::size_t>& leads) {
  std::vector<std::size_t> windows;
  for (std::size_t window = 0; !leads.empty() && window < verdicts[leads.front()].size(); ++window) {
    const bool usable =
        std::none_of(leads.begin(), leads.end(), [&](std::size_t lead) { return verdicts[lead][window].has_value(); });
    if (usable)
      windows.push_back(window);
  }
  return windows;
}

std::vector<std::size_t>::iterator worst_lead(const WindowVerdicts& verdicts, std::vector<std::size_t>& leads) {
  return std::max_element(leads.begin(), leads.end(), [&](std::size_t a, std::size_t b) {
    return count_unusable(verdicts[a]) < count_unusable(verdicts[b]);
  });
}

}  // namespace

WindowChoice choose_windows(const WindowVerdicts& verdicts) {
  WindowChoice choice;
  choice.reasons.resize(verdicts.size());
  for (std::size_t lead = 0; lead < verdicts.size(); ++lead) {
    const std::size_t unusable = count_unusable(verdicts[lead]);
    if (2 * unusable <= verdicts[lead].size()) {
      choice.leads.push_back(lead);
    } else {
      choice.reasons[lead] = summarise(verdicts[lead]);
    }
  }
  choice.windows = windows_for(verdicts, choice.leads);
  while (choice.windows.empty() && !choice.leads.empty()) {
    const auto worst = worst_lead(verdicts, choice.leads);
    choice.reasons[*worst] = summarise(verdicts[*worst]);
    choice.leads.erase(worst);
    choice.windows = windows_for(verdicts, choice.leads);
  }
  return choice;
}

}  // namespace leadwise
