#include "window_choice.hpp"

#include <catch2/catch_test_macros.hpp>

namespace {

/// Verdicts from a drawing: one string a lead, one character a window, 'x' = unusable.
leadwise::WindowVerdicts verdicts_of(const std::vector<std::string>& drawing) {
  leadwise::WindowVerdicts verdicts;
  for (const std::string& windows : drawing) {
    auto& lead = verdicts.emplace_back();
    for (char window : windows) {
      lead.push_back(window == 'x' ? std::optional(leadwise::Error{leadwise::ErrorCode::ConstantLead, "off"})
                                   : std::nullopt);
    }
  }
  return verdicts;
}

using Positions = std::vector<std::size_t>;

}  // namespace

TEST_CASE("A lead unusable in more than half of the windows is left out, and costs no window") {
  const auto choice = leadwise::choose_windows(verdicts_of({".....", "xxx.."}));
  CHECK(choice.leads == Positions{0});
  CHECK(choice.windows == Positions{0, 1, 2, 3, 4});
  CHECK_FALSE(choice.reasons[0]);
  REQUIRE(choice.reasons[1]);
  CHECK(choice.reasons[1]->message == "off in window 1; unusable in 3 of 5 windows");
}

TEST_CASE("A lead unusable in half of the windows or fewer stays, and those windows are left out") {
  const auto choice = leadwise::choose_windows(verdicts_of({"....", ".x.x"}));
  CHECK(choice.leads == Positions{0, 1});
  CHECK(choice.windows == Positions{0, 2});
  CHECK_FALSE(choice.reasons[1]);
}

TEST_CASE("Where leads leave each other no window, the worst goes first") {
  const auto choice = leadwise::choose_windows(verdicts_of({"xx..", "..x.", "...x"}));
  CHECK(choice.leads == Positions{1, 2});
  CHECK(choice.windows == Positions{0, 1});
  CHECK(choice.reasons[0]);
}

TEST_CASE("Of a single window no unusable lead stays") {
  const auto choice = leadwise::choose_windows(verdicts_of({"x", "x"}));
  CHECK(choice.leads.empty());
  CHECK(choice.windows.empty());
  REQUIRE(choice.reasons[0]);
  CHECK(choice.reasons[0]->message == "off");
}
