#pragma once

#include <CLI/CLI.hpp>

namespace leadwise::cli {

/// Neither NaN, which passes every range, nor infinite.
CLI::Validator finite_number();

/// A number from 0 to 2^64 - 1: larger ones would be cut to that without a word.
CLI::Validator whole_number_of_64_bits();

}  // namespace leadwise::cli
