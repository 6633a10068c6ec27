#include "leadwise/error.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

using leadwise::ErrorCode;

namespace {

// The table read a second time, each name paired with the enumerator of that name.
const std::vector<std::pair<ErrorCode, std::string>>& all_codes() {
  static const std::vector<std::pair<ErrorCode, std::string>> codes = {
#define LEADWISE_ERROR(name, meaning) {ErrorCode::name, #name},
#include "leadwise/error_table.inc"
#undef LEADWISE_ERROR
  };
  return codes;
}

}  // namespace

TEST_CASE("every error code answers with its own name") {
  for (const auto& [code, name] : all_codes())
    CHECK(leadwise::error_name(code) == name);
  CHECK(leadwise::error_name(ErrorCode::TruncatedData) == "TruncatedData");
}

TEST_CASE("names and meanings of errors are unique and not empty") {
  std::set<std::string> names, meanings;
  for (const auto& [code, name] : all_codes()) {
    CHECK_FALSE(leadwise::error_meaning(code).empty());
    CHECK(leadwise::error_meaning(code).back() != '.');
    names.insert(name);
    meanings.emplace(leadwise::error_meaning(code));
  }
  CHECK(names.size() == all_codes().size());
  CHECK(meanings.size() == all_codes().size());
  CHECK(all_codes().size() >= 30);
}

TEST_CASE("a code from outside the table still has a name") {
  CHECK(leadwise::error_name(static_cast<ErrorCode>(250)) == "UnknownError");
  CHECK_FALSE(leadwise::error_meaning(static_cast<ErrorCode>(250)).empty());
}
