#include "judging/results_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace leadwise::training {
namespace {

using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

TEST_CASE("Of weights without heads the reconstruction is told, and nothing else is looked for") {
  const json results = {{"data", {{"may_have_taught", json::array()}}},
                        {"reconstruction_mean_squared_error", {{"test", 0.71}}}};
  CHECK(results_table(results) == "reconstruction, test: mean squared error 0.710 (a flat line: 1)\n");
}

TEST_CASE("How steady a score is stands in the table, by part and head") {
  const json turned = {{"begun_later_s", 0.5}, {"ecgs", 151}, {"median", 1.25}, {"ninth_decile", 6.0}, {"largest", 20.5}, {"over_20", 1}};
  const json results = {{"data", {{"may_have_taught", json::array()}}},
                        {"reconstruction_mean_squared_error", {{"test", 0.71}}},
                        {"steadiness", {{"test", {{"h_12", json::array({turned})}}}}}};
  CHECK_THAT(results_table(results),
             ContainsSubstring("score of the ECG begun later, test, h_12\n  by 0.500 s: changed by 1.250 of 100 (median), 6.000 (ninth decile), "
                               "20.500 (most); by more than 20 in 1 of 151 ECGs\n"));
}

}  // namespace
}  // namespace leadwise::training
