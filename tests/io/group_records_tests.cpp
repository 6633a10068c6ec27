#include <string>

#include <catch2/catch_test_macros.hpp>

#include "growth.hpp"
#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace group_records_tests {

namespace {

std::string header_for(const std::string& signal_file) {
  return "r 1 500 1\n" + signal_file + " 16 200 16 0 7 7 0 I\n";
}

std::vector<RecordFiles> groups_of(const Files& files) {
  const auto views = files.views();
  return group_records(views);
}

}  // namespace

TEST_CASE("a header takes the files that it names; others stand alone") {
  const Bytes seven = pack_16(std::vector{7});
  const auto groups = groups_of(
      Files().add("b.dat", seven).add("notes.txt", "hello").add("b.hea", header_for("b.dat")).add("c.dat", seven));
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].name == "notes.txt");
  CHECK(groups[1].name == "b.hea");
  CHECK(groups[1].parts == std::vector<std::size_t>{2, 0});
  CHECK(groups[2].name == "c.dat");
}

TEST_CASE("two headers may name the same signal file") {
  const auto groups =
      groups_of(Files().add("a.hea", header_for("x.dat")).add("b.hea", header_for("X.DAT")).add("x.dat", Bytes{7, 0}));
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].parts == std::vector<std::size_t>{0, 2});
  CHECK(groups[1].parts == std::vector<std::size_t>{1, 2});
}

TEST_CASE("files of one name in two folders stay with the header of their folder") {
  const Bytes seven = pack_16(std::vector{7});
  const auto groups = groups_of(Files()
                                    .add("p1/r.dat", seven)
                                    .add("p2/r.dat", seven)
                                    .add("p2/r.hea", header_for("r.dat"))
                                    .add("p3/r.hea", header_for("r.dat")));
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].parts == std::vector<std::size_t>{0});
  CHECK(groups[1].parts == std::vector<std::size_t>{2, 1});
  CHECK(groups[2].parts == std::vector<std::size_t>{3});
}

TEST_CASE("every file is in a group even where headers name each other") {
  const auto groups = groups_of(Files().add("a.hea", header_for("b.hea")).add("b.hea", header_for("a.hea")));
  CHECK(groups.size() == 2);
}

TEST_CASE("a header that cannot be read still keeps its signal file with it") {
  const std::string broken = altered(header_for("r.dat"), "16 200", "16 nan");
  const auto groups = groups_of(Files().add("r.hea", broken).add("r.dat", Bytes{7, 0}));
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].parts.size() == 2);
}

TEST_CASE("the files that a record refers to are named once and without their folder") {
  const Bytes header = bytes_of("r 2 500 1\nsub/r.dat 16 200\nsub/r.dat 16 200\n");
  CHECK(referenced_files({"r.hea", header}) == std::vector<std::string>{"r.dat"});
  const Bytes table = bytes_of("time_s,I\n0,1\n0.002,2\n");
  CHECK(referenced_files({"t.csv", table}).empty());
}

TEST_CASE("the time to group records of one name, each in its folder, does not grow with the square of their number") {
  const auto files_of = [](std::size_t count) {
    Files files;
    for (std::size_t i = 0; i < count; ++i) {
      files.add("p" + std::to_string(i) + "/ecg.dat", Bytes{7, 0});
      files.add("p" + std::to_string(i) + "/ecg.hea", header_for("ecg.dat"));
    }
    return files;
  };
  constexpr std::size_t kCount = 30000;
  std::vector<RecordFiles> groups;
  CHECK(growth_to(kCount, files_of, [&](const Files& files) { groups = groups_of(files); }) < kMostGrowth);
  REQUIRE(groups.size() == kCount);
  CHECK(groups.back().parts == std::vector<std::size_t>{2 * kCount - 1, 2 * kCount - 2});
}

TEST_CASE("of several headers of one name one takes the annotations, so that parts cannot multiply") {
  Files files;
  for (int i = 0; i < 2000; ++i)
    files.add("r.h" + std::to_string(i), header_for("x.dat"));
  files.add("r.hea", header_for("x.dat"));
  for (int i = 0; i < 2000; ++i)
    files.add("r.a" + std::to_string(i), Bytes{1, 4, 0, 0});
  const auto groups = groups_of(files);
  std::size_t parts = 0;
  for (const RecordFiles& group : groups)
    parts += group.parts.size();
  REQUIRE(groups.size() == 2001);
  CHECK(parts == 4001);
  CHECK(groups.back().name == "r.hea");
  CHECK(groups.back().parts.size() == 2001);
}

TEST_CASE("nothing groups to nothing") { CHECK(group_records({}).empty()); }

}  // namespace group_records_tests
