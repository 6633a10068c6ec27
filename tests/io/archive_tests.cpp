#include "leadwise/archive.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"
#include "zip_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace archive_tests {

namespace {

constexpr std::string_view kTable = "time_s,I,II\n0,0.1,0.2\n0.002,0.3,0.4\n";

Result<std::vector<FileContent>> unpacked(const Bytes& bytes, std::string name = "a.zip") {
  return unpack_archive({std::move(name), bytes});
}

std::string refusal_of(const Bytes& bytes) {
  const auto result = unpacked(bytes);
  return result ? std::string() : std::string(error_name(result.error().code));
}

Result<EcgRecord> read_one(std::string name, const Bytes& bytes) { return Files().add(std::move(name), bytes).read(); }

}  // namespace

TEST_CASE("a gzip file holds one file, named like itself without its ending") {
  const Bytes packed = gzip_of(bytes_of(kTable));
  CHECK(is_archive({"x", packed}));
  const auto contents = unpacked(packed, "folder/table.csv.GZ");
  REQUIRE(contents.has_value());
  REQUIRE(contents->size() == 1);
  CHECK(contents->front().name == "folder/table.csv");
  CHECK(contents->front().bytes == bytes_of(kTable));
}

TEST_CASE("the members of a gzip file are joined") {
  Bytes packed = gzip_of(bytes_of("time_s,I\n0,1\n"));
  const Bytes more = gzip_of(bytes_of("0.002,2\n"));
  packed.insert(packed.end(), more.begin(), more.end());
  const auto record = read_one("a.csv.gz", packed);
  REQUIRE(refusal(record) == "");
  CHECK(record->channels[0].samples_mv == std::vector<double>{1.0, 2.0});
}

TEST_CASE("a zip archive holds files, stored or deflated, without folders and resource forks") {
  const Bytes packed = zip_of({{"f/", {}, true},
                               {"f/a.csv", bytes_of(kTable), true},
                               {"f/b.csv", bytes_of(kTable), false},
                               {"__MACOSX/f/._a.csv", bytes_of("x"), false}});
  const auto contents = unpacked(packed);
  REQUIRE(contents.has_value());
  REQUIRE(contents->size() == 2);
  CHECK(contents->at(0).name == "f/a.csv");
  CHECK(contents->at(1).bytes == bytes_of(kTable));
}

TEST_CASE("an archive with one record is read like the record, its parts found") {
  const Bytes packed = zip_of({{"d/small.hea", bytes_of(kSmallHeader), true},
                               {"d/small.dat", small_samples(), true},
                               {"d/notes.txt", bytes_of("nothing"), true}});
  const auto record = read_one("small.zip", packed);
  REQUIRE(refusal(record) == "");
  CHECK(record->format == "wfdb");
  CHECK(record->channels.size() == 3);
}

TEST_CASE("a zip of a folder with a record of segments and its annotations is that record") {
  const Bytes packed = zip_of({{"w/whole.hea", bytes_of("whole/3 3 500 12\nsmall 4\n~ 4\nsmall 4\n"), true},
                               {"w/whole.atr", Bytes{1, 4, 1, 48, 0, 0}, true},
                               {"w/small.hea", bytes_of(kSmallHeader), true},
                               {"w/small.dat", small_samples(), true}});
  const auto record = read_one("w.zip", packed);
  REQUIRE(refusal(record) == "");
  CHECK(record->sample_count() == 12);
  CHECK(record->annotations.size() == 2);
  CHECK(record->paced == true);
}

TEST_CASE("an archive within an archive is unpacked too") {
  const auto record = read_one("a.zip", zip_of({{"t.csv.gz", gzip_of(bytes_of(kTable)), false}}));
  CHECK(refusal(record) == "");
}

TEST_CASE("zips within a zip are folders, so that a header never takes another one's samples") {
  Bytes other = small_samples();
  other.front() = 2;
  const auto inner = [](const Bytes& samples) {
    return zip_of({{"small.hea", bytes_of(kSmallHeader), true}, {"small.dat", samples, true}});
  };
  const auto contents =
      unpacked(zip_of({{"p/1.zip", inner(small_samples()), false}, {"p/2.zip", inner(other), false}}));
  REQUIRE(contents.has_value());
  REQUIRE(contents->size() == 4);
  CHECK(contents->at(0).name == "p/1.zip/small.hea");
  CHECK(contents->at(3).name == "p/2.zip/small.dat");
  const auto views = views_of(*contents);
  const auto groups = group_records(views);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].parts == std::vector<std::size_t>{0, 1});
  CHECK(groups[1].parts == std::vector<std::size_t>{2, 3});
}

TEST_CASE("of a zip with files that cannot be unpacked the others come out, and each of those says why") {
  Bytes packed = zip_of({{"a.csv", bytes_of(kTable)}, {"b.csv", bytes_of(kTable)}, {"c.csv", bytes_of(kTable)},
                         {"c.csv", bytes_of("other")}, {"d.csv.gz", bytes_of("\x1f\x8b\x08 no gzip file")}});
  set_zip_method(packed, 1, 12);
  CHECK_FALSE(unpacked(packed));
  const auto found = unpack_what_can_be({"a.zip", packed});
  REQUIRE(found);
  REQUIRE(found->contents.size() == 1);
  CHECK(found->contents.front().name == "a.csv");
  REQUIRE(found->failed.size() == 3);
  CHECK(found->failed[0].name == "b.csv");
  CHECK(found->failed[0].error.code == ErrorCode::UnsupportedFormat);
  CHECK(found->failed[1].name == "d.csv.gz");
  CHECK(found->failed[2].name == "c.csv");
  CHECK(found->failed[2].error.message == "\"a.zip\" holds two files of the name \"c.csv\"; unpack it first");
}

TEST_CASE("an archive with two files of one name is refused: one would stand for the other") {
  CHECK(refusal_of(zip_of({{"a.csv", bytes_of(kTable), true}, {"a.csv", bytes_of("other"), true}})) == "InvalidHeader");
  CHECK(refusal_of(zip_of({{"a.csv", bytes_of(kTable), true}, {"a.csv.gz", gzip_of(bytes_of("other")), true}})) ==
        "InvalidHeader");
}

TEST_CASE("names in a zip that are no UTF-8 are taken as code page 437") {
  const auto contents = unpacked(zip_of({{"M\x81ller\xE1.csv", bytes_of(kTable), true}, {"Mü.csv", bytes_of(kTable)}}));
  REQUIRE(contents.has_value());
  CHECK(contents->at(0).name == "Müllerß.csv");
  CHECK(contents->at(1).name == "Mü.csv");
  const auto drawn = unpacked(zip_of({{"\xC4", bytes_of(kTable), true}}));
  REQUIRE(drawn.has_value());
  CHECK(drawn->at(0).name == "─");
}

TEST_CASE("an archive with several records, or none, is not taken for one") {
  const Bytes two = zip_of({{"a.csv", bytes_of(kTable), true}, {"b.csv", bytes_of(kTable), true}});
  CHECK(refusal(read_one("two.zip", two)) == "InvalidArgument");
  CHECK(refusal(read_one("none.zip", zip_of({{"a.txt", bytes_of("x"), true}, {"b.txt", bytes_of("y"), true}}))) ==
        "UnknownFormat");
  CHECK(refusal(read_one("empty.zip", zip_of({}))) == "UnknownFormat");
}

TEST_CASE("office documents and empty archives are named, each refusal with its place") {
  const auto refused = [](const std::vector<ZipMember>& members) {
    const auto record = read_one("a.xlsx", zip_of(members));
    REQUIRE(refusal(record) == "UnknownFormat");
    CHECK(record.error().offset == 0);
    return record.error().message;
  };
  CHECK(refused({{"[Content_Types].xml", bytes_of("<a/>")}, {"xl/workbook.xml", bytes_of("<a/>")}}).find("Excel") !=
        std::string::npos);
  CHECK(refused({{"mimetype", bytes_of("x")}, {"content.xml", bytes_of("<a/>")}}).find("OpenDocument") !=
        std::string::npos);
  CHECK(refused({}).find("holds no files") != std::string::npos);
}

TEST_CASE("a zip behind other bytes is read, whether or not its places count them") {
  const Bytes front = bytes_of("MZ a program that unpacks itself");
  Bytes packed = zip_of({{"a.csv", bytes_of(kTable), true}});
  Bytes joined = front;
  joined.insert(joined.end(), packed.begin(), packed.end());
  const auto record = read_one("a.exe", joined);
  REQUIRE(refusal(record) == "");
  CHECK(record->channels.size() == 2);
  const auto add_front = [&](std::size_t at) {
    const std::size_t low = packed[at] + front.size();
    packed[at] = static_cast<std::uint8_t>(low);
    packed[at + 1] = static_cast<std::uint8_t>(packed[at + 1] + (low >> 8U));
  };
  add_front(packed.size() - 6);
  set_zip_header_offset(packed, 0, static_cast<std::uint32_t>(front.size()));
  joined = front;
  joined.insert(joined.end(), packed.begin(), packed.end());
  const auto counted = read_one("a.exe", joined);
  REQUIRE(refusal(counted) == "");
  CHECK(counted->channels[1].samples_mv == record->channels[1].samples_mv);
  for (std::size_t size = front.size(); size < joined.size(); ++size) {
    Bytes cut = joined;
    cut.resize(size);
    CHECK_FALSE(read_one("a.exe", cut).has_value());
  }
}

TEST_CASE("names that lead out of an archive are refused") {
  for (const char* name : {"../a.csv", "/etc/a.csv", "f/../../a.csv", "C:\\a.csv", "f\\..\\a.csv"}) {
    CAPTURE(name);
    CHECK(refusal_of(zip_of({{name, bytes_of(kTable), true}})) == "InvalidHeader");
  }
}

TEST_CASE("a cut or altered archive is never taken for what it held") {
  for (const Bytes& whole : {zip_of({{"a.csv", bytes_of(kTable), true}}), gzip_of(bytes_of(kTable))}) {
    for (std::size_t size = 4; size < whole.size(); ++size) {
      Bytes cut = whole;
      cut.resize(size);
      CAPTURE(size);
      CHECK_FALSE(unpacked(cut).has_value());
    }
    for (std::size_t bit = 8 * 4; bit < 8 * whole.size(); ++bit) {
      Bytes flipped = whole;
      flipped[bit / 8] = static_cast<std::uint8_t>(flipped[bit / 8] ^ (1U << bit % 8));
      CAPTURE(bit);
      const auto contents = unpacked(flipped);
      if (contents && !contents->empty())
        CHECK(contents->front().bytes == bytes_of(kTable));
    }
  }
}

TEST_CASE("a zip whose entries share their bytes is refused") {
  Bytes packed = zip_of({{"a.csv", bytes_of(kTable), true}, {"b.csv", bytes_of(kTable), true}});
  set_zip_header_offset(packed, 1, 0);
  CHECK(refusal_of(packed) == "InvalidHeader");
}

TEST_CASE("a zip that says it holds gigabytes is refused before anything is unpacked") {
  Bytes packed = zip_of({{"a.csv", bytes_of(kTable), true}});
  set_zip_unpacked_size(packed, 0, 0xFFFFFFFE);
  CHECK(refusal_of(packed) == "TooLarge");
}

TEST_CASE("an archive that unpacks to 64 MiB and more than 64 times its size is refused") {
  const Bytes zeros((std::size_t{64} << 20U) + 1, 0);
  const Bytes gzip = gzip_of(zeros);
  CHECK(refusal_of(gzip) == "TooLarge");
  CHECK(unpacked(gzip).error().offset.has_value());
  CHECK(refusal_of(gzip_of({zeros.begin(), zeros.end() - 1})) == "");
  CHECK(refusal_of(zip_of({{"a.csv", zeros}})) == "TooLarge");
  // Of an archive within an archive the outer one's size counts.
  const Bytes within = zip_of({{"a.csv.gz", gzip}});
  CHECK(refusal_of(within) == "TooLarge");
  CHECK(unpacked(within).error().offset == 0);
}

TEST_CASE("an entry that unpacks to more than it says is refused") {
  Bytes packed = zip_of({{"a.csv", Bytes(1000000, 'x'), true}});
  set_zip_unpacked_size(packed, 0, 10);
  CHECK(refusal_of(packed) == "TooLarge");
}

TEST_CASE("encrypted entries and other compressions are named") {
  Bytes encrypted = zip_of({{"a.csv", bytes_of(kTable), true}});
  set_zip_flags(encrypted, 0, 1);
  CHECK(refusal_of(encrypted) == "UnsupportedFormat");
  Bytes other = zip_of({{"a.csv", bytes_of(kTable), true}});
  set_zip_method(other, 0, 14);
  CHECK(refusal_of(other) == "UnsupportedFormat");
}

}  // namespace archive_tests
