#pragma once

namespace leadwise {

/// The inverse of the standard normal distribution function at 0.5 + `offset`, offset in (-0.5, 0.5);
/// relative error about 1e-16. It uses only + - * / and sqrt, so it is equal bit for bit on every platform.
/// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Appl. Stat. 37,
/// 1988.
double normal_quantile(double offset);

}  // namespace leadwise
