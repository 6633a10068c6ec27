#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_segment_tests {

namespace {

using Texts = std::map<std::string, std::string>;

// Two segments of two samples with a gap between them; "m" is of fixed layout, "v" of variable layout.
Texts fixed_layout() {
  return {{"m.hea", "m/3 2 500 7 10:00:00\na 2\n~ 3\nb 2\n# Age: 61\n"},
          {"a.hea", "a 2 500 2\na.dat 16 1000/mV 16 0 1 3 0 I\na.dat 16 1000/mV 16 0 5 11 0 II\n"},
          {"b.hea", "b 2 500 2\nb.dat 16 1000/mV 16 0 1 3 0 I\nb.dat 16 1000/mV 16 0 5 11 0 II\n"}};
}

Texts variable_layout() {
  return {{"m.hea", "m/4 3 500 7\nl 0\na 2\n~ 3\nb 2\n"},
          {"l.hea", "l 3 500 0\n~ 0 500(7)/mV 16 0 0 0 0 V1\n~ 0 1000/mV 16 0 0 0 0 II\n~ 0 1/mmHg 16 0 0 0 0 ABP\n"},
          {"a.hea", "a 1 500 2\na.dat 16 1000/mV 16 0 1 6 0 II\n"},
          {"b.hea", "b 2 500\nb.dat 16 1000/mV 16 0 1 3 0 II\nb.dat 16 500(7)/mV 16 0 5 11 0 V1\n"}};
}

Files files_of(const Texts& headers, const std::string& first = "m.hea") {
  Files files;
  files.add(first, headers.at(first));
  for (const auto& [name, text] : headers) {
    if (name != first)
      files.add(name, text);
  }
  return files.add("a.dat", pack_16(std::vector{1, 5, 2, 6})).add("b.dat", pack_16(std::vector{1, 5, 2, 6}));
}

Result<EcgRecord> read(const Texts& headers) { return files_of(headers).read(); }

Result<EcgRecord> read_fixed(const std::string& file, std::string_view from, std::string_view to) {
  Texts headers = fixed_layout();
  headers[file] = altered(headers[file], from, to);
  return read(headers);
}

std::string gaps_and_values(const std::vector<double>& samples_mv) {
  std::string text;
  for (const double sample_mv : samples_mv)
    text += std::isnan(sample_mv) ? "-" : std::to_string(std::lround(sample_mv * 1000)) + ' ';
  return text;
}

}  // namespace

TEST_CASE("what the segments' headers say of the patient is the record's, each comment once") {
  Texts headers = fixed_layout();
  headers["a.hea"] += "# Sex: F\n# Paced rhythm\n";
  headers["b.hea"] += "# Paced rhythm\n# Age: 70\n";
  const auto record = read(headers);
  REQUIRE(refusal(record) == "");
  CHECK(record->paced == true);
  CHECK(record->patient.sex == Sex::female);
  CHECK(record->patient.age_years == 61.0);
  CHECK(record->comments == std::vector<std::string>{"Age: 61", "Sex: F", "Paced rhythm", "Age: 70"});
}

TEST_CASE("segments of a fixed layout stand behind one another and gaps are missing samples") {
  const auto record = read(fixed_layout());
  REQUIRE(refusal(record) == "");
  CHECK(gaps_and_values(record->find(Lead::I)->samples_mv) == "1 2 ---1 2 ");
  CHECK(gaps_and_values(record->find(Lead::II)->samples_mv) == "5 6 ---5 6 ");
  CHECK(record->find(Lead::I)->resolution_mv == 0.001);
  CHECK(record->acquisition_time == "10:00:00");
  CHECK(record->patient.age_years == 61.0);
  CHECK(record->notes.empty());
}

TEST_CASE("a segment may appear several times") {
  const auto record = read_fixed("m.hea", "b 2", "a 2");
  REQUIRE(refusal(record) == "");
  CHECK(gaps_and_values(record->find(Lead::I)->samples_mv) == "1 2 ---1 2 ");
}

TEST_CASE("a segment of null signals is a gap") {
  Texts headers = fixed_layout();
  headers["m.hea"] = altered(headers["m.hea"], "~ 3", "null 3");
  headers["null.hea"] = "null 2 500 3\n* 0 0 0 0 0 0\n* 0 0 0 0 0 0\n";
  const auto record = read(headers);
  REQUIRE(refusal(record) == "");
  CHECK(gaps_and_values(record->find(Lead::II)->samples_mv) == "5 6 ---5 6 ");
}

TEST_CASE("signals of a variable layout are found by name, and are missing where a segment has none") {
  const auto record = read(variable_layout());
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 2);
  CHECK(gaps_and_values(record->find(Lead::II)->samples_mv) == "1 5 ---1 2 ");
  CHECK(gaps_and_values(record->find(Lead::V1)->samples_mv) == "------4 -2 ");
  CHECK(record->find(Lead::V1)->resolution_mv == 0.002);
  CHECK(record->find(Lead::V1)->baseline_adu == 7.0);
}

TEST_CASE("two signals of one name in a variable layout keep their own samples") {
  Texts headers = variable_layout();
  headers["l.hea"] = altered(headers["l.hea"], "500(7)/mV 16 0 0 0 0 V1", "1000/mV 16 0 0 0 0 II");
  headers["b.hea"] = altered(headers["b.hea"], "500(7)/mV 16 0 5 11 0 V1", "1000/mV 16 0 5 11 0 II");
  const auto record = read(headers);
  REQUIRE(refusal(record) == "");
  REQUIRE(record->channels.size() == 1);
  CHECK(gaps_and_values(record->channels[0].samples_mv) == "1 5 ---1 2 ");
  REQUIRE(record->other_signals.size() == 1);
  CHECK(gaps_and_values(record->other_signals[0].channels[0].samples_mv) == "-----5 6 ");
}

TEST_CASE("a gain that changes between segments is applied segment by segment and noted") {
  const auto record = read_fixed("b.hea", "1000/mV 16 0 1 3", "500/mV 16 0 1 3");
  REQUIRE(refusal(record) == "");
  CHECK(gaps_and_values(record->find(Lead::I)->samples_mv) == "1 2 ---2 4 ");
  CHECK(record->find(Lead::I)->resolution_mv == 0.0);
  CHECK(record->find(Lead::II)->resolution_mv == 0.001);
  CHECK(record->notes.size() == 1);
}

TEST_CASE("segments with several samples per frame stand at their place in time") {
  const Texts headers = {{"m.hea", "m/3 1 250 4\na 1\n~ 1\na 2\n"},
                         {"a.hea", "a 1 250 1\na.dat 16x2 1000/mV 16 0 1 6 0 II\n"}};
  CHECK(refusal(read(headers)) == "InvalidHeader");
  Texts equal = headers;
  equal["m.hea"] = "m/3 1 250 3\na 1\n~ 1\na 1\n";
  const auto record = read(equal);
  REQUIRE(refusal(record) == "");
  CHECK(record->sampling_rate_hz == 500.0);
  CHECK(gaps_and_values(record->find(Lead::II)->samples_mv) == "1 5 --1 5 ");
}

TEST_CASE("segments that contradict their record are refused") {
  CHECK(refusal(read_fixed("m.hea", "500 7", "500 8")) == "InvalidHeader");
  CHECK(refusal(read_fixed("m.hea", "a 2", "a 3")) == "InvalidHeader");
  CHECK(refusal(read_fixed("m.hea", "m/3", "m/4")) == "TruncatedData");
  CHECK(refusal(read_fixed("m.hea", "m/3", "m/2")) == "InvalidHeader");
  CHECK(refusal(read_fixed("m.hea", "b 2\n", "b two\n")) == "InvalidHeader");
  CHECK(refusal(read_fixed("b.hea", "b 2 500", "b 2 250")) == "InvalidHeader");
  CHECK(refusal(read_fixed("b.hea", "0 II", "0 V6")) == "InvalidHeader");
  CHECK(refusal(read_fixed("b.hea", "b 2 500 2\n", "b 1 500 2\n")) == "InvalidHeader");
  CHECK(refusal(read_fixed("a.hea", "1 3 0 I", "1 4 0 I")) == "ChecksumMismatch");
}

TEST_CASE("a segment that samples a signal at another rate than the record is refused") {
  Texts headers = fixed_layout();
  headers["b.hea"] = "b 2 500 2\nc.dat 16 1000/mV 16 0 1 5 0 I\nc.dat 16x2 1000/mV 16 0 2 16 0 II\n";
  const auto record = files_of(headers).add("c.dat", pack_16(std::vector{1, 2, 3, 4, 5, 6})).read();
  REQUIRE(refusal(record) == "InvalidHeader");
  CHECK(record.error().message.find("samples per frame") != std::string::npos);
}

TEST_CASE("a segment that consists of segments is refused, and so is a record that is its own segment") {
  CHECK(refusal(read_fixed("b.hea", "b 2 500 2", "b/2 2 500 2")) == "InvalidHeader");
  Texts headers = fixed_layout();
  headers["b.hea"] = "b/1 2 500 2\nm 2\n";
  const auto nested = read(headers);
  REQUIRE(refusal(nested) == "InvalidHeader");
  CHECK(nested.error().message.find("consists of segments itself") != std::string::npos);
  CHECK(refusal(read_fixed("m.hea", "b 2", "m 2")) == "MissingFile");
}

TEST_CASE("a segment whose header or signal file was not given is named") {
  Texts headers = fixed_layout();
  headers.erase("b.hea");
  const auto record = read(headers);
  REQUIRE(refusal(record) == "MissingFile");
  CHECK(record.error().message.find("\"b\"") != std::string::npos);
  const auto no_samples = read_fixed("b.hea", "b.dat", "c.dat");
  CHECK(refusal(no_samples) != "");
  Texts other = fixed_layout();
  other["b.hea"] = "b 2 500 2\nc.dat 16 1000/mV 16 0 1 3 0 I\nc.dat 16 1000/mV 16 0 5 11 0 II\n";
  const auto missing = read(other);
  REQUIRE(refusal(missing) == "MissingFile");
  CHECK(missing.error().message.find("c.dat") != std::string::npos);
}

TEST_CASE("gaps that would fill the memory are refused before anything is allocated") {
  CHECK(refusal(read_fixed("m.hea", "500 7 10:00:00\na 2\n~ 3", "500\na 2\n~ 1000000000")) == "TooLarge");
  CHECK(refusal(read_fixed("m.hea", "500 7 10:00:00\na 2\n~ 3", "500\na 2\n~ 1099511627776")) == "TooLarge");
  CHECK(refusal(read_fixed("m.hea", "500 7 10:00:00\na 2\n~ 3", "500\na 2\n~ 18446744073709551615")) == "TooLarge");
  // Fewer frames than that, but of two signals.
  CHECK(refusal(read_fixed("m.hea", "500 7 10:00:00\na 2\n~ 3", "500\na 2\n~ 30000000")) == "TooLarge");
}

TEST_CASE("a hundred thousand mentions of a segment take no longer than its length") {
  Texts headers = fixed_layout();
  headers["a.hea"] = "a 1 500 1\na.dat 16 1000/mV 16 0 1 1 0 I\n" + std::string(200000, '#');
  std::string lines;
  for (int i = 0; i < 100000; ++i)
    lines += i % 2 == 0 ? "a 1\n" : "x/A 1\n";
  headers["m.hea"] = "m/100000 1 500\n" + lines;
  const auto record = read(headers);
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 100000);
}

TEST_CASE("a record of gaps alone has no ECG") {
  CHECK(refusal(Files().add("m.hea", "m/1 2 500 4\n~ 4\n").read()) == "NoEcgChannel");
  CHECK(refusal(Files().add("m.hea", "m/1 2 500 0\n~ 0\n").read()) == "TruncatedData");
}

TEST_CASE("a record of several segments takes its segments' headers and their signal files") {
  const Files files = files_of(fixed_layout(), "b.hea").add("m.atr", Bytes{0x05, 0x04, 0, 0});
  const auto views = files.views();
  const auto groups = group_records(views);
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].name == "m.hea");
  CHECK(groups[0].parts.size() == views.size());
  std::vector<FileBytes> parts;
  for (const std::size_t part : groups[0].parts)
    parts.push_back(views[part]);
  const auto record = read_record(parts);
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 7);
  CHECK(record->annotations.size() == 1);
}

TEST_CASE("a header of several segments refers to its segments' headers, each once and without gaps") {
  const Bytes header = bytes_of("m/4 1 500 8\na 2\n~ 2\na 2\n17 2\n");
  CHECK(referenced_files({"m.hea", header}) == std::vector<std::string>{"a.hea", "17.hea"});
  CHECK(detect_format({"m.hea", header}) == "wfdb");
}

TEST_CASE("records that name each other as segments stay records, so that every file is in one") {
  Files files;
  files.add("a.hea", "a/1 1 500 4\nb 4\n").add("b.hea", "b/1 1 500 4\na 4\n");
  const auto views = files.views();
  CHECK(group_records(views).size() == 2);
  CHECK(refusal(read_record(views)) == "InvalidHeader");
}

}  // namespace wfdb_segment_tests
