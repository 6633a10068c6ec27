#include <catch2/catch_test_macros.hpp>
#include <tuple>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace apple_watch_tests {

namespace {

// As phones in English and in German write them, with made-up voltages.
constexpr std::string_view kEnglish =
    "Name,Jane Doe\nDate of Birth,\"Jan 8, 1952\"\nRecorded Date,2020-02-05 09:14:40 -0400\n"
    "Classification,Sinus Rhythm\nSymptoms,\"Rapid, pounding\"\nSoftware Version,1.51\nDevice,\"Watch5,4\"\n"
    "Sample Rate,512.844 hertz\n\n\nLead,Lead I\nUnit,\xC2\xB5V\n\n-48.673\n-59.5\n100\n";
constexpr std::string_view kGerman =
    "Name\nGeburtstag,\"27.03.1987\"\nAufzeichnungsdatum,2020-07-31 22:48:19 +0200\nKlassifizierung,Sinusrhythmus\n"
    "Symptome,\nSoftwareversion,1.13\nGer\xC3\xA4t,\"Watch4,2\"\nMessrate,511,562\xC2\xA0Hertz\n\n\n"
    "Ableitung,Ableitung I\nEinheit,\xC2\xB5V\n\n-180,596\n\"-199,83\"\n7\n";

Result<EcgRecord> read_export(std::string_view text) { return Files().add("ecg_2020-02-05.csv", text).read(); }

}  // namespace

TEST_CASE("an Apple Watch export is read with its rate, unit, lead and classification") {
  const auto record = read_export(kEnglish);
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "apple_watch_csv");
  CHECK(record->untried_format);
  CHECK(record->sampling_rate_hz == 512.844);
  REQUIRE(record->channels.size() == 1);
  CHECK(record->channels[0].lead == Lead::I);
  CHECK(record->channels[0].label == "Lead I");
  CHECK(record->channels[0].samples_mv == std::vector<double>{-48.673 / 1000, -59.5 / 1000, 0.1});
  CHECK(record->acquisition_time == "2020-02-05T09:14:40-04:00");
  CHECK(record->device.manufacturer == "Apple");
  CHECK(record->device.model == "Watch5,4");
  CHECK(record->statements == std::vector<std::string>{"Sinus Rhythm", "Symptoms: Rapid, pounding"});
  CHECK(record->patient.name == "Jane Doe");
  CHECK(record->patient.birth_date == "1952-01-08");
  CHECK(record->patient.age_years == 68.0);
  CHECK(record->comments.empty());
}

TEST_CASE("an export in another language with decimal commas holds the same things") {
  const auto record = read_export(kGerman);
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 511.562);
  CHECK(record->channels[0].lead == Lead::I);
  CHECK(record->channels[0].samples_mv == std::vector<double>{-180.596 / 1000, -199.83 / 1000, 0.007});
  CHECK(record->statements == std::vector<std::string>{"Sinusrhythmus"});
  CHECK(record->device.model == "Watch4,2");
  CHECK_FALSE(record->patient.name.has_value());
  CHECK(record->patient.age_years == 33.0);
}

TEST_CASE("an export that a spreadsheet saved again is read, parted by semicolons and padded with separators") {
  std::string saved(kGerman);
  for (const char* key : {"Geburtstag", "Aufzeichnungsdatum", "Klassifizierung", "Symptome", "Softwareversion",
                          "t,\"Watch4", "Messrate", "Ableitung", "Einheit"}) {
    const std::size_t comma = saved.find(',', saved.find(key));
    REQUIRE(comma != std::string::npos);
    saved[comma] = ';';
  }
  for (const auto& [text, padding] :
       {std::pair{saved, ";"}, std::pair{saved, ""}, std::pair{std::string(kEnglish), ","}}) {
    std::string padded;
    for (const char c : text)
      padded += c == '\n' ? std::string(padding) + c : std::string(1, c);
    const auto record = read_export(padded), plain = read_export(text == saved ? kGerman : kEnglish);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "apple_watch_csv");
    CHECK(record->channels[0].samples_mv == plain->channels[0].samples_mv);
    CHECK(record->channels[0].lead == Lead::I);
    CHECK(record->sampling_rate_hz == plain->sampling_rate_hz);
    CHECK(record->statements == plain->statements);
    CHECK(record->device.model == plain->device.model);
    CHECK(record->patient.age_years == plain->patient.age_years);
  }
}

TEST_CASE("an export in another script is known by its rows") {
  // Japanese, without a blank in front of the lead; Russian, with its own sign of microvolts.
  for (const auto& [hertz, lead, unit] :
       {std::tuple{"512\xE3\x83\x98\xE3\x83\xAB\xE3\x83\x84", "\xE7\xAC\xACI\xE8\xAA\x98\xE5\xB0\x8E", "\xC2\xB5V"},
        std::tuple{"512 \xD0\xB3\xD0\xB5\xD1\x80\xD1\x86", "\xD0\x9E\xD1\x82\xD0\xB2 I", "\xD0\xBC\xD0\xBA\xD0\x92"}}) {
    CAPTURE(hertz);
    std::string text = altered(kEnglish, "512.844 hertz", hertz);
    text = altered(altered(text, "Lead,Lead I", "x," + std::string(lead)), "\xC2\xB5V", unit);
    const auto record = read_export(text);
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "apple_watch_csv");
    CHECK(record->sampling_rate_hz == 512.0);
    CHECK(record->channels[0].lead == Lead::I);
    CHECK(record->channels[0].samples_mv[2] == 0.1);
  }
}

TEST_CASE("an Apple Watch export with a damaged or missing voltage is refused at its place") {
  const auto damaged = read_export(altered(kEnglish, "-59.5", "-59.x"));
  REQUIRE(refusal(damaged) == "InvalidSample");
  CHECK(damaged.error().offset == kEnglish.find("-59.5"));
  CHECK(refusal(read_export(altered(kGerman, "-180,596", "1.180,596"))) == "InvalidSample");
  CHECK(refusal(read_export(altered(kEnglish, "100\n", "inf\n"))) == "InvalidSample");
  CHECK(refusal(read_export(kEnglish.substr(0, kEnglish.find("-48")))) == "TruncatedData");
}

TEST_CASE("a phone that shows twelve hours is understood") {
  for (const auto& [written, iso] :
       {std::pair{"2020-02-05 9:14:40 AM -0400", "2020-02-05T09:14:40-04:00"},
        std::pair{"2020-02-05 09:14:40 pm -0400", "2020-02-05T21:14:40-04:00"},
        std::pair{"2020-02-05 9:14:40\xE2\x80\xAFp.\xC2\xA0m. -0400", "2020-02-05T21:14:40-04:00"},
        std::pair{"2020-02-05 12:14:40\xE2\x80\xAF"
                  "AM -0400",
                  "2020-02-05T00:14:40-04:00"}}) {
    CAPTURE(written);
    const auto record = read_export(altered(kEnglish, "2020-02-05 09:14:40 -0400", written));
    REQUIRE(refusal(record) == "");
    CHECK(record->format == "apple_watch_csv");
    CHECK(record->acquisition_time == iso);
  }
  for (const char* written :
       {"2020-02-05 13:14:40 PM -0400", "2020-02-05 0:14:40 AM -0400", "2020-02-05 9:14:40 -0400"}) {
    CAPTURE(written);
    const Bytes bytes = bytes_of(altered(kEnglish, "2020-02-05 09:14:40 -0400", written));
    CHECK(detect_format({"a.csv", bytes}) != "apple_watch_csv");
  }
}

TEST_CASE("without date, hertz or unit a text is no Apple Watch export") {
  for (const auto& [from, to] :
       {std::pair{"2020-02-05 09", "5.2.2020 09"}, std::pair{"hertz", "bpm"}, std::pair{"\xC2\xB5V", "mmHg"}}) {
    const Bytes bytes = bytes_of(altered(kEnglish, from, to));
    CHECK(detect_format({"a.csv", bytes}) != "apple_watch_csv");
  }
}

}  // namespace apple_watch_tests
