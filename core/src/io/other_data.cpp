#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "delimited/delimited_cells.hpp"
#include "delimited/delimited_column.hpp"
#include "delimited/delimited_layout.hpp"
#include "delimited/delimited_statements.hpp"
#include "leadwise/reader.hpp"
#include "text/statement_keys.hpp"
#include "text/text_lines.hpp"

namespace leadwise {
namespace io {
namespace {

// Columns of patients, labels and scores, as key_letters writes them. No column of samples is called so.
constexpr auto kFacts = std::to_array<std::string_view>(
    {"id",         "patient",   "patientid", "patientnumber", "subject",  "subjectid", "study",
     "studyid",    "record",    "recordid",  "ecgid",         "file",     "filename",  "path",
     "filepath",   "name",      "label",     "labels",        "class",    "classes",   "target",
     "outcome",    "diagnosis", "truth",     "age",           "ageyears", "sex",       "gender",
     "height",     "weight",    "bmi",       "date",          "score",    "scores",    "probability",
     "prediction", "predicted", "positive",  "threshold",     "logit",    "fold",      "split",
     "stratfold",  "site",      "device",    "heartrate",     "hr",       "bpm",       "ejectionfraction",
     "lvef",       "mpap",      "ntprobnp"});

bool names_a_fact(std::string_view heading) {
  return std::find(kFacts.begin(), kFacts.end(), key_letters(heading)) != kFacts.end();
}

bool counts_rows(std::string_view heading) {
  return trim(heading).empty() || parse_column_heading(heading).role == ColumnRole::sample_index;
}

/// Every column bears the name of a fact or counts the rows, and nothing states a sampling rate or a unit.
bool is_table_of_facts(std::string_view text) {
  const auto table = find_table(text);
  if (!table || std::none_of(table->headings.begin(), table->headings.end(), names_a_fact))
    return false;
  const bool all_facts = std::all_of(table->headings.begin(), table->headings.end(), [](std::string_view heading) {
    return names_a_fact(heading) || counts_rows(heading);
  });
  const auto stated = read_table_statements(text, table->preface);
  return all_facts && stated && !stated->sampling_rate_hz && !stated->units_per_millivolt;
}

/// The numbers of a JSON list, whatever its dimensions.
struct ListedNumbers {
  std::size_t count = 0;
  /// No more than are needed to tell classes from samples.
  std::vector<std::string_view> different;
  bool whole = true;    ///< all of them are whole numbers
  bool closed = false;  ///< the list ends, and the text with it
};

constexpr std::size_t kMostClasses = 5;
// At the lowest sampling rate that is read one second has as many.
constexpr std::size_t kFewestSamples = 100;

void take_number(std::string_view number, ListedNumbers& listed) {
  ++listed.count;
  listed.whole = listed.whole && number.find_first_not_of("-0123456789") == std::string_view::npos;
  const bool is_new = std::find(listed.different.begin(), listed.different.end(), number) == listed.different.end();
  if (is_new && listed.different.size() <= kMostClasses)
    listed.different.push_back(number);
}

ListedNumbers list_numbers(std::string_view text) {
  ListedNumbers listed;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of("[], \t\r\n", at), text.size());
    if (end > at) {
      // What is cut off by the end of the text may be another number.
      if (end < text.size())
        take_number(text.substr(at, end - at), listed);
      at = end;
      continue;
    }
    depth += text[at] == '[' ? 1U : 0U;
    const bool ends = text[at] == ']' && --depth == 0;
    ++at;
    // Behind the end something else means that this is no one list.
    if (ends) {
      listed.closed = trim(text.substr(at)).empty();
      listed.whole = listed.whole && listed.closed;
      break;
    }
  }
  return listed;
}

/// Too few numbers for a second of an ECG, or whole numbers of which there are but two to five: classes.
bool is_list_of_facts(std::string_view text) {
  const ListedNumbers listed = list_numbers(text);
  if (listed.closed && listed.count < kFewestSamples)
    return true;
  return listed.whole && listed.different.size() > 1 && listed.different.size() <= kMostClasses;
}

bool take_character(std::string_view& text, char character) {
  text = trim(text);
  if (text.empty() || text.front() != character)
    return false;
  text.remove_prefix(1);
  return true;
}

bool take_word(std::string_view& text, std::string_view word) {
  text = trim(text);
  if (text.substr(0, word.size()) != word)
    return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_json_text(std::string_view& text) {
  if (!take_character(text, '"'))
    return false;
  for (std::size_t at = 0; at < text.size(); at += text[at] == '\\' ? 2U : 1U) {
    if (text[at] != '"')
      continue;
    text.remove_prefix(at + 1);
    return true;
  }
  return false;
}

/// {"file": "...", "ok": ... begins every answer of the tool and the module.
bool is_answer(std::string_view text) {
  return take_character(text, '{') && take_word(text, "\"file\"") && take_character(text, ':') &&
         take_json_text(text) && take_character(text, ',') && take_word(text, "\"ok\"") && take_character(text, ':') &&
         (take_word(text, "true") || take_word(text, "false"));
}

}  // namespace
}  // namespace io

bool is_other_data(const FileBytes& file, std::string_view format) {
  constexpr std::size_t kLooked = 65536;
  const std::string_view text = io::trim(io::as_text(file.bytes.first(std::min(file.bytes.size(), kLooked))));
  if (format == "csv")
    return io::is_table_of_facts(text);
  if (format != "json")
    return false;
  return text.substr(0, 1) == "[" ? io::is_list_of_facts(text) : io::is_answer(text);
}

}  // namespace leadwise
