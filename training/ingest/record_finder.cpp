#include "ingest/record_finder.hpp"

#include <algorithm>

#include "ingest/record_list.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;

/// A visitor that remembers whether it wants more.
struct Visit {
  const FoundVisitor& visit;
  bool goes_on = true;

  bool operator()(FoundRecord record) {
    goes_on = goes_on && visit(std::move(record));
    return goes_on;
  }
};

std::string name_of(const fs::path& folder) {
  const auto path = folder.lexically_normal();
  return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

/// The path below the folder, whatever that itself is called.
std::string path_below(const std::string& folder, const std::string& name) {
  std::size_t at = name.starts_with(folder) ? folder.size() : 0;
  while (at > 0 && at < name.size() && name[at] == '/')
    ++at;
  return at == name.size() ? fs::path(name).filename().string() : name.substr(at);
}

FoundRecord found_in(const std::string& folder, const std::string& database, cli::Input input) {
  FoundRecord found;
  found.listed.path = path_below(folder, input.name);
  found.listed.facts.database = database;
  name_by_path(found.listed);
  found.input = std::move(input);
  return found;
}

/// A list that was made on Windows parts folders by backslashes.
fs::path file_of(const fs::path& folder, std::string path) {
  std::error_code error;
  if (path.find('\\') != std::string::npos && !fs::exists(folder / path, error))
    std::replace(path.begin(), path.end(), '\\', '/');
  return folder / path;
}

Result<void> visit_list(const std::string& source, const std::string& database, Visit& visit) {
  auto list = RecordList::open(source, database);
  if (!list)
    return tl::unexpected(list.error());
  const auto folder = fs::path(source).parent_path();
  while (visit.goes_on) {
    auto record = list->next();
    if (!record)
      return fail(record.error().code, "\"" + source + "\": " + record.error().message);
    if (!*record)
      break;
    auto input = cli::input_of_file(file_of(folder, (*record)->path));
    visit({std::move(**record), std::move(input)});
  }
  return {};
}

/// Files and archives that are named one by one count as if their folder were: each for itself they would make as many
/// patients of one as he has files.
std::size_t visit_files(const std::string& source, const std::string& database, Visit& visit) {
  std::error_code error;
  const bool is_folder = fs::is_directory(source, error);
  const auto folder = is_folder ? source : fs::path(source).parent_path().string();
  const auto whole = fs::absolute(source);
  const auto name = database.empty() ? name_of(is_folder ? whole : whole.parent_path()) : database;
  const auto take = [&](cli::Input input) { return visit(found_in(folder, name, std::move(input))); };
  if (is_folder)
    return cli::visit_inputs_below(source, take);
  auto inputs = cli::find_inputs({source});
  for (auto& input : inputs.records)
    if (!take(std::move(input)))
      break;
  return inputs.skipped;
}

}  // namespace

Result<std::size_t> visit_records(const IngestOptions& options, const FoundVisitor& visitor) {
  Visit visit{visitor};
  std::size_t skipped = 0;
  for (const auto& source : options.sources) {
    if (!is_record_list(source))
      skipped += visit_files(source, options.database, visit);
    else if (auto done = visit_list(source, options.database, visit); !done)
      return tl::unexpected(done.error());
    if (!visit.goes_on)
      break;
  }
  return skipped;
}

}  // namespace leadwise::training
