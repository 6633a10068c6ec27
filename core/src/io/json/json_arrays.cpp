#include "json/json_arrays.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "arrays/listed_channels.hpp"
#include "json/json_flaw.hpp"
#include "json/parse_json.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

constexpr std::size_t kDeepest = 16;
constexpr std::size_t kMostDimensions = 3;
constexpr std::size_t kMostVariables = 4096;
/// Longer than the name of any lead or field; every value within an object repeats the object's name.
constexpr std::size_t kLongestName = 256;
/// Of all objects in a list that may be one of channels.
constexpr std::size_t kMostListed = 1024;
constexpr std::string_view kMixed = "objects and values mixed";

/// A list that is being read.
struct OpenList {
  std::vector<std::uint8_t> numbers;
  std::vector<std::string> texts;
  /// How many elements the innermost open list of every level has so far, and how many those before it had.
  std::array<std::uint64_t, kMostDimensions> counts{};
  std::array<std::optional<std::uint64_t>, kMostDimensions> lengths{};
  std::size_t level = 0;
  std::optional<std::size_t> leaf_level;
  /// Why it is no array, once that is known.
  std::string_view flaw;
};

void append_number(std::vector<std::uint8_t>& bytes, double value) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof bits);
  for (unsigned i = 0; i < 8; ++i)
    bytes.push_back(static_cast<std::uint8_t>(bits >> 8U * i));
}

/// A list of objects that is being read: each object's fields become variables of a parent of its own.
struct OpenObjectList {
  /// How many objects were open when it began.
  std::size_t depth = 0;
  std::string key;
  std::uint64_t objects = 0;
  /// What had been read when it began.
  std::size_t variables = 0, unpacked = 0, left_out = 0;
  /// Why it is none of channels, once that is known.
  std::string_view flaw;
};

class JsonArrays final : public nlohmann::json_sax<nlohmann::json> {
 public:
  JsonArrays() { arrays_.what = "the JSON document"; }

  bool null() override { return value(std::numeric_limits<double>::quiet_NaN(), true); }
  bool boolean(bool truth) override;
  bool number_integer(number_integer_t number) override { return value(static_cast<double>(number), false); }
  bool number_unsigned(number_unsigned_t number) override { return value(static_cast<double>(number), false); }
  bool number_float(number_float_t number, const string_t&) override { return value(number, false); }
  bool binary(binary_t&) override { return true; }
  bool string(string_t& text) override;
  bool start_object(std::size_t) override;
  bool key(string_t& name) override;
  bool end_object() override;
  bool start_array(std::size_t) override;
  bool end_array() override;
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    error_position_ = position;
    return false;
  }

  Result<ArrayFile> take(std::string_view document, bool whole);

 private:
  bool value(double number, bool is_null);
  bool count_leaf();
  bool add(ArrayVariable variable);
  void place_in_list(ArrayVariable& variable) const;
  bool begins_object_list() const;
  void open_object_list();
  bool next_is_element() const { return !object_lists_.empty() && object_lists_.back().depth == keys_.size(); }
  void open_element();
  void spoil_object_list(std::string_view flaw);
  void finish_object_list();
  void leave_out(std::string path, std::string_view why);
  ArrayVariable named() const;
  void finish_list();
  void keep_lone_object_apart();

  ArrayFile arrays_;
  /// The keys of the objects that are open.
  std::vector<std::string> keys_;
  std::optional<OpenList> list_;
  std::vector<OpenObjectList> object_lists_;
  /// How many objects and lists are open inside one that is passed over.
  std::size_t skipped_ = 0;
  std::size_t error_position_ = 0;
  /// The paths of lists that were taken for their one object.
  std::vector<std::string> lone_objects_;
  bool too_many_ = false;
};

ArrayVariable JsonArrays::named() const {
  ArrayVariable variable;
  variable.name = keys_.empty() ? "array" : keys_.back();
  for (std::size_t i = 0; i + 1 < keys_.size(); ++i)
    variable.parent += (i == 0 ? "" : ".") + keys_[i];
  place_in_list(variable);
  return variable;
}

void JsonArrays::place_in_list(ArrayVariable& variable) const {
  if (object_lists_.empty() || next_is_element())
    return;
  const OpenObjectList& list = object_lists_.back();
  for (std::size_t i = 0; i + 1 < list.depth; ++i)
    variable.list_path += keys_[i] + '.';
  variable.list_path += list.key;
  variable.list_index = list.objects - 1;
  variable.deeper_in_list = list.depth + 1 < keys_.size();
}

// The list that is open may be one of objects where nothing else was in it.
bool JsonArrays::begins_object_list() const {
  return list_ && !keys_.empty() && list_->level == 1 && list_->counts[0] == 0 && list_->flaw.empty() &&
         object_lists_.size() < kDeepest;
}

void JsonArrays::open_object_list() {
  list_.reset();
  object_lists_.push_back(
      {keys_.size(), keys_.back(), 0, arrays_.variables.size(), arrays_.unpacked.size(), arrays_.left_out.size(), {}});
}

void JsonArrays::open_element() {
  OpenObjectList& list = object_lists_.back();
  ++list.objects;
  // More than that are no channels, and their values would be too many.
  if (list.objects > kMaxChannels || arrays_.variables.size() > list.variables + kMostListed)
    spoil_object_list("a list of many objects");
  if (!list.flaw.empty()) {
    ++skipped_;
    return;
  }
  keys_.back() = list.key + '(' + std::to_string(list.objects) + ')';
  keys_.emplace_back();
}

// What was read of it is forgotten.
void JsonArrays::spoil_object_list(std::string_view flaw) {
  OpenObjectList& list = object_lists_.back();
  list.flaw = flaw;
  arrays_.variables.resize(std::min(arrays_.variables.size(), list.variables));
  arrays_.unpacked.resize(std::min(arrays_.unpacked.size(), list.unpacked));
}

// A list of one object with one list of numbers may be that object (Fitbit's "ecgReadings").
bool take_as_its_object(ArrayFile& fields) {
  const bool gathered = std::any_of(fields.variables.begin(), fields.variables.end(),
                                    [](const ArrayVariable& field) { return field.list_path.empty(); });
  if (gathered || std::count_if(fields.variables.begin(), fields.variables.end(), is_number_list) != 1)
    return false;
  for (ArrayVariable& field : fields.variables) {
    field.list_path.clear();
    field.deeper_in_list = false;
    field.of_lone_object = true;
  }
  return true;
}

void JsonArrays::finish_object_list() {
  OpenObjectList list = std::move(object_lists_.back());
  object_lists_.pop_back();
  keys_.back() = std::move(list.key);
  const auto first = arrays_.variables.begin() + static_cast<std::ptrdiff_t>(list.variables);
  ArrayFile fields;
  fields.variables.assign(std::make_move_iterator(first), std::make_move_iterator(arrays_.variables.end()));
  arrays_.variables.erase(first, arrays_.variables.end());
  gather_listed_channels(fields);
  if (list.objects == 1 && take_as_its_object(fields))
    lone_objects_.push_back(path_of(named()));
  // What does not describe channels is no array.
  const auto left =
      std::erase_if(fields.variables, [](const ArrayVariable& field) { return !field.list_path.empty(); });
  if (left > 0 && list.flaw.empty() && fields.variables.empty())
    list.flaw = "a list of objects";
  if (!list.flaw.empty()) {
    arrays_.left_out.resize(std::min(arrays_.left_out.size(), list.left_out));
    leave_out(path_of(named()), list.flaw);
  }
  std::move(fields.variables.begin(), fields.variables.end(), std::back_inserter(arrays_.variables));
}

void JsonArrays::leave_out(std::string path, std::string_view why) {
  if (arrays_.left_out.size() < kMostVariables)
    arrays_.left_out.push_back({std::move(path), std::string(why)});
}

bool JsonArrays::add(ArrayVariable variable) {
  too_many_ = arrays_.variables.size() >= kMostVariables;
  if (!too_many_)
    arrays_.variables.push_back(std::move(variable));
  return !too_many_;
}

// False where the element may not stand at this level.
bool JsonArrays::count_leaf() {
  if (list_->level > kMostDimensions)
    return false;
  const std::size_t level = list_->level - 1;
  if (list_->leaf_level.value_or(level) != level)
    list_->flaw = "lists and values mixed";
  list_->leaf_level = level;
  ++list_->counts[level];
  return list_->flaw.empty();
}

bool JsonArrays::value(double number, bool is_null) {
  if (skipped_ > 0)
    return true;
  if (list_) {
    if (count_leaf())
      append_number(list_->numbers, number);
    return true;
  }
  if (next_is_element()) {
    spoil_object_list(kMixed);
    return true;
  }
  if (is_null)
    return true;
  ArrayVariable variable = named();
  std::vector<std::uint8_t> bytes;
  append_number(bytes, number);
  arrays_.unpacked.push_back(std::move(bytes));
  variable.numbers = arrays_.unpacked.back();
  return add(std::move(variable));
}

// A truth value alone is kept as the word for it.
bool JsonArrays::boolean(bool truth) {
  string_t word = truth ? "true" : "false";
  if (!list_)
    return string(word);
  if (skipped_ == 0)
    list_->flaw = "truth values";
  return true;
}

bool JsonArrays::string(string_t& text) {
  if (skipped_ > 0)
    return true;
  if (list_) {
    if (count_leaf())
      list_->texts.push_back(std::move(text));
    return true;
  }
  if (next_is_element()) {
    spoil_object_list(kMixed);
    return true;
  }
  ArrayVariable variable = named();
  variable.holds_texts = true;
  variable.texts.push_back(std::move(text));
  return add(std::move(variable));
}

bool JsonArrays::start_object(std::size_t) {
  if (skipped_ == 0 && keys_.size() < kDeepest && begins_object_list())
    open_object_list();
  if (skipped_ > 0 || list_ || keys_.size() >= kDeepest) {
    if (list_)
      list_->flaw = "a list of objects";
    ++skipped_;
  } else if (next_is_element()) {
    open_element();
  } else {
    keys_.emplace_back();
  }
  return true;
}

bool JsonArrays::key(string_t& name) {
  if (skipped_ == 0 && !keys_.empty())
    keys_.back() = name.substr(0, kLongestName);
  return true;
}

bool JsonArrays::end_object() {
  if (skipped_ > 0)
    --skipped_;
  else
    keys_.pop_back();
  return true;
}

bool JsonArrays::start_array(std::size_t) {
  if (skipped_ > 0) {
    ++skipped_;
    return true;
  }
  if (!list_ && next_is_element()) {
    spoil_object_list(kMixed);
    ++skipped_;
    return true;
  }
  if (!list_)
    list_.emplace();
  OpenList& list = *list_;
  if (list.level > 0 && list.level <= kMostDimensions) {
    if (list.leaf_level && *list.leaf_level < list.level)
      list.flaw = "lists and values mixed";
    ++list.counts[list.level - 1];
  }
  ++list.level;
  if (list.level > kMostDimensions)
    list.flaw = "more than three dimensions";
  else
    list.counts[list.level - 1] = 0;
  return true;
}

bool JsonArrays::end_array() {
  if (skipped_ > 0) {
    --skipped_;
    return true;
  }
  if (!list_) {
    finish_object_list();
    return true;
  }
  OpenList& list = *list_;
  --list.level;
  if (list.level < kMostDimensions) {
    const std::uint64_t length = list.counts[list.level];
    if (list.lengths[list.level].value_or(length) != length)
      list.flaw = "rows of different lengths";
    list.lengths[list.level] = length;
  }
  if (list.level == 0)
    finish_list();
  return !too_many_;
}

std::vector<std::uint64_t> shape_of(const OpenList& list) {
  std::vector<std::uint64_t> shape;
  for (std::size_t i = 0; i <= list.leaf_level.value_or(0); ++i)
    shape.push_back(list.lengths[i].value_or(0));
  return shape;
}

// An empty list beside values or beside others is counted as an element, and yet there is no number in it.
std::string_view flaw_of(const OpenList& list) {
  if (!list.flaw.empty())
    return list.flaw;
  if (!list.texts.empty() && !list.numbers.empty())
    return "numbers and texts mixed";
  const bool as_many_as_shape_says = list.numbers.size() == element_count(shape_of(list)) * sizeof(double);
  return list.texts.empty() && !as_many_as_shape_says ? "empty lists" : "";
}

void JsonArrays::finish_list() {
  OpenList list = std::move(*list_);
  list_.reset();
  ArrayVariable variable = named();
  if (const std::string_view flaw = flaw_of(list); !flaw.empty()) {
    leave_out(path_of(variable), flaw);
    return;
  }
  variable.holds_texts = !list.texts.empty();
  variable.texts = std::move(list.texts);
  if (!variable.holds_texts) {
    variable.shape = shape_of(list);
    variable.first_index_fastest = false;
    arrays_.unpacked.push_back(std::move(list.numbers));
    variable.numbers = arrays_.unpacked.back();
  }
  static_cast<void>(add(std::move(variable)));
}

// Beside other numbers, or another such list, it is not known to be the recording: an event, a reference, a visit.
void JsonArrays::keep_lone_object_apart() {
  const bool others =
      std::any_of(arrays_.variables.begin(), arrays_.variables.end(), [](const ArrayVariable& variable) {
        return !variable.of_lone_object && !variable.holds_texts && element_count(variable.shape) > 1;
      });
  if (lone_objects_.empty() || (lone_objects_.size() == 1 && !others))
    return;
  std::erase_if(arrays_.variables, [](const ArrayVariable& variable) { return variable.of_lone_object; });
  for (std::string& path : lone_objects_)
    leave_out(std::move(path), "a list of objects");
}

Result<ArrayFile> JsonArrays::take(std::string_view document, bool whole) {
  if (too_many_)
    return fail(ErrorCode::TooLarge, "JSON: more than 4096 named values; this is no recording");
  if (whole) {
    keep_lone_object_apart();
    return std::move(arrays_);
  }
  return tl::unexpected(json_flaw("JSON", document, error_position_));
}

}  // namespace

Result<ArrayFile> read_json_arrays(std::string_view document) {
  JsonArrays arrays;
  const bool whole = parse_json(document, arrays);
  return arrays.take(document, whole);
}

}  // namespace leadwise::io
