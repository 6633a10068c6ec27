#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

/// How found beats agree with true ones: each true beat takes the nearest unused found one within `reach_s`.
struct BeatAgreement {
  std::size_t hits = 0;
  std::size_t missed = 0;
  std::size_t extra = 0;
  double largest_offset_s = 0.0;

  double sensitivity() const { return static_cast<double>(hits) / static_cast<double>(hits + missed); }
  double positive_predictivity() const { return static_cast<double>(hits) / static_cast<double>(hits + extra); }
};

/// Both sorted. Adds to `agreement`.
inline void compare_beats(const std::vector<double>& truth_s, const std::vector<double>& found_s, double reach_s,
                          BeatAgreement& agreement) {
  std::size_t next = 0;
  for (const double truth : truth_s) {
    while (next < found_s.size() && found_s[next] < truth - reach_s) {
      ++agreement.extra;
      ++next;
    }
    if (next < found_s.size() && std::fabs(found_s[next] - truth) <= reach_s) {
      agreement.largest_offset_s = std::fmax(agreement.largest_offset_s, std::fabs(found_s[next] - truth));
      ++agreement.hits;
      ++next;
    } else {
      ++agreement.missed;
    }
  }
  agreement.extra += found_s.size() - next;
}
