#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using namespace leadwise::test;

namespace chest_leads_tests {

namespace {

/// A table of microvolts at 500 Hz with columns of these names.
EcgRecord read_table(const std::vector<std::string>& names) {
  std::string text = "time_ms";
  for (const std::string& name : names)
    text += "," + name + "_uV";
  for (int row = 0; row < 4; ++row) {
    text += "\n" + std::to_string(2 * row);
    for (std::size_t i = 0; i < names.size(); ++i)
      text += "," + std::to_string(10 * static_cast<int>(i) + row);
  }
  return read_ok(text + "\n");
}

}  // namespace

TEST_CASE("chest leads that are called C1 to C6 beside limb leads are V1 to V6, with a note") {
  const EcgRecord record = read_table({"I", "II", "C1", "C2", "c3", "C4", "C5", "ECG C6"});
  REQUIRE(record.channels.size() == 8);
  for (std::size_t i = 0; i < 6; ++i)
    CHECK(record.channels[2 + i].lead == kTwelveLeads[6 + i]);
  CHECK(record.channels[2].label == "C1");
  REQUIRE(record.notes.size() == 1);
  CHECK(record.notes[0].message.find("C1 to C6") != std::string::npos);
}

TEST_CASE("C1 to C6 are no chest leads beside other electrodes, without limb leads, or where one of them is missing") {
  const std::vector<std::vector<std::string>> others = {{"I", "II", "C1", "C2", "C3", "C4", "C5", "C6", "Fp1"},
                                                        {"I", "C1", "C2", "C3", "C4", "C5", "C6"},
                                                        {"I", "II", "C1", "C2", "C3", "C4", "C5"},
                                                        {"I", "II", "V1", "C1", "C2", "C3", "C4", "C5", "C6"}};
  for (const auto& names : others) {
    const EcgRecord record = read_table(names);
    CAPTURE(names.size());
    CHECK(record.find(Lead::V6) == nullptr);
    CHECK(record.notes.empty());
  }
}

TEST_CASE("limb leads that are called D1 to D3 beside three other standard leads are I to III, with a note") {
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"D1", "D2", "D3", "aVR", "aVL", "aVF"}, {"D1", "d2", "V1", "V2", "V6"}}) {
    const EcgRecord record = read_table(names);
    CHECK(record.channels[0].lead == Lead::I);
    CHECK(record.channels[1].lead == Lead::II);
    CHECK(record.channels[1].label == names[1]);
    REQUIRE(record.notes.size() == 1);
    CHECK(record.notes[0].message.find("D1, D2 and D3") != std::string::npos);
  }
  const EcgRecord with_chest = read_table({"D1", "D2", "D3", "aVR", "aVL", "aVF", "C1", "C2", "C3", "C4", "C5", "C6"});
  CHECK(with_chest.find(Lead::III) == &with_chest.channels[2]);
  CHECK(with_chest.find(Lead::V6) == &with_chest.channels[11]);
}

TEST_CASE("D1 to D3 are no limb leads alone, beside a D4, or where a limb lead bears its own name") {
  for (const std::vector<std::string>& names : {std::vector<std::string>{"D1", "D2", "D3", "V1", "V2"},
                                                {"D1", "D2", "D3", "D4", "V1", "V2", "V3"},
                                                {"I", "D1", "D2", "D3", "V1", "V2"},
                                                {"D2", "D3", "V1", "V2", "V3"}}) {
    const EcgRecord record = read_table(names);
    CHECK(record.find(Lead::II) == nullptr);
    CHECK(record.find(Lead::III) == nullptr);
    CHECK(record.notes.empty());
  }
}

}  // namespace chest_leads_tests
