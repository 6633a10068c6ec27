#include "json/json_flaw.hpp"

#include <algorithm>
#include <string>

#include "json/parse_json.hpp"

namespace leadwise::io {
namespace {

/// Takes no value; keeps where the parser stopped.
class FlawFinder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    position_ = position;
    return false;
  }

  std::size_t position() const { return position_; }

 private:
  std::size_t position_ = 0;
};

}  // namespace

Error json_flaw(std::string_view what, std::string_view document, std::size_t position) {
  const std::size_t place = std::min(position, document.size());
  const bool cut = place == document.size();
  return {cut ? ErrorCode::TruncatedData : ErrorCode::InvalidHeader,
          std::string(what) + (cut ? ": the document ends before it is complete" : ": what stands here is no JSON"),
          place};
}

Error json_flaw(std::string_view what, std::string_view document) {
  FlawFinder finder;
  static_cast<void>(parse_json(document, finder));
  return json_flaw(what, document, finder.position());
}

}  // namespace leadwise::io
