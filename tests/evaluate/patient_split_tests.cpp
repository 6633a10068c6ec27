#include "leadwise/patient_split.hpp"

#include <map>
#include <set>

#include <catch2/catch_test_macros.hpp>

using namespace leadwise;

namespace {

struct Table {
  std::vector<std::string> patients;
  std::vector<bool> positive;
};

/// Three records a patient; every fourth patient has one positive record.
Table made_table(std::size_t patients) {
  Table table;
  for (std::size_t i = 0; i < 3 * patients; ++i) {
    table.patients.push_back("p" + std::to_string(i % patients));
    table.positive.push_back(i < patients && i % 4 == 0);
  }
  return table;
}

std::vector<std::size_t> folds_of(const Table& table, std::uint64_t seed = 7) {
  return stratified_folds(table.patients, table.positive, 5, seed).value();
}

}  // namespace

TEST_CASE("No patient is in two folds, and folds hold as many positive patients as each other") {
  const Table table = made_table(103);
  const auto folds = folds_of(table);
  std::map<std::string, std::size_t> seen;
  std::map<std::size_t, std::set<std::string>> positive, all;
  for (std::size_t i = 0; i < folds.size(); ++i) {
    CHECK(seen.emplace(table.patients[i], folds[i]).first->second == folds[i]);
    all[folds[i]].insert(table.patients[i]);
    if (table.positive[i])
      positive[folds[i]].insert(table.patients[i]);
  }
  REQUIRE(all.size() == 5);
  for (std::size_t fold = 0; fold < 5; ++fold) {
    CHECK((all[fold].size() == 20 || all[fold].size() == 21));
    CHECK((positive[fold].size() == 5 || positive[fold].size() == 6));
  }
}

TEST_CASE("Folds follow from patients and seed, not from the order of the records") {
  Table table = made_table(40);
  const auto folds = folds_of(table);
  CHECK(folds == folds_of(table));
  CHECK(folds != folds_of(table, 8));
  Table turned{{table.patients.rbegin(), table.patients.rend()}, {table.positive.rbegin(), table.positive.rend()}};
  const auto again = folds_of(turned);
  CHECK(std::vector<std::size_t>(again.rbegin(), again.rend()) == folds);
}

TEST_CASE("Folds that cannot be dealt are refused by name") {
  const auto code = [](const Table& table, std::size_t folds) {
    return stratified_folds(table.patients, table.positive, folds, 1).error().code;
  };
  CHECK(code({}, 5) == ErrorCode::NoUsableRecord);
  CHECK(code({{"a", "b"}, {true}}, 2) == ErrorCode::InvalidArgument);
  CHECK(code({{"a", "b"}, {true, false}}, 1) == ErrorCode::InvalidArgument);
  CHECK(code({{"a", "b"}, {true, true}}, 2) == ErrorCode::OneClassOnly);
  CHECK(code({{"a", "b", "c"}, {true, false, false}}, 2) == ErrorCode::TooFewPatients);
}

TEST_CASE("A patient's position follows from name and seed alone") {
  CHECK(patient_position("ptbxl:15709", 1) == patient_position("ptbxl:15709", 1));
  CHECK(patient_position("ptbxl:15709", 1) != patient_position("ptbxl:15709", 2));
  double sum = 0.0;
  for (int i = 0; i < 1000; ++i) {
    const double position = patient_position(std::to_string(i), 3);
    CHECK((position >= 0.0 && position < 1.0));
    sum += position / 1000.0;
  }
  CHECK((sum > 0.47 && sum < 0.53));
}
