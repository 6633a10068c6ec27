#include "given_files.hpp"
#include "js_options.hpp"
#include "output_files.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {
namespace {

/// The record's file name without folder and ending.
std::string stem(const std::string& name) {
  const std::string base = name.substr(name.find_last_of("/\\") + 1);
  return base.substr(0, base.find_last_of('.'));
}

Result<val> converted(const val& files, const val& options) {
  const auto identifiers = flag_option(options, "identifiers");
  if (!identifiers)
    return tl::unexpected(identifiers.error());
  const auto given = read_given_record(files, options);
  if (!given)
    return tl::unexpected(given.error());
  return written_to_js(given->record, options, stem(given->name), *identifiers);
}

}  // namespace

val convert(const val& files, const val& options) { return outcome_to_js(converted(files, options)); }

}  // namespace leadwise::wasm
