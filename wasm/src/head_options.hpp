#pragma once

#include "js_value.hpp"
#include "leadwise/head_lesson.hpp"

namespace leadwise::wasm {

/// `task`, `leads` ("12" where absent), `name`, `data`, and the fields of HeadTrainingSettings by their own names. Errors:
/// InvalidArgument for an option of the wrong type, without `task`, a number that is not whole where it counts, a word that
/// is no lead.
Result<HeadLesson> head_lesson_from_js(const val& options);

}  // namespace leadwise::wasm
