#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "leadwise/error.hpp"

namespace leadwise::io {

/// One element of an XML document: what the readers of XML formats need of it, in a form that cannot fail. An element
/// that is not there is empty: it has no name, no text and no children. Names are compared without their namespace's
/// prefix. Views live as long as the document.
class XmlElement {
 public:
  XmlElement() = default;
  explicit XmlElement(pugi::xml_node node) : node_(node) {}

  bool exists() const { return static_cast<bool>(node_); }
  explicit operator bool() const { return exists(); }
  /// The name without prefix.
  std::string_view name() const;
  /// The first child element of that name.
  XmlElement child(std::string_view name) const;
  /// Follows names from child to child, "a/b/c", always into the first of that name.
  XmlElement at(std::string_view path) const;
  /// All child elements, or those of one name, in order.
  std::vector<XmlElement> children() const;
  std::vector<XmlElement> children(std::string_view name) const;
  XmlElement parent() const;
  /// The element's own text, all pieces of it joined, blanks at both ends left out.
  std::string text() const;
  /// The text of the first child of that name; nullopt where the child is absent or empty.
  std::optional<std::string> text_of(std::string_view path) const;
  /// An attribute's value ("" where it is empty); nullopt where there is none.
  std::optional<std::string_view> attribute(std::string_view name) const;
  /// Byte offset in the file (after conversion to UTF-8 where the file is in another encoding).
  std::uint64_t offset() const;

 private:
  pugi::xml_node node_;
};

/// A parsed XML file. Document types, entities from outside and processing instructions are passed over, never followed;
/// only the five predefined entities and character references are expanded. Nesting costs no stack.
class XmlDocument {
 public:
  /// `what` names the format in messages. Errors: InvalidHeader (not well formed, with the place), TooLarge, OutOfMemory.
  static Result<XmlDocument> parse(std::span<const std::uint8_t> bytes, std::string_view what);

  XmlElement root() const;

 private:
  XmlDocument() = default;
  std::unique_ptr<pugi::xml_document> document_;
};

/// The name of the first element of a text that begins like XML, without its prefix; empty where it is no XML. Looks at
/// the beginning only, so that it also answers for the first part of a file. UTF-16 is told by its byte order mark.
std::string xml_root_name(std::span<const std::uint8_t> bytes);

/// True where the first part of the file (64 KiB) holds the word, in UTF-8 or UTF-16.
bool xml_start_contains(std::span<const std::uint8_t> bytes, std::string_view word);

/// Shorthand for a missing or malformed field of an XML format.
tl::unexpected<Error> xml_field_error(const XmlElement& place, std::string_view what, std::string_view field,
                                      std::string_view problem);

}  // namespace leadwise::io
