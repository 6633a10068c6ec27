#pragma once

#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

/// A golden file of scripts/make_signal_golden.py.
inline nlohmann::json read_golden(const std::string& name) {
  std::ifstream file(std::string(LEADWISE_GOLDEN_DIR) + "/signal/" + name);
  REQUIRE(file);
  auto json = nlohmann::json::parse(file, nullptr, false);
  REQUIRE_FALSE(json.is_discarded());
  return json;
}

/// Numbers of a golden file; null is NaN.
inline std::vector<double> golden_numbers(const nlohmann::json& array) {
  std::vector<double> numbers;
  for (const auto& value : array) {
    numbers.push_back(value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN());
  }
  return numbers;
}
