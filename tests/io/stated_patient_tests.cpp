#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace stated_patient_tests {

namespace {

ReadOptions of_patient(std::optional<double> age_years, std::optional<bool> paced) {
  return {std::nullopt, std::nullopt, age_years, paced};
}

EcgRecord read_with(const std::string& comments, const ReadOptions& options) {
  Files files;
  files.add("small.hea", std::string(kSmallHeader) + comments).add("small.dat", small_samples());
  auto record = files.read(options);
  REQUIRE(record);
  return std::move(*record);
}

}  // namespace

TEST_CASE("age and pacing that the caller states fill in what the file leaves open") {
  const EcgRecord record = read_with("", of_patient(71.0, false));
  CHECK(record.patient.age_years == 71.0);
  CHECK(record.paced == false);
  const EcgRecord unsaid = read_with("", {});
  CHECK_FALSE(unsaid.patient.age_years.has_value());
  CHECK_FALSE(unsaid.paced.has_value());
}

TEST_CASE("the age in the file stands, and a rhythm is paced whoever says so") {
  CHECK(read_with("# Age: 12\n", of_patient(40.0, std::nullopt)).patient.age_years == 12.0);
  CHECK(read_with("# Paced rhythm\n", of_patient(std::nullopt, false)).paced == true);
  CHECK(read_with("# Paced rhythm\n", {}).paced == true);
  CHECK(read_with("", of_patient(std::nullopt, true)).paced == true);
}

TEST_CASE("an age that nobody has is refused") {
  for (const double age_years :
       {-1.0, 151.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    CAPTURE(age_years);
    CHECK(refusal(read_text("time_s,I,II\n0,1,2\n0.002,3,4\n", of_patient(age_years, std::nullopt))) ==
          "InvalidArgument");
  }
}

}  // namespace stated_patient_tests
