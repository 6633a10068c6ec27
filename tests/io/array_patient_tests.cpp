#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace array_patient_tests {

namespace {

/// A document of one lead that says `beside` as well. JSON stands for all files of arrays.
EcgRecord with(const std::string& beside) {
  const std::string text = R"({"fs": 500, "unit": "mV", "leads": {"I": [0.1, 0.2, 0.3]}, )" + beside + "}";
  const auto record = Files().add("a.json", text).read();
  INFO(text);
  REQUIRE(refusal(record) == "");
  return *record;
}

std::optional<double> age(const std::string& beside) { return with(beside).patient.age_years; }
std::optional<bool> paced(const std::string& beside) { return with(beside).paced; }

}  // namespace

TEST_CASE("an age beside arrays is read as number or text, in its unit, by any of its names") {
  for (const char* nine :
       {R"("age": 9)", R"("Age": "9")", R"("age": "9 years")", R"("age": [9])", R"("patient": {"age": "9"})",
        R"("patient_age": 9)", R"("age_months": 108)", R"("age": {"value": 9, "unit": "years"})",
        R"("age": {"value": 108, "unit": "months"})", R"("age": {"months": 108})",
        R"("age": 108, "age_unit": "months")", R"("patient": {"age": 108, "ageUnits": "MONTHS"})",
        R"("patientInfo": {"ageYears": 9})", R"("demographics": {"age": 9, "sex": "F"})"}) {
    CAPTURE(nine);
    CHECK(age(nine) == 9.0);
  }
}

TEST_CASE("an age in a unit that nobody knows is below 18 if its number is, and unknown else, with a note") {
  const EcgRecord child = with(R"("age": 9, "age_unit": "summers")");
  CHECK(child.patient.age_years == 9.0);
  REQUIRE(child.notes.size() == 1);
  CHECK(child.notes[0].message.find("unit") != std::string::npos);
  const EcgRecord unknown = with(R"("age": 100, "age_unit": "moons")");
  CHECK_FALSE(unknown.patient.age_years.has_value());
  CHECK(unknown.notes.size() == 1);
  CHECK(with(R"("age": 300)").notes.size() == 1);
  CHECK(with(R"("age": "unknown")").notes.empty());
}

TEST_CASE("dates of birth and recording beside arrays give the age") {
  for (const char* nine : {R"("birth_date": "2010-05-02", "acquisition_time": "2020-03-02T10:00:00")",
                           R"("patient": {"dob": "2 May 2010"}, "recordedAt": "2020-03-02 10:00:00")",
                           R"("birthDate": "20100502", "date": "2020-03-02")"}) {
    CAPTURE(nine);
    CHECK(age(nine) == 9.0);
    CHECK(with(nine).acquisition_time.value().substr(0, 10) == "2020-03-02");
  }
  CHECK(with(R"("dob": "2 May 2010")").patient.birth_date == "2010-05-02");
}

TEST_CASE("pacing beside arrays is read as truth value, number or text, by any of its names") {
  for (const char* stated :
       {R"("paced": true)", R"("paced": 1)", R"("patient": {"paced": "true"})", R"("pacemaker": "yes")",
        R"("pacing": "DDD")", R"("patient": {"pacemaker": true})", R"("has_pacemaker": [1])"}) {
    CAPTURE(stated);
    CHECK(paced(stated) == true);
  }
  for (const char* denied : {R"("paced": false)", R"("pacemaker": 0)", R"("pacemaker": "no")", R"("pacing": "None")"}) {
    CAPTURE(denied);
    CHECK(paced(denied) == false);
  }
  for (const char* open : {R"("pacemaker": "unknown")", R"("paced": "")", R"("paced": null)"}) {
    CAPTURE(open);
    CHECK_FALSE(paced(open).has_value());
  }
  CHECK(paced(R"("pacemaker": false, "diagnosis": "Ventricular paced rhythm")") == true);
}

TEST_CASE("statements and comments beside arrays are kept and say that the rhythm is paced") {
  const EcgRecord record = with(R"("statements": ["Ventricular paced rhythm", "Confirmed by Dr House"])");
  CHECK(record.paced == true);
  CHECK(record.statements == std::vector<std::string>{"Ventricular paced rhythm"});
  for (const char* stated : {R"("diagnosis": "Pacemaker")", R"("report": {"interpretation": "paced rhythm"})",
                             R"("dx": "10370003")", R"("comments": ["Age: 9", "paced"])", R"("notes": "Pacemaker")"}) {
    CAPTURE(stated);
    CHECK(paced(stated) == true);
  }
  CHECK(age(R"("comments": ["Age: 9", "Sex: F"])") == 9.0);
  CHECK_FALSE(paced(R"("diagnosis": "Sinus rhythm")").has_value());
}

TEST_CASE("a rate in a list of one number is a rate") {
  const auto record = Files().add("a.json", R"({"fs": [500], "unit": "mV", "leads": {"I": [1, 2, 3]}})").read();
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
}

TEST_CASE("an age in words that cannot be read is noted, and a small number in them is a minor's") {
  for (const char* nine : {R"("age": "9 \u043b\u0435\u0442")", R"("age": "9,5")", R"("age": "9+")"}) {
    CAPTURE(nine);
    CHECK(age(nine) == 9.0);
    CHECK(with(nine).notes.size() == 1);
  }
  CHECK(age(R"("age": "18 mois")") == 1.5);
  CHECK_FALSE(age(R"("age": "<18")").has_value());
  CHECK(with(R"("age": "<18")").notes.size() == 1);
  CHECK_FALSE(age(R"("mother": {"age": 35})").has_value());
}

TEST_CASE("the day of recording goes before a date of anything, and a year of it is enough for a child") {
  CHECK(age(R"("date": "2024-05-01", "acquisition_time": "2010-05-01", "birth_date": "2001-01-01")") == 9.0);
  CHECK(age(R"("medication": {"date": "2024-05-01"}, "acq": {"acquisition_time": "2010-05-01"}, "birth_date": "2001-01-01")") == 9.0);
  CHECK_FALSE(age(R"("medication": {"date": "2024-05-01"}, "birth_date": "2001-01-01")").has_value());
  const EcgRecord year = with(R"("acquisition_time": "2010", "birth_date": "2001-01-01")");
  CHECK(year.patient.age_years == 9.0);
  CHECK(year.acquisition_time == "2010");
  CHECK(with(R"("acquisition_time": "10:00:00")").acquisition_time == "10:00:00");
}

TEST_CASE("a date of birth that is unknown is none") {
  const EcgRecord record = with(R"("dob": "N/A")");
  CHECK_FALSE(record.patient.birth_date.has_value());
  CHECK(record.notes.empty());
}

TEST_CASE("words beside arrays that deny a pacemaker, or do not know of one, say none") {
  for (const char* none : {R"("pacemaker": "NA")", R"("pacemaker": "nan")", R"("pacemaker": "negative")", R"("pacemaker": "unk")"}) {
    CAPTURE(none);
    CHECK_FALSE(paced(none).value_or(false));
  }
  CHECK(paced(R"("pacemaker": "F")") == false);
  CHECK_FALSE(paced(R"("diagnosis": ["Normal ECG", "Paced rhythm", "AF"], "labels": [1, 0, 0])").has_value());
  CHECK(paced(R"("diagnosis": ["Paced rhythm", "AF"])") == true);
}

}  // namespace array_patient_tests
