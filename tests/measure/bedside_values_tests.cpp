#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "leadwise/measurement.hpp"

using leadwise::BedsideValues;
using leadwise::ErrorCode;
using leadwise::find_invalid_bedside_value;

TEST_CASE("Bedside values at the ends of their ranges are taken, and none at all too") {
  CHECK_FALSE(find_invalid_bedside_value({}));
  CHECK_FALSE(find_invalid_bedside_value({5.0, 30.0, 1}));
  CHECK_FALSE(find_invalid_bedside_value({200000.0, 100.0, 4}));
  CHECK_FALSE(find_invalid_bedside_value({{}, {}, {}, 0.1}));
}

TEST_CASE("Bedside values outside of their ranges are refused") {
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  for (const BedsideValues& bedside :
       {BedsideValues{-1.0, {}, {}}, BedsideValues{200001.0, {}, {}}, BedsideValues{not_a_number, {}, {}},
        BedsideValues{{}, 29.9, {}}, BedsideValues{{}, 100.1, {}}, BedsideValues{{}, not_a_number, {}},
        BedsideValues{{}, {}, 0}, BedsideValues{{}, {}, 5}, BedsideValues{{}, {}, {}, 0.0},
        BedsideValues{{}, {}, {}, 100.0}, BedsideValues{{}, {}, {}, not_a_number}}) {
    const auto error = find_invalid_bedside_value(bedside);
    REQUIRE(error);
    CHECK(error->code == ErrorCode::InvalidArgument);
  }
}

TEST_CASE("An NT-proBNP that no assay reports, as the 0 of a form's empty field, is refused with what to do") {
  for (const double too_low : {0.0, 4.99}) {
    const auto error = find_invalid_bedside_value({too_low, {}, {}});
    REQUIRE(error);
    CHECK(error->message == "NT-proBNP must lie in 5 to 200000 pg/ml; leave it out where it was not measured");
  }
}

TEST_CASE("Measuring refuses bedside values out of range before it looks at the ECG") {
  const auto measured = leadwise::measure_ecg({}, {std::nullopt, 101.0, std::nullopt});
  REQUIRE_FALSE(measured);
  CHECK(measured.error().code == ErrorCode::InvalidArgument);
}
