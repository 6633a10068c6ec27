#include "ingest/record_list.hpp"

#include <catch2/catch_test_macros.hpp>

#include "simulated_folder.hpp"

namespace leadwise::training {
namespace {

using testing::TemporaryFolder;

class Lists {
 public:
  std::filesystem::path write(const std::string& text) {
    const auto path = folder_.path() / "list.csv";
    std::ofstream(path) << text;
    return path;
  }

 private:
  TemporaryFolder folder_{"leadwise_record_list"};
};

Error refusal_of(const std::string& text) {
  Lists lists;
  const auto checked = check_record_list(lists.write(text), "db");
  REQUIRE_FALSE(checked.has_value());
  INFO(checked.error().message);
  return checked.error();
}

void check_refused(const std::string& text, ErrorCode code, const char* words) {
  const auto error = refusal_of(text);
  INFO(error.message);
  CHECK(error.code == code);
  CHECK(error.message.find(words) != std::string::npos);
}

TEST_CASE("A manifest says everything that can be said of a record") {
  Lists lists;
  const auto path = lists.write(
      "path,uid,patient,database,split,weight,time,age_years,sex,paced,label_ph,label_rvh\r\n"
      "a/b.hea,U1,P1,clinic,train,2.5,2024-05-01 13:45:00,61.5,female,0,1,\r\n"
      "\"c,d.hea\",,,,,,,,,,,0\r\n");
  REQUIRE(check_record_list(path, "db").has_value());
  auto list = RecordList::open(path, "db");
  REQUIRE(list.has_value());
  const auto first = **list->next();
  CHECK(first.path == "a/b.hea");
  CHECK(first.facts.uid == "U1");
  CHECK(first.facts.patient == "clinic:P1");
  CHECK(first.facts.split == "train");
  CHECK(first.facts.weight == 2.5);
  CHECK(first.time == "2024-05-01T13:45:00");
  CHECK(first.age_years == 61.5);
  CHECK(first.sex == Sex::female);
  CHECK(first.paced == false);
  CHECK(first.facts.labels.at("ph") == 1);
  CHECK(first.facts.labels.at("rvh") == std::nullopt);
  const auto second = **list->next();
  CHECK(second.path == "c,d.hea");
  CHECK(second.facts.database == "db");
  CHECK(second.facts.uid.size() == 16);
  CHECK(second.facts.patient.empty());
  CHECK(second.facts.labels.at("rvh") == 0);
  CHECK_FALSE(second.time);
  CHECK_FALSE(list->next()->has_value());
}

TEST_CASE("MIMIC-IV-ECG's list is known by its columns") {
  Lists lists;
  const auto path = lists.write(
      "subject_id,study_id,file_name,ecg_time,path\n"
      "10000032,40689238,40689238,2180-07-23 08:44:00,files/p1000/p10000032/s40689238/40689238\n");
  REQUIRE(check_record_list(path, "").has_value());
  auto list = RecordList::open(path, "");
  const auto record = **list->next();
  CHECK(record.path == "files/p1000/p10000032/s40689238/40689238");
  CHECK(record.facts.uid == "40689238");
  CHECK(record.facts.patient == "mimic-iv-ecg:10000032");
  CHECK(record.facts.database == "mimic-iv-ecg");
  CHECK(record.time == "2180-07-23T08:44:00");
}

TEST_CASE("A list that cannot be meant is refused as a whole, with its line") {
  check_refused("path,label_ph\na,1\nb,2\n", ErrorCode::InvalidLabel, "line 3");
  check_refused("path,label_ph\na,1\nb,yes\n", ErrorCode::InvalidLabel, "\"label_ph\" is \"yes\"");
  check_refused("path,split\na,dev\n", ErrorCode::InvalidHeader, "line 2");
  check_refused("path,weight\na,-1\n", ErrorCode::InvalidHeader, "\"weight\"");
  check_refused("path,weight\na,nan\n", ErrorCode::InvalidHeader, "\"weight\"");
  check_refused("path,time\na,01.05.2024\n", ErrorCode::InvalidHeader, "\"time\"");
  check_refused("path,time\na,2024-13-01\n", ErrorCode::InvalidHeader, "\"time\"");
  check_refused("path,age_years\na,200\n", ErrorCode::InvalidHeader, "\"age_years\"");
  check_refused("path,sex\na,F\n", ErrorCode::InvalidHeader, "\"sex\"");
  check_refused("path,paced\na,no\n", ErrorCode::InvalidHeader, "\"paced\"");
  check_refused("path,weight\n,1\n", ErrorCode::InvalidHeader, "\"path\"");
  check_refused("path,pateint\na,1\n", ErrorCode::InvalidHeader, "\"pateint\"");
  check_refused("path,path\na,b\n", ErrorCode::InvalidHeader, "two columns");
  check_refused("path,uid\na\n", ErrorCode::InvalidHeader, "line 2");
  check_refused("path,uid\n\"a,b\n", ErrorCode::InvalidHeader, "quote");
}

TEST_CASE("Two records of one name, and a patient in two splits, are refused with both lines") {
  check_refused("path,uid\na,X\nb,Y\nc,X\n", ErrorCode::DuplicateRecord, "lines 2 and 4");
  check_refused("path\na\nb\na\n", ErrorCode::DuplicateRecord, "lines 2 and 4");
  check_refused("path,patient,split\na,P,train\nb,Q,test\nc,P,test\n", ErrorCode::PatientInTwoParts, "lines 2 and 4");
  check_refused("path,patient,split\na,P,train\nb,P,\n", ErrorCode::PatientInTwoParts, "lines 2 and 3");
  Lists lists;
  CHECK(
      check_record_list(lists.write("path,patient,split\na,P,train\nb,P,train\nc,,test\nd,,train\n"), "").has_value());
}

TEST_CASE("One file under two spellings is one record, whatever the list calls it") {
  check_refused("path,uid\na/b.hea,X\nc.hea,Y\na/../a/b,Z\n", ErrorCode::DuplicateRecord,
                "lines 2 and 4: two records of one file");
  check_refused("path,uid\na/b.hea,X\na\\b.hea,Y\n", ErrorCode::DuplicateRecord, "two records of one file");
}

TEST_CASE("Labels that a column with gaps makes of whole numbers are those numbers") {
  Lists lists;
  const auto path = lists.write("path,label_ph\na,1.0\nb,0.0\nc,\n");
  auto list = RecordList::open(path, "db");
  REQUIRE(list.has_value());
  CHECK((**list->next()).facts.labels.at("ph") == 1);
  CHECK((**list->next()).facts.labels.at("ph") == 0);
  CHECK((**list->next()).facts.labels.at("ph") == std::nullopt);
  check_refused("path,label_ph\na,0.5\n", ErrorCode::InvalidLabel, "\"0.5\"");
}

TEST_CASE("A patient whom nobody knows is no patient called so, and a number with a fraction of 0 is that number") {
  for (const char* nobody : {"NA", "nan", "NaN", "None", "null", "n/a", "Unknown"})
    check_refused("path,patient\na,P\nb," + std::string(nobody) + "\n", ErrorCode::InvalidHeader, "line 3");
  check_refused("path,patient,split\na,123,train\nb,123.0,test\n", ErrorCode::PatientInTwoParts, "lines 2 and 3");
  Lists lists;
  auto list = RecordList::open(lists.write("path,patient\na,123.0\nb,1.50\nc,x.0\n"), "db");
  REQUIRE(list.has_value());
  CHECK((**list->next()).facts.patient == "db:123");
  CHECK((**list->next()).facts.patient == "db:1.50");
  CHECK((**list->next()).facts.patient == "db:x.0");
}

TEST_CASE("A list that is not written as lists are is refused as one, not taken for an ECG") {
  Lists lists;
  CHECK(is_record_list(lists.write("path;patient;label_ph\na;1;0\n")));
  CHECK(is_record_list(lists.write("sep=;\npath;patient\na;1\n")));
  CHECK(is_record_list(lists.write("Path,Patient\na,1\n")));
  CHECK(is_record_list(lists.write("file,label_ph\na,1\n")));
  CHECK(is_record_list(lists.write(std::string("\xFF\xFEp\0a\0t\0h\0,\0u\0\n\0", 16))));
  CHECK_FALSE(is_record_list(lists.write("I,II,V1\n0.1,0.2,0.3\n")));
  CHECK_FALSE(is_record_list(lists.write("# path of the export: /a/b\nI,II,V1\n0.1,0.2,0.3\n")));
  CHECK_FALSE(is_record_list(lists.write("Path to the file\nI,II,V1\n0.1,0.2,0.3\n")));
  check_refused("Path,Patient\na,1\n", ErrorCode::InvalidHeader, "\"Path\" is written \"path\"");
  check_refused("file,label_ph\na,1\n", ErrorCode::InvalidHeader, "no column \"path\"");
}

TEST_CASE("A CSV without a path column is an ECG and no list") {
  Lists lists;
  CHECK_FALSE(is_record_list(lists.write("time_s,I,II\n0,0.1,0.2\n")));
  CHECK(is_record_list(lists.write("\xEF\xBB\xBFpath,uid\na,b\n")));
}

}  // namespace
}  // namespace leadwise::training
