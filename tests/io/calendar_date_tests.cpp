#include "text/calendar_date.hpp"

#include <catch2/catch_test_macros.hpp>

#include "text/statement_content.hpp"

using namespace leadwise;

namespace calendar_date_tests {

namespace {

std::string us(std::string_view text) {
  const auto date = io::parse_us_date(text);
  return date ? io::iso_date(*date) : std::string();
}

std::string time_of(std::string_view text) { return io::iso_time_of_day(text).value_or(""); }

}  // namespace

TEST_CASE("American dates have the month before the day") {
  CHECK(us("02-29-2020") == "2020-02-29");
  CHECK(us(" 1/2/1950 ") == "1950-01-02");
  CHECK(us("12-NOV-2021") == "2021-11-12");
  CHECK(us("2021-11-12") == "2021-11-12");
}

TEST_CASE("days that do not exist and dates that may mean another day are no dates") {
  for (const char* text :
       {"02-29-2019", "13-01-2020", "00-01-2020", "01-02-50", "1-2", "1-2-3-4", "", "x-y-2020", "01-01-1700"})
    CHECK(us(text).empty());
  CHECK_FALSE(io::parse_iso_date("18-05-2020").has_value());
}

TEST_CASE("dates are certain only where day and month cannot be mistaken") {
  const auto certain = [](std::string_view text) {
    const auto date = io::parse_certain_date(text);
    return date ? io::iso_date(*date) : std::string();
  };
  for (const char* text : {"Jan 8, 2002", "8 January 2002", "08.01.2002", "2002-01-08", " 20020108 ", "08-JAN-2002"}) {
    CAPTURE(text);
    CHECK(certain(text) == "2002-01-08");
  }
  for (const char* text : {"03/04/1990", "4 12 1992", "31.02.1987", "12041990", "8.1.90", "Jan 8", "1.5.2002.", ""}) {
    CAPTURE(text);
    CHECK(certain(text).empty());
  }
  CHECK(io::iso_moment("2002-01-08 10:00:01+01") == "2002-01-08T10:00:01+01");
  CHECK(io::iso_moment("Jan 8, 2002") == "2002-01-08");
  CHECK_FALSE(io::iso_moment("2002-01-08x10:00").has_value());
}

TEST_CASE("times of day are completed and checked") {
  CHECK(time_of("8:05") == "08:05:00");
  CHECK(time_of("23:59:59.25") == "23:59:59.25");
  CHECK(time_of("9:7:5.5") == "09:07:05.5");
  for (const char* text : {"24:00:00", "12:60", "12:00:60", "12", "", "12:00:00:00", "-1:00", "12:00:1."})
    CHECK(time_of(text).empty());
}

TEST_CASE("dates that were moved far ahead to hide whose they are stay dates") {
  CHECK(us("02-28-2317") == "2317-02-28");
}

TEST_CASE("age counts birthdays") {
  const auto birth = io::make_date(1950, 11, 4);
  REQUIRE(birth.has_value());
  CHECK(io::years_between(*birth, *io::make_date(2014, 11, 3)) == 63.0);
  CHECK(io::years_between(*birth, *io::make_date(2014, 11, 4)) == 64.0);
  CHECK_FALSE(io::years_between(*birth, *io::make_date(1950, 11, 3)).has_value());
  CHECK_FALSE(io::years_between(*birth, *io::make_date(2150, 1, 1)).has_value());
}

TEST_CASE("lines that name who read the ECG are told from statements") {
  CHECK(io::names_a_reader("Confirmed by SMITH, J. (12) on 1/2/2020"));
  CHECK(io::names_a_reader("Referred By: "));
  CHECK_FALSE(io::names_a_reader("Right bundle branch block"));
}

}  // namespace calendar_date_tests
