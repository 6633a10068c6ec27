#include <catch2/catch_test_macros.hpp>
#include <string>

#include "leadwise/screener.hpp"

using namespace leadwise;

TEST_CASE("A lead choice is read from its word or its list") {
  CHECK(parse_lead_choice("auto")->kind == LeadChoice::Kind::automatic);
  CHECK(parse_lead_choice("all")->kind == LeadChoice::Kind::every);
  CHECK(parse_lead_choice("12")->leads.size() == 12);
  CHECK(parse_lead_choice("6")->leads == std::vector<Lead>{kLimbLeads.begin(), kLimbLeads.end()});
  CHECK(parse_lead_choice("I,II,V1")->leads == std::vector<Lead>{Lead::I, Lead::II, Lead::V1});
}

TEST_CASE("A word that is no lead is named in the error") {
  for (const char* text : {"", "7", "I,,II", "I,II,", "MLII", "I,V7"}) {
    const auto choice = parse_lead_choice(text);
    REQUIRE_FALSE(choice);
    CHECK(choice.error().code == ErrorCode::InvalidArgument);
  }
  CHECK(parse_lead_choice("I,V7").error().message.find("V7") != std::string::npos);
}

TEST_CASE("A lead named twice is refused") { CHECK_FALSE(parse_lead_choice("I,II,I")); }
