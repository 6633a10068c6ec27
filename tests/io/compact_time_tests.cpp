#include "text/compact_time.hpp"

#include <catch2/catch_test_macros.hpp>

#include "text/patient_age.hpp"

using namespace leadwise;

namespace compact_time_tests {

namespace {

std::string iso(std::string_view text) {
  const auto time = io::parse_compact_time(text);
  return time ? time->iso : "none";
}

}  // namespace

TEST_CASE("a time without separators is no finer in ISO 8601 than it was") {
  CHECK(iso("2002") == "2002");
  CHECK(iso("20021122") == "2002-11-22");
  CHECK(iso("200211220910") == "2002-11-22T09:10");
  CHECK(iso("20021122091000") == "2002-11-22T09:10:00");
  CHECK(iso("20021122091000.1220-0530") == "2002-11-22T09:10:00.122-05:30");
  CHECK(iso("20000229") == "2000-02-29");
}

TEST_CASE("what is no time is not taken for one") {
  for (const char* text :
       {"", "200", "20021", "20021322", "19000229", "20021122 091000", "2002112224", "20021122091000.",
        "200211220910.5", "20021122091000+25", "20021122091000+9900", "00000000"}) {
    CAPTURE(text);
    CHECK(iso(text) == "none");
  }
}

TEST_CASE("distances in time count days, zones and fractions") {
  const auto seconds = [](std::string_view text) { return io::parse_compact_time(text)->seconds; };
  CHECK(seconds("19700101") == 0.0);
  CHECK(seconds("20000301") - seconds("20000228") == 2 * 86400.0);
  CHECK(seconds("20020101000000+0100") - seconds("20020101000000") == -3600.0);
  CHECK(seconds("20020101000000.5") - seconds("20020101") == 0.5);
}

TEST_CASE("ISO 8601 becomes a time without separators, and nothing else does") {
  CHECK(io::compact_time_from_iso("2020-02-05T11:39:16") == "20200205113916");
  CHECK(io::compact_time_from_iso("2020-02-05T11:39:16.25Z") == "20200205113916.25+0000");
  CHECK(io::compact_time_from_iso("2020-02-05T11:39:16+01:00") == "20200205113916+0100");
  CHECK(io::compact_time_from_iso("2020-02-05") == "20200205");
  for (const char* text : {"", "yesterday", "2020-02-05x", "2020-02-30", "05.02.2020"})
    CHECK_FALSE(io::compact_time_from_iso(text).has_value());
}

namespace {

EcgRecord with_dates(const char* birth_date, const char* recorded) {
  EcgRecord record;
  record.patient.birth_date = birth_date;
  record.acquisition_time = recorded;
  io::take_age_at_recording(record);
  return record;
}

std::optional<double> age(const char* birth_date, const char* recorded) {
  return with_dates(birth_date, recorded).patient.age_years;
}

}  // namespace

TEST_CASE("age is counted in completed years") {
  CHECK(age("1960-05-08", "2020-05-07T23:59:59") == 59.0);
  CHECK(age("1960-05-08", "2020-05-08") == 60.0);
  CHECK_FALSE(age("2021-01-01", "2020-05-08").has_value());
  CHECK_FALSE(age("1860-01-01", "2020-05-08").has_value());
  CHECK_FALSE(age("unknown", "2020-05-08").has_value());
  CHECK(with_dates("1960-05-08", "2020-05-08").notes.empty());
}

TEST_CASE("a date without its day or month gives the youngest age that it allows, with a note") {
  CHECK(age("2015", "2024-06-01") == 8.0);
  CHECK(age("2006-06", "2024-06-29") == 17.0);
  CHECK(age("2006-06", "2024-06-30") == 18.0);
  CHECK(age("2006-06-01", "2024") == 17.0);
  CHECK(age("2004-02", "2022-02-28") == 17.0);
  CHECK(age("2024", "2024-06-01") == 0.0);
  CHECK_FALSE(age("2025", "2024-06-01").has_value());
  CHECK_FALSE(age("1800", "2024-06-01").has_value());
  CHECK(with_dates("2015", "2024-06-01").notes.size() == 1);
  CHECK(with_dates("2015", "2024-06-01").patient.birth_date == "2015");
}

TEST_CASE("where a date of birth is only certain in its year the youngest age counts, with a note") {
  for (const char* birth : {"05/06/2006", "mai 2006", "2 mai 2006"}) {
    CAPTURE(birth);
    CHECK(age(birth, "2024-06-01") == 17.0);
    CHECK(with_dates(birth, "2024-06-01").notes.size() == 1);
  }
  CHECK(age("20060502", "2024-06-01") == 18.0);
  CHECK(age("May 2, 2006", "2024-06-01") == 18.0);
  CHECK_FALSE(age("2006 or 2007", "2024-06-01").has_value());
  CHECK_FALSE(age("5/6/06", "2024-06-01").has_value());
}

TEST_CASE("a date of birth that gives no age is noted, without the date") {
  for (const char* birth : {"nobody knows", "2025-01-01", "5/6/06"}) {
    const EcgRecord record = with_dates(birth, "2024-06-01");
    REQUIRE(record.notes.size() == 1);
    CHECK(record.notes[0].message.find(birth) == std::string::npos);
  }
}

TEST_CASE("an age that is stated stands, whatever the dates say") {
  EcgRecord record;
  record.patient.birth_date = "2015";
  record.patient.age_years = 40.0;
  record.acquisition_time = "2024-06-01";
  io::take_age_at_recording(record);
  CHECK(record.patient.age_years == 40.0);
  CHECK(record.notes.empty());
}

TEST_CASE("an age is read in the units that files state, and in no other") {
  CHECK(io::age_years("59", "Y") == 59.0);
  CHECK(io::age_years(" 18 ", "mo") == 1.5);
  CHECK(io::age_years("8766", "HOURS") == 1.0);
  for (const auto& [number, unit] : {std::pair("59", ""), std::pair("59", "foot"), std::pair("151", "years"),
                                     std::pair("-1", "a"), std::pair("nan", "years"), std::pair("", "years")})
    CHECK_FALSE(io::age_years(number, unit).has_value());
}

}  // namespace compact_time_tests
