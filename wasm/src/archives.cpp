#include "leadwise/archive.hpp"

#include "given_files.hpp"
#include "output_files.hpp"
#include "record_calls.hpp"

namespace leadwise::wasm {

val are_archives(const val& files) {
  const GivenFiles given(files);
  return outcome_to_js(array_to_js(given.all(), [](const FileBytes& file) { return val(is_archive(file)); }));
}

val unpack(const val& files) {
  const GivenFiles given(files);
  return outcome_to_js(unpack_archive(given.all().front()).map(files_to_js));
}

}  // namespace leadwise::wasm
