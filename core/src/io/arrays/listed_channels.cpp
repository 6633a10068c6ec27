#include "arrays/listed_channels.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "arrays/find_ecg_array.hpp"
#include "leadwise/lead.hpp"
#include "text/statement_keys.hpp"
#include "wfdb/wfdb_header.hpp"

namespace leadwise::io {
namespace {

// Keys under which an element says what its channel is called, in the order in which they are preferred.
constexpr std::array<std::string_view, 12> kNameKeys = {"lead",        "leadname",     "leadlabel", "leadid",
                                                        "channelname", "channellabel", "channel",   "label",
                                                        "labels",      "name",         "signame",   "id"};

struct ListElement {
  ArrayVariable* name = nullptr;
  ArrayVariable* samples = nullptr;
  std::vector<ArrayVariable*> others;
};

std::size_t name_rank(const ArrayVariable& variable) {
  if (!variable.holds_texts || variable.texts.size() != 1)
    return kNameKeys.size();
  const auto found = std::find(kNameKeys.begin(), kNameKeys.end(), key_letters(variable.name));
  return static_cast<std::size_t>(found - kNameKeys.begin());
}

void choose_name(ListElement& element, ArrayVariable& variable) {
  if (element.name == nullptr || name_rank(variable) < name_rank(*element.name))
    element.name = &variable;
}

// Of several lists of numbers the one called like samples is meant; `samples` stays empty where none can be told.
ArrayVariable* choose_samples(const std::vector<ArrayVariable*>& variables) {
  std::vector<ArrayVariable*> lists, named;
  for (ArrayVariable* variable : variables) {
    if (!is_number_list(*variable))
      continue;
    lists.push_back(variable);
    if (is_samples_name(variable->name))
      named.push_back(variable);
  }
  if (named.size() == 1)
    return named.front();
  return named.empty() && lists.size() == 1 ? lists.front() : nullptr;
}

using Members = std::vector<ArrayVariable*>;

// The elements of a list, whose variables stand in their order; none where one of them says nothing.
std::vector<ListElement> elements_of(const Members& members) {
  std::vector<ListElement> elements;
  for (ArrayVariable* variable : members) {
    if (variable->list_index > elements.size() || variable->list_index >= kMaxChannels)
      return {};
    if (variable->list_index == elements.size())
      elements.emplace_back();
    ListElement& element = elements[static_cast<std::size_t>(variable->list_index)];
    element.others.push_back(variable);
    if (name_rank(*variable) < kNameKeys.size())
      choose_name(element, *variable);
  }
  for (ListElement& element : elements)
    element.samples = choose_samples(element.others);
  return elements;
}

bool name_a_lead(const std::vector<ListElement>& elements) {
  const auto named = [](const ListElement& element) { return element.name != nullptr; };
  return std::all_of(elements.begin(), elements.end(), named) &&
         std::any_of(elements.begin(), elements.end(),
                     [](const ListElement& element) { return parse_lead(element.name->texts.front()).has_value(); });
}

void move_out(ArrayVariable& variable) {
  variable.parent = std::exchange(variable.list_path, {});
  variable.list_index = 0;
}

// One list of the texts that the elements' variables hold, empty where there is none; these hold none any more.
void gather_texts(const std::vector<ArrayVariable*>& variables, ListedRole role, std::vector<ArrayVariable>& gathered) {
  const auto first =
      std::find_if(variables.begin(), variables.end(), [](const ArrayVariable* it) { return it != nullptr; });
  if (first == variables.end())
    return;
  ArrayVariable list = **first;
  list.listed = role;
  list.texts.clear();
  for (ArrayVariable* variable : variables)
    list.texts.push_back(variable == nullptr ? std::string() : std::exchange(variable->texts, {}).front());
  move_out(list);
  gathered.push_back(std::move(list));
}

ArrayVariable* unit_of(const ListElement& element) {
  const auto found = std::find_if(element.others.begin(), element.others.end(), [](const ArrayVariable* variable) {
    return variable->texts.size() == 1 && is_unit_key(key_letters(variable->name));
  });
  return found == element.others.end() ? nullptr : *found;
}

void gather_channels(const std::vector<ListElement>& elements, std::vector<ArrayVariable>& gathered) {
  std::vector<ArrayVariable*> units;
  for (const ListElement& element : elements)
    units.push_back(unit_of(element));
  gather_texts(units, ListedRole::none, gathered);
  for (const ListElement& element : elements) {
    element.samples->name = std::exchange(element.name->texts, {}).front();
    element.samples->listed = ListedRole::samples;
    // Further lists of numbers are no channels.
    for (ArrayVariable* variable : element.others) {
      if (variable == element.samples || !is_number_list(*variable))
        move_out(*variable);
    }
  }
}

void gather_names(const std::vector<ListElement>& elements, std::vector<ArrayVariable>& gathered) {
  std::vector<ArrayVariable*> names;
  for (const ListElement& element : elements)
    names.push_back(element.name);
  gather_texts(names, ListedRole::names, gathered);
}

void gather_list(const std::vector<ListElement>& elements, std::vector<ArrayVariable>& gathered) {
  if (elements.empty() || !name_a_lead(elements))
    return;
  const auto holds = [](const ListElement& element) { return element.samples != nullptr; };
  if (std::all_of(elements.begin(), elements.end(), holds))
    gather_channels(elements, gathered);
  else if (std::none_of(elements.begin(), elements.end(), holds))
    gather_names(elements, gathered);
}

}  // namespace

void gather_listed_channels(ArrayFile& file) {
  std::map<std::string, Members> lists;
  for (ArrayVariable& variable : file.variables) {
    if (!variable.list_path.empty() && !variable.deeper_in_list)
      lists[variable.list_path].push_back(&variable);
  }
  std::vector<ArrayVariable> gathered;
  for (const auto& [path, members] : lists)
    gather_list(elements_of(members), gathered);
  std::erase_if(file.variables,
                [](const ArrayVariable& variable) { return variable.holds_texts && variable.texts.empty(); });
  std::move(gathered.begin(), gathered.end(), std::back_inserter(file.variables));
}

}  // namespace leadwise::io
