#include "leadwise/patient_means.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "leadwise/random.hpp"

using namespace leadwise;
using Catch::Approx;

namespace {

/// `each` records of each patient, all with the patient's own value, and a second column that none has.
std::vector<PatientValues> records_of(std::size_t patients, std::size_t each, std::uint64_t seed) {
  Random random(seed);
  std::vector<PatientValues> records;
  for (std::size_t patient = 0; patient < patients; ++patient) {
    const double own = random.normal();
    for (std::size_t i = 0; i < each; ++i)
      records.push_back({std::to_string(patient), {own, std::nullopt}});
  }
  return records;
}

MeasuredMean first_mean(const std::vector<PatientValues>& records) {
  return measure_means(records, {5, 1000}).value().front();
}

double width(const MeasuredMean& mean) { return mean.interval->high - mean.interval->low; }

}  // namespace

TEST_CASE("A mean is over the records that have a value, and absent where none has") {
  const std::vector<PatientValues> records = {
      {"a", {1.0, std::nullopt}}, {"a", {4.0, std::nullopt}}, {"b", {std::nullopt, std::nullopt}}, {"c", {7.0, {}}}};
  const auto means = measure_means(records, {1, 50}).value();
  CHECK(means[0].records == 3);
  CHECK(means[0].value == Approx(4.0));
  CHECK_FALSE(means[0].interval.has_value());
  CHECK(means[1].records == 0);
  CHECK_FALSE(means[1].value.has_value());
}

TEST_CASE("The interval of a mean counts patients, not copies of their records") {
  const auto once = first_mean(records_of(40, 1, 8)), often = first_mean(records_of(40, 9, 8));
  CHECK(once.value == Approx(*often.value));
  CHECK(width(once) == Approx(width(often)));
  // 1.96 standard errors to each side, within what a thousand replicates tell.
  CHECK(std::fabs(width(once) - 2 * 1.96 / std::sqrt(40.0)) < 0.15);
}

TEST_CASE("Of a hundred samples some ninety-five have the true mean in their interval") {
  int held = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto mean = measure_means(records_of(60, 2, seed), {seed, 400}).value().front();
    held += mean.interval->low <= 0.0 && mean.interval->high >= 0.0 ? 1 : 0;
  }
  CHECK(held >= 88);
  CHECK(held <= 100);
}

TEST_CASE("Fewer than five patients have no interval, and values that are no numbers are refused by record") {
  CHECK_FALSE(first_mean(records_of(4, 20, 1)).interval.has_value());
  CHECK(first_mean(records_of(5, 1, 1)).interval.has_value());
  CHECK(measure_means({}, {1, 10}).error().code == ErrorCode::NoUsableRecord);
  auto records = records_of(6, 1, 1);
  records[3].values[0] = std::numeric_limits<double>::infinity();
  const auto infinite = measure_means(records, {1, 10});
  CHECK(infinite.error().code == ErrorCode::NonFiniteSample);
  CHECK(infinite.error().message.find("record 3") != std::string::npos);
  records[3].values = {1.0};
  CHECK(measure_means(records, {1, 10}).error().code == ErrorCode::InvalidArgument);
  CHECK(measure_means(records_of(6, 1, 1), {1, 0}).error().code == ErrorCode::InvalidArgument);
}
