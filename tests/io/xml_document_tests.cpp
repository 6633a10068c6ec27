#include "xml/xml_document.hpp"

#include <catch2/catch_test_macros.hpp>

#include "record_files.hpp"

using namespace leadwise;
using leadwise::test::bytes_of;

namespace xml_document_tests {

namespace {

io::XmlDocument parsed(std::string_view text) {
  const test::Bytes bytes = bytes_of(text);
  auto document = io::XmlDocument::parse(bytes, "test");
  REQUIRE(document.has_value());
  return std::move(*document);
}

std::string name_of_root(std::string_view text) { return io::xml_root_name(bytes_of(text)); }

std::string utf16(std::string_view text) {
  std::string wide = "\xFF\xFE";
  for (const char c : text)
    wide.append({c, '\0'});
  return wide;
}

}  // namespace

TEST_CASE("elements are found by name without their prefix") {
  const auto document = parsed("<r xmlns:h='x'><h:a><b v='1'> t </b></h:a><a><b/></a></r>");
  const io::XmlElement root = document.root();
  CHECK(root.name() == "r");
  CHECK(root.at("a/b").text() == "t");
  CHECK(root.at("a/b").attribute("v") == "1");
  CHECK(root.children("a").size() == 2);
  CHECK(root.text_of("a/b") == "t");
}

TEST_CASE("what is not there is empty, not a fault") {
  const auto document = parsed("<r/>");
  CHECK_FALSE(document.root().at("a/b/c").exists());
  CHECK(document.root().at("a/b/c").text().empty());
  CHECK_FALSE(document.root().text_of("a").has_value());
  CHECK_FALSE(document.root().attribute("v").has_value());
}

TEST_CASE("an element knows its place in the file") {
  const std::string text = "<r><a/><b/></r>";
  const auto document = parsed(text);
  CHECK(document.root().child("b").offset() == text.find("b/"));
}

TEST_CASE("a document that is not well formed is refused with its place") {
  const test::Bytes bytes = bytes_of("<r><a></r>");
  const auto document = io::XmlDocument::parse(bytes, "SCP");
  REQUIRE_FALSE(document.has_value());
  CHECK(document.error().code == ErrorCode::InvalidHeader);
  CHECK(document.error().offset == 8);
}

TEST_CASE("entities are not expanded, so that a few lines cannot become gigabytes") {
  const auto document = parsed(
      "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
      "<r>&b;&f;&amp;</r>");
  CHECK(document.root().text() == "&b;&f;&");
}

TEST_CASE("a hundred thousand elements within each other cost no stack") {
  std::string text;
  for (int i = 0; i < 100000; ++i)
    text += "<a>";
  for (int i = 0; i < 100000; ++i)
    text += "</a>";
  const auto document = parsed(text);
  CHECK(document.root().at("a/a/a").exists());
}

TEST_CASE("UTF-16 is read like UTF-8") {
  const auto document = parsed(utf16("<r><a>\xE4</a></r>").substr(0));
  CHECK(document.root().child("a").exists());
}

TEST_CASE("a document in windows-1252 is read in its own letters") {
  const auto document = parsed("<?xml version='1.0' encoding='Windows-1252'?><r><a>M\xFCller \x80</a></r>");
  CHECK(document.root().text_of("a") == "M\xC3\xBCller \xE2\x82\xAC");
}

TEST_CASE("the first element tells the kind of a document, also from its first part only") {
  CHECK(name_of_root("<?xml version='1.0'?>\n<!-- x --><!DOCTYPE q><h:AnnotatedECG xmlns='x'><a") == "AnnotatedECG");
  CHECK(name_of_root("\xEF\xBB\xBF<restingecgdata>") == "restingecgdata");
  CHECK(name_of_root(utf16("<?xml?><a b='1'/>")) == "a");
  CHECK(name_of_root("<!DOCTYPE q [<!ENTITY b '>'>]>\n<RestingECG>") == "RestingECG");
  CHECK(name_of_root("<!DOCTYPE q [<!ENTITY b 'c'>]\n >\n<RestingECG>") == "RestingECG");
  CHECK(name_of_root("<!DOCTYPE q [<!ENTITY b 'c'>] ") == "");
  CHECK(name_of_root("time_s,I") == "");
  CHECK(name_of_root("<!-- no end") == "");
  CHECK(name_of_root("") == "");
}

}  // namespace xml_document_tests
