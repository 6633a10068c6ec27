#include "leadwise/ecg_record.hpp"

#include <catch2/catch_test_macros.hpp>

using leadwise::Channel;
using leadwise::EcgRecord;
using leadwise::Lead;

TEST_CASE("a record finds its leads by name, wherever they stand") {
  EcgRecord record;
  record.sampling_rate_hz = 250.0;
  record.channels = {Channel{"MLII", std::nullopt, 0.0, 0.0, {1.0, 2.0}},
                     Channel{"avr", Lead::aVR, 0.0, 0.0, {3.0, 4.0}}};
  REQUIRE(record.find(Lead::aVR) != nullptr);
  CHECK(record.find(Lead::aVR)->samples_mv[1] == 4.0);
  CHECK(record.find(Lead::II) == nullptr);
  CHECK(record.sample_count() == 2);
  CHECK(record.duration_s() == 2.0 / 250.0);
}

TEST_CASE("a record without channels or rate has no duration") {
  CHECK(EcgRecord{}.sample_count() == 0);
  CHECK(EcgRecord{}.duration_s() == 0.0);
  CHECK(EcgRecord{}.find(Lead::I) == nullptr);
}
