#include "arguments.hpp"

namespace leadwise::cli {

Arguments::Arguments(int count, const char* const* values) : texts_(values, values + count) {
  for (std::string& text : texts_) {
    if (text.starts_with('[') && text.ends_with(']'))
      text.insert(0, "./");
    values_.push_back(text.c_str());
  }
}

}  // namespace leadwise::cli
