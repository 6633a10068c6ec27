#pragma once

#include <string>
#include <vector>

#include "js_value.hpp"
#include "leadwise/ecg_record.hpp"
#include "leadwise/file.hpp"

namespace leadwise::wasm {

/// [{name, bytes}], copied out.
val files_to_js(const std::vector<FileContent>& files);

/// The record written as the options `to` and `name` ask, as [{name, bytes}].
Result<val> written_to_js(const EcgRecord& record, const val& options, const std::string& default_name,
                          bool identifiers);

}  // namespace leadwise::wasm
