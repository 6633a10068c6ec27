#include "ingest/record_list.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <sstream>

#include "support/label_text.hpp"
#include "support/patient_text.hpp"
#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLabelPrefix = "label_";
const std::set<std::string> kColumns = {"path",   "uid",  "patient",   "database", "split",
                                        "weight", "time", "age_years", "sex",      "paced"};
const std::set<std::string> kMimicColumns = {"subject_id", "study_id", "file_name", "ecg_time", "path"};

/// One field of the row that is being read. Absent columns are empty fields.
struct Row {
  const TableRow& fields;

  const std::string& operator[](const char* column) const {
    static const std::string kEmpty;
    const auto found = fields.find(column);
    return found == fields.end() ? kEmpty : found->second;
  }
};

Error malformed(const std::string& column, const std::string& text, const char* expected) {
  return {ErrorCode::InvalidHeader, "column \"" + column + "\" is \"" + text + "\": it must be " + expected};
}

std::optional<double> number_in(const std::string& text) {
  double number = 0.0;
  const auto end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || !std::isfinite(number))
    return std::nullopt;
  return number;
}

/// "2180-07-23", "2180-07-23 08:44:00" or with a T between, with parts of a second: ISO 8601, returned with the T.
std::optional<std::string> time_in(std::string text) {
  constexpr std::string_view kPattern = "dddd-dd-dd dd:dd:dd";
  constexpr std::size_t kDateLength = 10;
  if (text.size() != kDateLength && text.size() < kPattern.size())
    return std::nullopt;
  if (text.size() > kDateLength && text[kDateLength] == 'T')
    text[kDateLength] = ' ';
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool beyond = i >= kPattern.size();
    const bool fits = beyond ? is_digit(text[i]) || (i == kPattern.size() && text[i] == '.')
                             : (kPattern[i] == 'd' ? is_digit(text[i]) : text[i] == kPattern[i]);
    if (!fits)
      return std::nullopt;
  }
  const int month = (text[5] - '0') * 10 + text[6] - '0', day = (text[8] - '0') * 10 + text[9] - '0';
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return std::nullopt;
  if (text.size() > kDateLength)
    text[kDateLength] = 'T';
  return text;
}

Result<void> take_labels(const Row& row, RecordFacts& facts) {
  for (const auto& [column, text] : row.fields) {
    if (!column.starts_with(kLabelPrefix))
      continue;
    if (!read_label(text, facts.labels[column.substr(kLabelPrefix.size())]))
      return fail(ErrorCode::InvalidLabel,
                  "column \"" + column + "\" is \"" + text + "\": it must be 0, 1 or, where nobody knows, empty");
  }
  return {};
}

Result<void> take_split_and_weight(const Row& row, RecordFacts& facts) {
  static const std::set<std::string> kSplits = {"train", "validation", "test", "external"};
  const auto& split = row["split"];
  if (!split.empty() && !kSplits.contains(split))
    return tl::unexpected(malformed("split", split, "train, validation, test, external or empty"));
  if (!split.empty())
    facts.split = split;
  const auto& text = row["weight"];
  const auto weight = text.empty() ? std::optional(1.0) : number_in(text);
  if (!weight || *weight < 0.0)
    return tl::unexpected(malformed("weight", text, "a number of 0 or more"));
  facts.weight = *weight;
  return {};
}

Result<void> take_time_and_age(const Row& row, ListedRecord& record) {
  if (const auto& text = row["time"]; !text.empty()) {
    record.time = time_in(text);
    if (!record.time)
      return tl::unexpected(malformed("time", text, "a date and time as in 2024-05-01 13:45:00"));
  }
  if (const auto& text = row["age_years"]; !text.empty()) {
    record.age_years = number_in(text);
    if (!record.age_years || *record.age_years < 0.0 || *record.age_years > 150.0)
      return tl::unexpected(malformed("age_years", text, "a number from 0 to 150"));
  }
  return {};
}

Result<void> take_sex_and_pacing(const Row& row, ListedRecord& record) {
  if (const auto& text = row["sex"]; !text.empty()) {
    for (const Sex sex : {Sex::female, Sex::male, Sex::other})
      if (text == sex_name(sex))
        record.sex = sex;
    if (!record.sex)
      return tl::unexpected(malformed("sex", text, "female, male, other or empty"));
  }
  if (const auto& text = row["paced"]; !text.empty()) {
    if (text != "0" && text != "1")
      return tl::unexpected(malformed("paced", text, "0, 1 or empty"));
    record.paced = text == "1";
  }
  return {};
}

Result<ListedRecord> record_of_manifest(const Row& row, const std::string& database) {
  ListedRecord record;
  record.path = row["path"];
  if (record.path.empty())
    return tl::unexpected(malformed("path", "", "the record's file"));
  auto& facts = record.facts;
  facts.database = row["database"].empty() ? database : row["database"];
  name_by_path(record);
  if (!row["uid"].empty())
    facts.uid = row["uid"];
  if (names_nobody(row["patient"]))
    return tl::unexpected(malformed("patient", row["patient"],
                                    "empty where nobody knows: all who are called so would be one patient"));
  if (!row["patient"].empty())
    facts.patient = facts.database + ":" + patient_name(row["patient"]);
  const Result<void> taken[] = {take_labels(row, facts), take_split_and_weight(row, facts),
                                take_time_and_age(row, record), take_sex_and_pacing(row, record)};
  for (const auto& part : taken)
    if (!part)
      return tl::unexpected(part.error());
  return record;
}

Result<ListedRecord> record_of_mimic(const Row& row, const std::string& database) {
  ListedRecord record;
  record.path = row["path"];
  if (record.path.empty())
    return tl::unexpected(malformed("path", "", "the record's file"));
  if (row["subject_id"].empty() || row["study_id"].empty())
    return tl::unexpected(malformed("subject_id", row["subject_id"], "there, as must study_id"));
  record.facts.database = database.empty() ? "mimic-iv-ecg" : database;
  name_by_path(record);
  record.facts.uid = row["study_id"];
  record.facts.patient = record.facts.database + ":" + patient_name(row["subject_id"]);
  record.time = time_in(row["ecg_time"]);
  if (!record.time)
    return tl::unexpected(malformed("ecg_time", row["ecg_time"], "a date and time as in 2180-07-23 08:44:00"));
  return record;
}

bool has_columns(const std::vector<std::string>& columns, const std::set<std::string>& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  });
}

std::string known_columns() {
  std::string text;
  for (const auto& column : kColumns)
    text += (text.empty() ? "" : ", ") + column;
  return text;
}

std::optional<Error> unknown_column(const std::vector<std::string>& columns) {
  for (const auto& column : columns)
    if (!kColumns.contains(column) && (!column.starts_with(kLabelPrefix) || column.size() == kLabelPrefix.size()))
      return Error{ErrorCode::InvalidHeader,
                   "the column \"" + column + "\" is unknown: rename it or leave it out. Columns are " +
                       known_columns() + "; labels are columns whose names begin with \"label_\""};
  return std::nullopt;
}

/// A name, by its hash, and what stood on which line with it.
struct Seen {
  std::uint64_t name;
  std::uint32_t line;
  std::uint32_t value;
};

/// Two lines of equal name and, where `values` count, of different value.
std::optional<std::pair<Seen, Seen>> find_two(std::vector<Seen>& seen, bool values) {
  std::sort(seen.begin(), seen.end(),
            [](const Seen& a, const Seen& b) { return std::pair(a.name, a.line) < std::pair(b.name, b.line); });
  for (std::size_t i = 1; i < seen.size(); ++i)
    if (seen[i - 1].name == seen[i].name && (!values || seen[i - 1].value != seen[i].value))
      return std::pair(seen[i - 1], seen[i]);
  return std::nullopt;
}

Error of_lines(ErrorCode code, const fs::path& path, const std::pair<Seen, Seen>& two, const char* what) {
  return {code, "\"" + path.string() + "\", lines " + std::to_string(two.first.line) + " and " +
                    std::to_string(two.second.line) + ": " + what};
}

/// In small letters, without the zeros that UTF-16 has between them.
std::string beginning_of(std::istream& stream) {
  constexpr std::size_t kBytes = 4096;
  std::string text(kBytes, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  std::erase(text, '\0');
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Whether the first line, or the second behind "sep=;", names a column that lists have. What is wrong with it otherwise is
/// for open() to say: taken for an ECG it would be refused as one.
bool means_a_list(const std::string& beginning) {
  std::istringstream lines(beginning);
  std::string header;
  while (std::getline(lines, header) && header.find("sep=") != std::string::npos) {
  }
  std::replace_if(
      header.begin(), header.end(),
      [](char c) { return std::string_view(",;\t\r\"").find(c) != std::string_view::npos; }, '\n');
  std::istringstream names(header);
  for (std::string name; std::getline(names, name);) {
    name.erase(0, std::min(name.size(), name.find_first_of("abcdefghijklmnopqrstuvwxyz")));
    name.erase(name.find_last_not_of(' ') + 1);
    if (name.starts_with(kLabelPrefix) || name == "path")
      return true;
  }
  return false;
}

/// Two ways to write one place are one file, and a WFDB record may be named without its ending.
std::uint64_t file_hash(const fs::path& list, std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');
  auto file = fs::absolute(list.parent_path() / path).lexically_normal();
  if (file.extension() == ".hea")
    file.replace_extension();
  return text_hash(file.string());
}

}  // namespace

bool is_record_list(const fs::path& path) {
  if (path.extension() != ".csv" && path.extension() != ".CSV")
    return false;
  std::ifstream stream(path, std::ios::binary);
  return stream && means_a_list(beginning_of(stream));
}

Result<RecordList> RecordList::open(const fs::path& path, const std::string& database) {
  RecordList list;
  list.stream_ = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*list.stream_)
    return fail(ErrorCode::FileNotReadable, "cannot read \"" + path.string() + "\"");
  auto table = TableReader::open(*list.stream_, {"path"});
  if (!table)
    return fail(table.error().code, "\"" + path.string() + "\": " + table.error().message);
  list.is_mimic_ = has_columns(table->columns(), kMimicColumns);
  if (const auto unknown = unknown_column(table->columns()); unknown && !list.is_mimic_)
    return fail(unknown->code, "\"" + path.string() + "\": " + unknown->message);
  list.database_ = database;
  if (database.empty() && !list.is_mimic_)
    list.database_ = fs::absolute(path).parent_path().filename().string();
  list.table_ = std::move(*table);
  return list;
}

Result<std::optional<ListedRecord>> RecordList::next() {
  const auto more = table_->next(row_);
  if (!more)
    return tl::unexpected(more.error());
  if (!*more)
    return std::nullopt;
  auto record = is_mimic_ ? record_of_mimic({row_}, database_) : record_of_manifest({row_}, database_);
  if (!record)
    return fail(record.error().code,
                "line " + std::to_string(line_number()) + " of the table: " + record.error().message);
  return std::move(*record);
}

Result<void> check_record_list(const fs::path& path, const std::string& database) {
  auto list = RecordList::open(path, database);
  if (!list)
    return tl::unexpected(list.error());
  std::vector<Seen> records, files, patients;
  for (;;) {
    const auto record = list->next();
    if (!record)
      return fail(record.error().code, "\"" + path.string() + "\": " + record.error().message);
    if (!*record)
      break;
    const auto& facts = (*record)->facts;
    const auto line = static_cast<std::uint32_t>(list->line_number());
    records.push_back({text_hash(facts.uid), line, 0});
    files.push_back({file_hash(path, (*record)->path), line, 0});
    // Not split: drawn later, and drawn for a patient as a whole.
    if (!facts.patient.empty())
      patients.push_back(
          {text_hash(facts.patient), line, static_cast<std::uint32_t>(text_hash(facts.split.value_or("")))});
  }
  if (const auto two = find_two(records, false))
    return tl::unexpected(of_lines(ErrorCode::DuplicateRecord, path, *two, "two records of one uid"));
  if (const auto two = find_two(files, false))
    return tl::unexpected(of_lines(ErrorCode::DuplicateRecord, path, *two, "two records of one file"));
  if (const auto two = find_two(patients, true))
    return tl::unexpected(
        of_lines(ErrorCode::PatientInTwoParts, path, *two, "recordings of one patient are in different splits"));
  return {};
}

}  // namespace leadwise::training
