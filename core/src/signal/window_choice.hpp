#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "leadwise/error.hpp"

namespace leadwise {

/// Why each lead cannot be used in each window; nullopt where it can. Indices: [lead][window].
using WindowVerdicts = std::vector<std::vector<std::optional<Error>>>;

/// Which leads and windows go to the model: every chosen lead is usable in every chosen window.
struct WindowChoice {
  /// Positions among the verdicts' leads, ascending.
  std::vector<std::size_t> leads;
  /// Ascending; empty only where `leads` is.
  std::vector<std::size_t> windows;
  /// One a lead: its first window's reason, where the lead was not chosen.
  std::vector<std::optional<Error>> reasons;
};

/// Leaves out leads that are unusable in more than half of the windows, then windows in which a remaining lead is
/// unusable. Should that leave no window, leads go too, the worst first.
WindowChoice choose_windows(const WindowVerdicts& verdicts);

}  // namespace leadwise
