#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace leadwise {

/// Every reason the core can give for refusing input or abstaining. The names are public: they appear in
/// JSON, in JavaScript's `error.code`, and are the keys of the page's translations. One table
/// (error_table.inc) holds the names and their general meaning.
enum class ErrorCode : std::uint8_t {
#define LEADWISE_ERROR(name, meaning) name,
#include "leadwise/error_table.inc"
#undef LEADWISE_ERROR
};

/// A refusal: its cause, and its place in the input where one is known.
struct Error {
  ErrorCode code;
  /// English, names the cause, the field and the file part concerned.
  std::string message;
  /// Byte offset into the file where reading failed, 0 where that concerns the file as a whole; absent where no place
  /// applies. Of a refused read there is one, unless the call itself was wrong.
  std::optional<std::uint64_t> offset = std::nullopt;
};

template <class T>
using Result = tl::expected<T, Error>;

/// The public name of a code, e.g. "TruncatedData".
std::string_view error_name(ErrorCode code);

/// What the code means in general, one English sentence without a full stop.
std::string_view error_meaning(ErrorCode code);

/// Shorthand for returning a refusal from a function that returns Result<T>.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                  std::optional<std::uint64_t> offset = std::nullopt) {
  return tl::unexpected<Error>(Error{code, std::move(message), offset});
}

}  // namespace leadwise
