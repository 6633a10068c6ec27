#include "number_checks.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace leadwise::cli {

CLI::Validator finite_number() {
  const auto check = [](const std::string& text) {
    return std::isfinite(std::strtod(text.c_str(), nullptr)) ? std::string() : text + " is no finite number";
  };
  return CLI::Validator(check, std::string(), "finite");
}

CLI::Validator whole_number_of_64_bits() {
  const auto check = [](const std::string& text) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::string() : text + " is no whole number from 0 to 2^64 - 1";
  };
  return CLI::Validator(check, "UINT", "whole number");
}

}  // namespace leadwise::cli
