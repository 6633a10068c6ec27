#include <set>
#include <system_error>
#include <utility>

#include "inputs/candidates.hpp"
#include "inputs/folder_content.hpp"
#include "inputs/inputs.hpp"

namespace leadwise::cli {
namespace {

namespace fs = std::filesystem;

/// A walk through all that lies below one folder.
class FolderWalk {
 public:
  FolderWalk(const fs::path& root, const InputVisitor& visit) : visit_(visit), entered_(root) { walk(root, false); }

  std::size_t skipped() const { return skipped_; }

 private:
  void walk(const fs::path& folder, bool by_link);
  void walk_below(const fs::path& folder, bool by_link);
  void give(Input input) { goes_on_ = goes_on_ && visit_(std::move(input)); }
  void give(const Candidate& candidate, const std::set<fs::path>& parts);

  const InputVisitor& visit_;
  EnteredFolders entered_;
  std::size_t skipped_ = 0;
  bool goes_on_ = true;
};

void FolderWalk::give(const Candidate& candidate, const std::set<fs::path>& parts) {
  Inputs found;
  add_records_of(candidate, parts, true, found);
  skipped_ += found.skipped;
  for (Input& input : found.records)
    give(std::move(input));
}

void FolderWalk::walk_below(const fs::path& folder, bool by_link) {
  std::error_code error;
  const bool reached_by_link = by_link || fs::is_symlink(folder, error);
  if (entered_.enter(folder, reached_by_link))
    walk(folder, reached_by_link);
}

/// Files and folders take turns as their names sort, which is how whole paths sort.
void FolderWalk::walk(const fs::path& folder, bool by_link) {
  const FolderContent content = content_of(folder);
  if (content.error)
    give({folder.string(), {folder}, {}, content.error});
  skipped_ += content.others;
  const std::vector<Candidate> candidates = candidates_among(content);
  const std::set<fs::path> parts = parts_of_others(candidates);
  auto below = content.folders.begin();
  for (const Candidate& candidate : candidates) {
    for (; goes_on_ && below != content.folders.end() && *below < candidate.path; ++below)
      walk_below(*below, by_link);
    if (!goes_on_)
      return;
    give(candidate, parts);
  }
  for (; goes_on_ && below != content.folders.end(); ++below)
    walk_below(*below, by_link);
}

}  // namespace

std::size_t visit_inputs_below(const fs::path& folder, const InputVisitor& visit) {
  return FolderWalk(folder, visit).skipped();
}

}  // namespace leadwise::cli
