#include "bounded_json.hpp"

#include <set>
#include <vector>

namespace leadwise::nn {
namespace {

using nlohmann::json;

/// Watches the parser's events; the first breach stops the building of anything further.
class Bounds {
 public:
  bool accept(json::parse_event_t event, const json& parsed) {
    if (!breach_.empty())
      return false;
    switch (event) {
      case json::parse_event_t::object_start:
      case json::parse_event_t::array_start:
        return open();
      case json::parse_event_t::object_end:
      case json::parse_event_t::array_end:
        names_.pop_back();
        return true;
      case json::parse_event_t::key:
        return name(parsed);
      default:
        return true;
    }
  }

  const std::string& breach() const { return breach_; }

 private:
  bool open() {
    if (names_.size() == kDeepestJson)
      breach_ = "is nested deeper than " + std::to_string(kDeepestJson) + " levels";
    names_.emplace_back();
    return breach_.empty();
  }

  bool name(const json& key) {
    const auto* text = key.get_ptr<const json::string_t*>();
    if (text != nullptr && !names_.back().insert(*text).second)
      breach_ = "holds \"" + *text + "\" twice";
    return breach_.empty();
  }

  std::vector<std::set<std::string>> names_;
  std::string breach_;
};

}  // namespace

Result<json> parse_bounded_json(std::string_view text, ErrorCode code, const std::string& what) {
  Bounds bounds;
  const auto watch = [&bounds](int, json::parse_event_t event, json& parsed) { return bounds.accept(event, parsed); };
  json document = json::parse(text.begin(), text.end(), watch, false);
  if (!bounds.breach().empty())
    return fail(code, what + " " + bounds.breach());
  if (document.is_discarded())
    return fail(code, what + " is not valid JSON");
  return document;
}

}  // namespace leadwise::nn
