#include "text/pacing_words.hpp"
#include "text/patient_comments.hpp"

#include <catch2/catch_test_macros.hpp>

#include "growth.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace patient_comments_tests {

namespace {

EcgRecord with_comments(std::vector<std::string> comments) {
  EcgRecord record;
  record.comments = std::move(comments);
  io::read_patient_comments(record);
  return record;
}

std::optional<double> age(const std::string& comment) { return with_comments({comment}).patient.age_years; }
std::optional<Sex> sex(const std::string& comment) { return with_comments({comment}).patient.sex; }
bool paced(const std::string& comment) { return with_comments({comment}).paced.value_or(false); }

}  // namespace

TEST_CASE("age is read in every form that headers use") {
  CHECK(age("Age: 59") == 59.0);
  CHECK(age("<age>: 71") == 71.0);
  CHECK(age("<age>: 25  <sex>: M  <diagnoses>: (none)") == 25.0);
  CHECK(age("age:81") == 81.0);
  CHECK(age("Age: 59 years") == 59.0);
  CHECK(age("Age: 6M") == 0.5);
  CHECK(age("Age: 18 months") == 1.5);
  CHECK(age("Age: 730.5 days") == 2.0);
}

TEST_CASE("an age is read under every key that says it is the patient's") {
  for (const char* comment : {"Age (years): 9",
                              "age_years: 9",
                              "age = 9",
                              "Patient age: 9 years",
                              "patient_age: 9",
                              "AgeYears: 9",
                              "Age in years: 9",
                              "Age(yr): 9",
                              "Age (y): 9",
                              "Age [years] = 9",
                              "Age;9",
                              "Age,9,,",
                              "\"Age\",\"9\"",
                              "Age\t9",
                              "Age at ECG: 9",
                              "Age: 9 y/o",
                              "Age: 9 years 3 months",
                              "Age: 9 years old",
                              "Age: 9 yrs.",
                              "Age (months): 108",
                              "age_months=108",
                              "Alter: 9 Jahre",
                              "Edad: 9 a\u00f1os",
                              "\u00c2ge : 9 ans",
                              "Sex: M  Age (years): 9"}) {
    CAPTURE(comment);
    CHECK(age(comment) == 9.0);
  }
  CHECK(sex("Sex = M") == Sex::male);
  CHECK(sex("\"Gender\";\"F\"") == Sex::female);
}

TEST_CASE("an age that is unknown or impossible is absent") {
  for (const char* comment :
       {"Age: Unknown", "Age:", "Age: NaN", "Age: -1", "Age: 300", "Age: inf", "Average: 5", "Age 59", "Dosage: 20",
        "Age: 5 foot", "Aged: 59", "Age: 90+", "Age: 9,5", "Age: 9-12 years", "Age, sex: 5", "Middle age: 40", "Age (decades): 3"}) {
    CAPTURE(comment);
    CHECK_FALSE(age(comment).has_value());
  }
}

TEST_CASE("sex is read in every form that headers use") {
  CHECK(sex("Sex: Female") == Sex::female);
  CHECK(sex("<sex>: M") == Sex::male);
  CHECK(sex("<age>: 25  <sex>: F  <diagnoses>: (none)") == Sex::female);
  CHECK(sex("sex: male") == Sex::male);
  CHECK_FALSE(sex("Sex: Unknown").has_value());
  CHECK_FALSE(sex("Sussex: M").has_value());
}

TEST_CASE("several fields of one line are read, and none from words that may belong to another") {
  for (const char* comment : {"Age: 62  Sex: M", "Sex: M, Age: 62 years", "age:62 gender:male", "Sex: M Age: 62"}) {
    CAPTURE(comment);
    CHECK(age(comment) == 62.0);
    CHECK(sex(comment) == Sex::male);
  }
  CHECK(sex("Gender: Female") == Sex::female);
  CHECK(sex("Age: ?  Sex: F") == Sex::female);
  CHECK(sex("Age:  Sex: F") == Sex::female);
  CHECK_FALSE(age("Gestational age: 30 weeks").has_value());
  CHECK_FALSE(age("Sex: M  Gestational age: 30 weeks").has_value());
  CHECK_FALSE(age("Mother's sex: F age: 30").has_value());
}

TEST_CASE("age and sex are read from the first line of the MIT-BIH Arrhythmia Database") {
  CHECK(age("69 M 1085 1629 x1") == 69.0);
  CHECK(sex("51 F 2532 886 x1") == Sex::female);
  for (const char* comment :
       {"69 M", "69 M 1085 1629", "69 X 1085 1629 x1", "69 M 1085 1629 x1 y", "69 M 10a5 1629 x1"}) {
    CAPTURE(comment);
    CHECK_FALSE(age(comment).has_value());
    CHECK_FALSE(sex(comment).has_value());
  }
}

TEST_CASE("a paced rhythm is recognised by words and by SNOMED codes, and a denial is not taken for one") {
  CHECK(paced("UNIpolar ventricular pacing."));
  CHECK(paced("Paced rhythm"));
  CHECK(paced("Dx: 426177001,10370003"));
  CHECK_FALSE(paced("Dx: 110370003"));
  CHECK_FALSE(paced("Dx: 426177001,164934002"));
  CHECK_FALSE(paced("Wandering atrial pacemaker."));
  CHECK_FALSE(paced("No pacing"));
  CHECK_FALSE(paced("Not paced"));
  CHECK_FALSE(paced("Pacemaker: no"));
  for (const char* denied : {"pacemaker,no", "Pacemaker = no", "paced;0", "Pacemaker  No", "Pacemaker? N", "Pacemaker: nan",
                             "Absence de stimulateur cardiaque", "Stimulation ventriculaire absente",
                             "Кардиостимулятор не установлен", "起搏器: 否", "没有起搏器", "ペースメーカー：いいえ"}) {
    CAPTURE(denied);
    CHECK_FALSE(paced(denied));
  }
  for (const char* said : {"pacemaker,yes", "Pacemaker = DDD", "Paced rhythm - no further analysis", "Paced, no change",
                           "Кардиостимулятор имплантирован", "起搏心律"}) {
    CAPTURE(said);
    CHECK(paced(said));
  }
  CHECK_FALSE(paced("Pacemaker: None"));
  CHECK_FALSE(paced("Pacemaker:"));
  CHECK_FALSE(paced("Pacemaker: 0"));
  CHECK_FALSE(paced("Without pacemaker"));
  CHECK_FALSE(with_comments({"Sinus rhythm"}).paced.has_value());
}

TEST_CASE("a denial of something else does not unpace a paced rhythm") {
  CHECK(paced("Paced rhythm - no further analysis attempted"));
  CHECK(paced("No further analysis attempted due to paced rhythm"));
  CHECK(paced("Pacemaker: yes"));
  CHECK(paced("Pacemaker: 1"));
  CHECK(paced("Rhythm unknown, with ventricular pacemaker"));
  CHECK(paced("Electronic ventricular pacemaker"));
}

TEST_CASE("pacing is done by a device, whatever the next clause says of other beats") {
  for (const char* line : {"Electronic ventricular pacemaker. Ectopic beats", "100% ventricular paced; ectopic beats",
                           "Ventricular pacing, ectopic atrial rhythm", "Low pacing threshold",
                           "Porteur d'un pace-maker", "Pace maker ventriculaire"}) {
    CAPTURE(line);
    CHECK(paced(line));
  }
  CHECK_FALSE(paced("Pas de pace-maker"));
}

TEST_CASE("a pacemaker in the atrium is a device unless it is said to be the heart's own") {
  CHECK(paced("Electronic atrial pacemaker"));
  CHECK(paced("Atrial pacemaker, 100% capture"));
  for (const char* natural :
       {"Wandering atrial pacemaker", "Ectopic atrial pacemaker", "Low atrial pacemaker", "Shifting pacemaker",
        "Wandernder Vorhofschrittmacher", "Ektoper Schrittmacher", "Marcapasos auricular migratorio",
        "Marcapasso atrial ect\u00f3pico", "Pacemaker migrateur"}) {
    CAPTURE(natural);
    CHECK_FALSE(paced(natural));
  }
}

TEST_CASE("pacing is recognised in French, German, Portuguese and Spanish, and a denial is not taken for it") {
  for (const char* stated :
       {"Marcapasos ventricular", "MARCAPASO", "Ritmo de marcapasos", "Marcapasso", "Marca-passo atrial", "Stimulateur",
        "Stimulateur cardiaque", "Herzschrittmacher", "Schrittmacherrhythmus", "Pacemakerritme", "Schrittmacher: ja",
        "Marcapasos: s\u00ed", "Stimulateur cardiaque : oui", "Rythme \u00e9lectro-entra\u00een\u00e9"}) {
    CAPTURE(stated);
    CHECK(paced(stated));
  }
  for (const char* denied :
       {"kein Schrittmacher", "Keine Herzschrittmacher", "ohne Schrittmacher", "Schrittmacher: nein", "sin marcapasos",
        "No tiene marcapasos", "Marcapasos: ninguno", "Ning\u00fan marcapasos", "sem marcapasso",
        "N\u00e3o tem marcapasso", "Marcapasso: n\u00e3o", "sans stimulateur", "pas de stimulateur cardiaque",
        "Stimulateur cardiaque : non", "Aucun stimulateur", "Neurostimulateur"}) {
    CAPTURE(denied);
    CHECK_FALSE(paced(denied));
  }
}

TEST_CASE("a date of birth is read under each of its names, as ISO 8601 where it is certain") {
  for (const char* comment : {"Birth date: 2015-05-02", "Date of birth: May 2, 2015", "DOB=02.05.2015",
                              "\"Date of Birth\",\"2 May 2015\"", "birthdate;20150502"}) {
    CAPTURE(comment);
    CHECK(with_comments({comment}).patient.birth_date == "2015-05-02");
  }
  CHECK(with_comments({"DOB: 02/05/2015"}).patient.birth_date == "02/05/2015");
}

TEST_CASE("cardiac stimulation is pacing in the words of several languages") {
  for (const char* stated :
       {"Stimulation ventriculaire",
        "Entra\u00eenement \u00e9lectrosystolique ventriculaire",
        "Stimulation atrio-ventriculaire",
        "Rythme de stimulateur",
        "Kammerstimulation",
        "Stimulierter Rhythmus",
        "Ventrikul\u00e4re Stimulation",
        "Ritmo elettroindotto",
        "Ritmo da elettrostimolazione",
        "Stimolazione ventricolare",
        "Segnapassi",
        "Ritmo estimulado",
        "Estimulaci\u00f3n ventricular",
        "Estimula\u00e7\u00e3o ventricular",
        "Gangmakerritme",
        "Atriaal gepacet ritme",
        "Pace rhythm",
        "Pacer spikes",
        "\u041a\u0430\u0440\u0434\u0438\u043e\u0441\u0442\u0438\u043c\u0443\u043b\u044f\u0442\u043e\u0440",
        "\u30da\u30fc\u30b9\u30e1\u30fc\u30ab\u30fc",
        "\u8d77\u640f\u5fc3\u5f8b"}) {
    CAPTURE(stated);
    CHECK(paced(stated));
  }
}

TEST_CASE("a denial of stimulation, and stimulation of something else, are no pacing") {
  for (const char* denied :
       {"Pas de stimulation ventriculaire",
        "Stimulation ventriculaire : non",
        "Keine Kammerstimulation",
        "Nicht stimulierter Rhythmus",
        "Senza stimolazione ventricolare",
        "Assenza di stimolazione ventricolare",
        "Nessun segnapassi",
        "Segnapassi migrante",
        "Geen gangmaker",
        "Gangmaker: geen",
        "Vagal stimulation",
        "Stimulation vagale",
        "Estimulaci\u00f3n vagal",
        "Ellipse rhythm",
        "Pace of rhythm",
        "\u0411\u0435\u0437 "
        "\u043a\u0430\u0440\u0434\u0438\u043e\u0441\u0442\u0438\u043c\u0443\u043b\u044f\u0442\u043e\u0440\u0430",
        "\u041a\u0430\u0440\u0434\u0438\u043e\u0441\u0442\u0438\u043c\u0443\u043b\u044f\u0442\u043e\u0440: "
        "\u043d\u0435\u0442",
        "\u30da\u30fc\u30b9\u30e1\u30fc\u30ab\u30fc\u306a\u3057",
        "\u79fb\u52d5\u6027\u30da\u30fc\u30b9\u30e1\u30fc\u30ab\u30fc",
        "\u6e38\u8d70\u6027\u5fc3\u623f\u8d77\u640f\u70b9",
        "\u65e0\u8d77\u640f\u5668"}) {
    CAPTURE(denied);
    CHECK_FALSE(paced(denied));
  }
  CHECK(paced("\u30da\u30fc\u30b9\u30e1\u30fc\u30ab\u30fc: \u3042\u308a"));
}

TEST_CASE("identifying fields are read where they are named") {
  const EcgRecord record = with_comments({"Patient ID: 4711", "Patient name: A B", "Birth date: 1960-01-02"});
  CHECK(record.patient.id == "4711");
  CHECK(record.patient.name == "A B");
  CHECK(record.patient.birth_date == "1960-01-02");
}

TEST_CASE("the time that a statement takes does not grow with the square of its length") {
  const auto text_of = [](std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i)
      text += "<dx pacing: no pas de pacemaker: 0 ";
    for (std::size_t i = 0; i < words; ++i)
      text += "schrittmacher";
    text += ": no";
    text.append(10 * words, ' ');
    return text;
  };
  CHECK(growth_to(30000, text_of, [](const std::string& text) {
          REQUIRE_FALSE(io::says_paced(text));
          REQUIRE_FALSE(paced(text));
        }) < kMostGrowth);
}

}  // namespace patient_comments_tests
