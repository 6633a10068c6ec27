#include "xml/xml_document.hpp"

#include <algorithm>

#include "text/text_lines.hpp"
#include "xml/windows_1252.hpp"

namespace leadwise::io {
namespace {

/// Larger than any XML file of one ECG; bounds the memory that a document takes.
constexpr std::size_t kMostXmlBytes = std::size_t{256} << 20U;
constexpr std::size_t kStartBytes = 65536;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_text(const pugi::xml_node& node) { return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata; }

/// The start of a file as single bytes: UTF-16 loses its zero bytes, which leaves ASCII as it is.
std::string start_of(std::span<const std::uint8_t> bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes.subspan(0, std::min(bytes.size(), kStartBytes))) {
    if (byte != 0)
      text.push_back(static_cast<char>(byte));
  }
  for (const std::string_view mark : {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"}) {
    if (text.rfind(mark, 0) == 0)
      return text.substr(mark.size());
  }
  return text;
}

// Behind the declarations of a document type: "]>", where blanks may stand between the two.
std::size_t end_of_declarations(std::string_view text, std::size_t at) {
  for (at = text.find(']', at); at != std::string_view::npos; at = text.find(']', at + 1)) {
    const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
    if (next != std::string_view::npos && text[next] == '>')
      return next + 1;
  }
  return at;
}

// Behind "<?...?>", "<!--...-->" or "<!DOCTYPE ...>" at `at`; npos where it does not end.
std::size_t end_of_prolog_item(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  // The type of a document may bring declarations of its own, in square brackets.
  if (rest.rfind("<!DOCTYPE", 0) == 0 && rest.find('[') < rest.find('>'))
    return end_of_declarations(text, at);
  const std::string_view end = rest.rfind("<?", 0) == 0 ? "?>" : rest.rfind("<!--", 0) == 0 ? "-->" : ">";
  const std::size_t found = text.find(end, at);
  return found == std::string_view::npos ? found : found + end.size();
}

}  // namespace

std::string_view XmlElement::name() const { return local_name(node_.name()); }

XmlElement XmlElement::child(std::string_view name) const {
  for (const pugi::xml_node& node : node_.children()) {
    if (node.type() == pugi::node_element && local_name(node.name()) == name)
      return XmlElement(node);
  }
  return {};
}

XmlElement XmlElement::at(std::string_view path) const {
  XmlElement element = *this;
  while (!path.empty() && element.exists()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    element = element.child(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return element;
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> found;
  for (const pugi::xml_node& node : node_.children()) {
    if (node.type() == pugi::node_element)
      found.emplace_back(node);
  }
  return found;
}

std::vector<XmlElement> XmlElement::children(std::string_view name) const {
  std::vector<XmlElement> found = children();
  found.erase(
      std::remove_if(found.begin(), found.end(), [&](const XmlElement& element) { return element.name() != name; }),
      found.end());
  return found;
}

XmlElement XmlElement::parent() const { return XmlElement(node_.parent()); }

std::string XmlElement::text() const {
  std::string all;
  for (const pugi::xml_node& node : node_.children()) {
    if (is_text(node))
      all += node.value();
  }
  return std::string(trim(all));
}

std::optional<std::string> XmlElement::text_of(std::string_view path) const {
  std::string found = at(path).text();
  return found.empty() ? std::nullopt : std::optional(std::move(found));
}

std::optional<std::string_view> XmlElement::attribute(std::string_view name) const {
  for (const pugi::xml_attribute& attribute : node_.attributes()) {
    if (local_name(attribute.name()) == name)
      return std::string_view(attribute.value());
  }
  return std::nullopt;
}

std::uint64_t XmlElement::offset() const {
  const std::ptrdiff_t offset = node_.offset_debug();
  return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

Result<XmlDocument> XmlDocument::parse(std::span<const std::uint8_t> bytes, std::string_view what) {
  const std::string name(what);
  if (bytes.size() > kMostXmlBytes)
    return fail(ErrorCode::TooLarge, name + ": an XML file of more than 256 MiB is not read", 0);
  XmlDocument document;
  document.document_ = std::make_unique<pugi::xml_document>();
  // No document type, no comments, no processing instructions: nothing of them is ever used.
  const auto converted = utf8_from_declared_windows_1252(bytes);
  const auto parsed = converted ? document.document_->load_buffer(converted->data(), converted->size(),
                                                                  pugi::parse_default, pugi::encoding_utf8)
                                : document.document_->load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
  if (parsed.status == pugi::status_out_of_memory)
    return fail(ErrorCode::OutOfMemory, name + ": no memory to read it", 0);
  if (!parsed) {
    const auto place = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    return fail(ErrorCode::InvalidHeader, name + ": not well-formed XML: " + parsed.description(), place);
  }
  return document;
}

XmlElement XmlDocument::root() const { return XmlElement(document_->document_element()); }

std::string xml_root_name(std::span<const std::uint8_t> bytes) {
  const std::string text = start_of(bytes);
  std::size_t at = text.find_first_not_of(" \t\r\n");
  while (at < text.size() && text[at] == '<') {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (next != '?' && next != '!') {
      const std::size_t end = std::min(text.find_first_of(" \t\r\n/>", at), text.size());
      return std::string(local_name(std::string_view(text).substr(at + 1, end - at - 1)));
    }
    at = end_of_prolog_item(text, at);
    at = at == std::string::npos ? at : text.find_first_not_of(" \t\r\n", at);
  }
  return {};
}

bool xml_start_contains(std::span<const std::uint8_t> bytes, std::string_view word) {
  return start_of(bytes).find(word) != std::string::npos;
}

tl::unexpected<Error> xml_field_error(const XmlElement& place, std::string_view what, std::string_view field,
                                      std::string_view problem) {
  std::string message(what);
  message.append(": ").append(field).append(" ").append(problem);
  return fail(ErrorCode::InvalidHeader, std::move(message), place.offset());
}

}  // namespace leadwise::io
