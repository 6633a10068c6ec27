#include "printable.hpp"

#include "leadwise/utf8.hpp"

namespace leadwise::cli {
namespace {

using Json = nlohmann::ordered_json;

bool is_control(unsigned char byte) { return byte < 0x20 || byte == 0x7F; }

/// U+0080 to U+009F, which some terminals obey like those of ASCII: two bytes.
bool is_control_of_two(std::string_view text, std::size_t at) {
  return text[at] == '\xC2' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0;
}

void make_printable(Json& json) {
  if (json.is_string())
    json = printable(json.get<std::string>());
  if (json.is_structured()) {
    for (Json& element : json)
      make_printable(element);
  }
}

}  // namespace

std::string printable(std::string_view text) {
  const bool utf8 = is_utf8(text);
  std::string shown;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool of_two = utf8 && is_control_of_two(text, at);
    shown += of_two || is_control(byte) || (!utf8 && byte >= 0x80) ? '?' : text[at];
    at += of_two ? 1U : 0U;
  }
  return shown;
}

Json printable_answer(const std::string& json_line) {
  Json answer = Json::parse(json_line);
  make_printable(answer);
  return answer;
}

}  // namespace leadwise::cli
