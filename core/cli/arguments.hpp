#pragma once

#include <string>
#include <vector>

namespace leadwise::cli {

/// What a program was called with, so that CLI11 leaves it as it is: it takes "[a,b]" for a list of two, and a folder may be
/// called so.
class Arguments {
 public:
  Arguments(int count, const char* const* values);
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  int count() const { return static_cast<int>(values_.size()); }
  const char* const* values() const { return values_.data(); }

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> values_;  ///< into texts_
};

}  // namespace leadwise::cli
