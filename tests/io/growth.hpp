#pragma once

#include <algorithm>
#include <ctime>

namespace leadwise::test {

/// Time of this process alone, the shorter of two tries: the machine may be busy with other things.
template <typename Work>
double shortest_cpu_s(const Work& work) {
  const auto once_s = [&] {
    const std::clock_t start = std::clock();
    work();
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  const double first_s = once_s();
  return std::min(first_s, once_s());
}

/// What grows in proportion to its input takes 4 times as long for 4 times as much, what grows with its square 16 times. A
/// ratio, so that neither a slow machine nor the sanitizers' load counts.
constexpr double kMostGrowth = 10.0;

/// How many times as long `work` takes for what `input_of(size)` gives as for a quarter of that size.
template <typename InputOf, typename Work>
double growth_to(std::size_t size, const InputOf& input_of, const Work& work) {
  const auto quarter = input_of(size / 4);
  const auto whole = input_of(size);
  const double quarter_s = shortest_cpu_s([&] { work(quarter); });
  return shortest_cpu_s([&] { work(whole); }) / std::max(quarter_s, 1e-4);
}

}  // namespace leadwise::test
