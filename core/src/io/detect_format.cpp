#include "detect_format.hpp"

#include <string>

#include "fhir/resource_type.hpp"
#include "foreign_files.hpp"
#include "formats.hpp"
#include "text/text_lines.hpp"
#include "xml/xml_document.hpp"

namespace leadwise {
namespace io {
namespace {

/// Of JSON its first key, and what FHIR calls the resource; of XML its first element: which program wrote it.
std::string json_appearance(std::string_view text) {
  const auto quoted_word = [](std::string_view from) {
    const std::string_view rest = trim(from);
    return rest.substr(0, 1) == "\"" ? rest.substr(1, rest.substr(1).find('"')) : std::string_view();
  };
  if (const auto type = fhir_resource_type(text))
    return "a FHIR resource of the type " + quoted(*type);
  const std::string_view key = quoted_word(text.substr(1));
  return key.empty() ? "JSON" : "JSON whose first key is " + quoted(key);
}

std::string appearance(const FileBytes& file) {
  constexpr std::size_t kLooked = 65536;
  if (const std::string root = xml_root_name(file.bytes); !root.empty())
    return "XML whose first element is " + quoted(root);
  if (const auto meaning = known_appearance(as_text(file.bytes)))
    return std::string(*meaning);
  std::string_view start = trim(as_text(file.bytes).substr(0, kLooked));
  if (start.substr(0, 3) == "\xEF\xBB\xBF")
    start = trim(start.substr(3));
  if (start.substr(0, 1) == "{" && is_text(file.bytes))
    return json_appearance(start);
  if (const auto meaning = known_appearance(start))
    return std::string(*meaning);
  return is_text(file.bytes)
             ? "text without a table of numbers"
             : "binary data of an unknown kind; if it is a WFDB signal file, open its .hea together with it";
}

/// "WFDB, text table, ...": what is read, from the one table of formats.
std::string titles() {
  std::string text;
  for (const Format& format : formats())
    text.append(text.empty() ? "" : ", ").append(format.title);
  return text;
}

}  // namespace

Error unknown_format(const FileBytes& file) {
  return {ErrorCode::UnknownFormat, quoted(file.name) + " looks like " + appearance(file) + "; read are: " + titles(),
          0};
}

}  // namespace io

std::optional<std::string_view> detect_format(const FileBytes& file) {
  const io::Format* format = io::find_format(file);
  return format == nullptr ? std::nullopt : std::optional(format->name);
}

}  // namespace leadwise
