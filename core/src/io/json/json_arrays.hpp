#pragma once

#include <string_view>

#include "arrays/array_file.hpp"
#include "leadwise/error.hpp"

namespace leadwise::io {

/// Takes the numbers, lists of numbers (of one to three dimensions), texts and lists of texts out of a JSON document
/// without building it up in memory; null in a list of numbers is NaN. Objects inside lists and what lies deeper than 16
/// objects is passed over; lists that are no array (rows of different length, numbers and texts mixed) are left out and
/// named. Errors: InvalidHeader (no JSON), TruncatedData (it ends early), TooLarge (more than 4096 named values), each with
/// the byte offset where one applies.
Result<ArrayFile> read_json_arrays(std::string_view document);

}  // namespace leadwise::io
