#include "wfdb/wfdb_annotations.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace wfdb_annotation_tests {

namespace {

// Words of an MIT annotation file: a code above ten bits of data.
class Words {
 public:
  Words& add(int code, int data) {
    bytes_.push_back(static_cast<std::uint8_t>(data & 0xFF));
    bytes_.push_back(static_cast<std::uint8_t>((code << 2) | (data >> 8)));
    return *this;
  }
  Words& text(std::string_view text) {
    add(63, static_cast<int>(text.size()));
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    if (text.size() % 2 != 0)
      bytes_.push_back(0);
    return *this;
  }
  Words& skip(std::int32_t interval) {
    add(59, 0);
    const auto bits = static_cast<std::uint32_t>(interval);
    for (const unsigned shift : {16U, 24U, 0U, 8U})
      bytes_.push_back(static_cast<std::uint8_t>(bits >> shift));
    return *this;
  }
  Bytes bytes() const { return bytes_; }
  Bytes ended() { return add(0, 0).bytes_; }

 private:
  Bytes bytes_;
};

Files small_with(const std::string& name, const Bytes& annotations) {
  return Files().add("small.hea", kSmallHeader).add("small.dat", small_samples()).add(name, annotations);
}

EcgRecord annotated(const Bytes& annotations, const std::string& name = "small.atr") {
  const auto record = small_with(name, annotations).read();
  REQUIRE(refusal(record) == "");
  return *record;
}

std::size_t group_count(const Files& files) {
  const auto views = files.views();
  return group_records(views).size();
}

}  // namespace

TEST_CASE("beats, rhythms and comments are read with their times") {
  const EcgRecord record = annotated(Words()
                                         .add(28, 50)
                                         .text("(AFIB")
                                         .add(1, 100)
                                         .add(5, 1023)
                                         .add(22, 0)
                                         .text("a note")
                                         .add(1, 1)
                                         .text("odd")
                                         .ended());
  REQUIRE(record.annotations.size() == 5);
  CHECK(record.annotations[0].text == "(AFIB");
  CHECK(record.annotations[0].time_s == 0.1);
  CHECK(record.annotations[1].text == "N");
  CHECK(record.annotations[1].time_s == 0.3);
  CHECK(record.annotations[2].text == "V");
  CHECK(record.annotations[2].time_s == 1173 / 500.0);
  CHECK(record.annotations[3].text == "a note");
  CHECK(record.annotations[4].text == "N odd");
  CHECK_FALSE(record.annotations[1].channel.has_value());
  CHECK(record.notes.empty());
}

TEST_CASE("an annotated paced beat, fusion or spike says that the rhythm is paced") {
  for (const int code : {12, 26, 38}) {
    CAPTURE(code);
    CHECK(annotated(Words().add(1, 1).add(code, 1).ended()).paced == true);
  }
  CHECK(annotated(Words().add(28, 1).text("(P").add(1, 1).ended()).paced == true);
  CHECK(annotated(Words().add(1, 1).add(22, 1).text("pacemaker spikes").ended()).paced == true);
}

TEST_CASE("other beats and rhythms say nothing of pacing") {
  Words words;
  for (const int code : {1, 2, 3, 5, 6, 11, 13, 14, 37})
    words.add(code, 1);
  words.add(28, 1).text("(PREX").add(22, 1).text("no pacing").add(5, 1).text("f");
  CHECK_FALSE(annotated(words.ended()).paced.has_value());
}

TEST_CASE("a code that the file gives another symbol is no paced beat") {
  const Bytes bytes = Words()
                          .add(22, 0)
                          .text("## annotation type definitions")
                          .add(22, 0)
                          .text("38 fl flutter wave")
                          .add(22, 0)
                          .text("## end of definitions")
                          .add(38, 1)
                          .ended();
  CHECK_FALSE(annotated(bytes).paced.has_value());
}

TEST_CASE("a long interval goes forwards and backwards") {
  const EcgRecord record = annotated(Words().skip(500000).add(1, 250).skip(-500000).add(1, 0).ended());
  REQUIRE(record.annotations.size() == 2);
  CHECK(record.annotations[0].time_s == 1000.5);
  CHECK(record.annotations[1].time_s == 0.5);
}

TEST_CASE("an annotation before the record's beginning is left out and noted") {
  const EcgRecord record = annotated(Words().add(1, 5).skip(-500).add(1, 0).ended());
  CHECK(record.annotations.size() == 1);
  CHECK(record.notes.size() == 1);
}

TEST_CASE("channel and number stay from one annotation to the next, a subtype does not") {
  const Bytes bytes = Words().add(1, 1).add(62, 2).add(60, 7).add(61, 3).add(1, 1).add(61, 0xFF).add(1, 1).ended();
  const io::WfdbAnnotations file = io::parse_wfdb_annotations(bytes, 100);
  REQUIRE(file.annotations.size() == 3);
  CHECK(file.annotations[0].subtype == 3);
  CHECK(file.annotations[1].subtype == -1);
  CHECK(file.annotations[2].subtype == 0);
  CHECK(file.annotations[2].channel == 2);
  CHECK(file.annotations[2].number == 7);
  const EcgRecord record = annotated(bytes);
  CHECK(record.annotations[2].channel == "V1");
}

TEST_CASE("a channel that the record does not have is none") {
  CHECK_FALSE(annotated(Words().add(1, 1).add(62, 255).ended()).annotations[0].channel.has_value());
}

TEST_CASE("annotators that are named after a lead mark that lead") {
  const EcgRecord record = annotated(Words().add(24, 10).add(40, 5).ended(), "small.v1");
  REQUIRE(record.annotations.size() == 2);
  CHECK(record.annotations[0].channel == "V1");
  CHECK(record.annotations[0].text == "p");
  CHECK(record.annotations[1].text == ")");
}

TEST_CASE("a file may count time finer than the record does") {
  const EcgRecord record =
      annotated(Words().add(22, 0).text("## time resolution: 1000").skip(-1).add(0, 1).add(1, 1000).ended());
  REQUIRE(record.annotations.size() == 1);
  CHECK(record.annotations[0].time_s == 1.0);
}

TEST_CASE("a file may define symbols of its own") {
  const EcgRecord record = annotated(Words()
                                         .add(22, 0)
                                         .text("## annotation type definitions")
                                         .add(22, 0)
                                         .text("42 X what it means")
                                         .add(22, 0)
                                         .text("## end of definitions")
                                         .add(42, 10)
                                         .add(43, 1)
                                         .ended());
  REQUIRE(record.annotations.size() == 2);
  CHECK(record.annotations[0].text == "X");
  CHECK(record.annotations[1].text == "[43]");
}

TEST_CASE("several annotation files of a record are all read, and times of a multi-rate record count frames") {
  const auto record =
      small_with("small.atr", Words().add(1, 500).ended()).add("SMALL.qrs", Words().add(1, 9).ended()).read();
  REQUIRE(refusal(record) == "");
  CHECK(record->annotations.size() == 2);
  const auto fast = Files()
                        .add("r.hea", "r 1 250\nr.dat 16x2 1000/mV 16 0 1 3 0 II\n")
                        .add("r.dat", pack_16(std::vector{1, 2}))
                        .add("r.atr", Words().add(1, 250).ended())
                        .read();
  REQUIRE(refusal(fast) == "");
  CHECK(fast->sampling_rate_hz == 500.0);
  CHECK(fast->annotations.at(0).time_s == 1.0);
}

TEST_CASE("an annotation file that breaks off is read as far as it goes, and noted, and the ECG is read") {
  const EcgRecord record = annotated(Words().add(1, 1).add(1, 2).bytes());
  CHECK(record.annotations.size() == 2);
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].code == ErrorCode::TruncatedData);
  CHECK(record.notes[0].message.find("byte 4") != std::string::npos);
  Bytes cut = Words().add(1, 1).text("some words").bytes();
  cut.pop_back();
  CHECK(annotated(cut).notes.size() == 1);
}

TEST_CASE("a file of the record's name that is no annotation file is noted and left out") {
  const EcgRecord record = annotated(Words().add(52, 1).ended(), "small.atr");
  CHECK(record.annotations.empty());
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].message.find("small.atr") != std::string::npos);
}

TEST_CASE("no more annotations are read than asked for") {
  Words words;
  for (int i = 0; i < 10; ++i)
    words.add(1, 1);
  const io::WfdbAnnotations file = io::parse_wfdb_annotations(words.ended(), 4);
  CHECK(file.annotations.size() == 4);
  REQUIRE(file.failure.has_value());
  CHECK(file.failure->code == ErrorCode::TooLarge);
}

TEST_CASE("annotation files go with the header of their name and are no records") {
  const Bytes beats = Words().add(28, 1).text("(N").add(1, 100).ended();
  CHECK(group_count(small_with("small.atr", beats)) == 1);
  CHECK(group_count(small_with("other.atr", beats)) == 2);
  CHECK(group_count(small_with("folder/small.atr", beats)) == 2);
  CHECK(group_count(small_with("small.atr.bak", beats)) == 2);
  CHECK(accompanies({"small.hea", bytes_of(kSmallHeader)}, {"SMALL.V1", beats}));
}

TEST_CASE("a file that only bears the name of an annotation file stands alone") {
  Bytes image = bytes_of("\x89PNG\r\n\x1a\n");
  image.insert(image.end(), {0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 1, 0});
  for (const Bytes& bytes : {bytes_of("some words about it\n"), image, bytes_of("%PDF-1.4\n%\xE2\xE3"), small_samples(),
                             Bytes(100, 0), Bytes{}, Bytes(300, 0xFF)}) {
    CAPTURE(bytes.size());
    CHECK(group_count(small_with("small.xyz", bytes)) == 2);
  }
}

}  // namespace wfdb_annotation_tests
