#include "ingest/ingest.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <thread>
#include <unordered_set>

#include "ingest/copies.hpp"
#include "ingest/doubtful_patients.hpp"
#include "ingest/ingest_folder.hpp"
#include "ingest/ordered_work.hpp"
#include "ingest/quarantine.hpp"
#include "ingest/read_found.hpp"
#include "ingest/record_list.hpp"
#include "shards/shard_writer.hpp"
#include "support/patient_text.hpp"
#include "support/peak_memory.hpp"
#include "support/text_hash.hpp"

namespace leadwise::training {
namespace {

using Clock = std::chrono::steady_clock;

/// How many records may be between finding and writing: enough to keep every thread at work, some 8 MB of them.
constexpr std::uint64_t kWindow = 64;
/// A shard is closed at so many refusals too, so that their list stays short in memory.
constexpr std::uint64_t kMostRefusals = 10000;

struct Task {
  FoundRecord found;
  std::uint64_t number = 0;       ///< among all records of the sources
  std::uint64_t inputs_hash = 0;  ///< of the names up to this one
};

struct Done {
  std::uint64_t number = 0, inputs_hash = 0;
  RecordFacts facts;
  std::string path;
  PatientFrom patient_from;
  bool lacks_leads;
  Result<StoredRecord> stored;
};

using Work = OrderedWork<Task, Done>;

std::uint64_t hash_with(const ListedRecord& record, std::uint64_t before) {
  return text_hash(record.path, text_hash(record.facts.uid + '\n', before));
}

/// Of those that all twelve follow from, and that overload is imposed on.
bool lacks_leads(const EcgRecord& ecg) {
  constexpr std::array kNeeded = {Lead::I, Lead::II, Lead::V1, Lead::V2, Lead::V3, Lead::V4, Lead::V5, Lead::V6};
  return std::any_of(kNeeded.begin(), kNeeded.end(), [&](Lead lead) { return ecg.find(lead) == nullptr; });
}

Done work_on(Task task) {
  const auto& listed = task.found.listed;
  const auto patient_from = listed.facts.patient.empty() ? PatientFrom::file : PatientFrom::list;
  Done done{task.number, task.inputs_hash, listed.facts, listed.path, patient_from, false, tl::unexpected(Error{})};
  try {
    const auto recording = read_found(task.found);
    if (!recording) {
      done.stored = tl::unexpected(recording.error());
      return done;
    }
    done.facts = *recording;
    done.lacks_leads = lacks_leads(recording->ecg);
    done.stored = store_record(*recording, task.number);
  } catch (const std::bad_alloc&) {
    done.stored = fail(ErrorCode::OutOfMemory, "no memory to work on this record");
  }
  return done;
}

/// Such a set would be refused by all that reads it.
Error two_of_one_name(const ListedRecord& later) {
  return {ErrorCode::DuplicateRecord, "two sources have a record of the uid \"" + later.facts.uid + "\", of which \"" +
                                          later.path +
                                          "\" is the later: name the folder that both lie in, or other uids in a list"};
}

/// Finds records and hands them out, those of an earlier run's shards passed over.
class Finding {
 public:
  Finding(const IngestOptions& options, const IngestFolder& folder, Work& work)
      : options_(options), behind_(folder.inputs_behind()), expected_(folder.hash_of_inputs_behind()), work_(work) {}

  Result<void> run() {
    const auto skipped = visit_records(options_, [this](FoundRecord found) { return take(std::move(found)); });
    if (!skipped)
      return tl::unexpected(skipped.error());
    skipped_ = *skipped;
    if (twice_)
      return tl::unexpected(two_of_one_name(*twice_));
    return changed_ || number_ < behind_
               ? fail(ErrorCode::InvalidArgument,
                      "the sources are not what they were when \"" + options_.out + "\" was begun; name another folder")
               : Result<void>();
  }

  std::size_t skipped() const { return skipped_; }

 private:
  /// Of one source no two bear the same name.
  bool is_new(const RecordFacts& facts) {
    return options_.sources.size() < 2 || names_.insert(text_hash(facts.uid)).second;
  }

  bool take(FoundRecord found) {
    if (!is_new(found.listed.facts)) {
      twice_ = std::move(found.listed);
      return false;
    }
    hash_ = hash_with(found.listed, hash_);
    const auto number = number_++;
    if (number >= behind_)
      return work_.put({std::move(found), number, hash_});
    changed_ = number + 1 == behind_ && hash_ != *expected_;
    return !changed_;
  }

  const IngestOptions& options_;
  std::uint64_t behind_;
  std::optional<std::uint64_t> expected_;
  Work& work_;
  std::uint64_t number_ = 0, hash_ = text_hash("");
  std::size_t skipped_ = 0;
  bool changed_ = false;
  std::unordered_set<std::uint64_t> names_;
  std::optional<ListedRecord> twice_;
};

/// Once a second, and only on a terminal.
class Progress {
 public:
  void show(std::uint64_t done) {
    const auto now = Clock::now();
    if (isatty(STDERR_FILENO) == 0 || now - shown_ < std::chrono::seconds(1))
      return;
    shown_ = now;
    std::fprintf(stderr, "\r%llu records, %.0f a second ", static_cast<unsigned long long>(done),
                 static_cast<double>(done) / elapsed_s());
  }
  double elapsed_s() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
  Clock::time_point start_ = Clock::now(), shown_ = start_;
};

/// Writes results in their order, a shard behind the other.
class Writing {
 public:
  Writing(const IngestOptions& options, IngestFolder& folder) : options_(options), folder_(folder) {}

  Result<void> run(Work& work, Progress& progress) {
    while (auto done = work.next()) {
      if (auto taken = take(*done); !taken)
        return taken;
      progress.show(++count_);
    }
    return {};
  }

  /// Ends a shard that is not full yet.
  Result<void> finish() { return shard_ ? close() : Result<void>(); }
  std::uint64_t count() const { return count_; }
  const DoubtfulPatients& doubtful() const { return doubtful_; }
  std::size_t lacking_leads() const { return lacking_leads_; }

 private:
  Result<void> take(Done& done) {
    if (auto opened = open(); !opened)
      return opened;
    number_ = done.number + 1;
    hash_ = done.inputs_hash;
    if (auto written = write(done); !written)
      return written;
    const bool full = shard_->records() == options_.records_per_shard || shard_->refused() == kMostRefusals;
    return full ? close() : Result<void>();
  }

  Result<void> write(const Done& done) {
    if (!done.stored) {
      shard_->refuse({done.facts.uid, done.path, done.stored.error()});
      return {};
    }
    doubtful_.add(done.facts, done.stored->samples_hash, done.patient_from);
    lacking_leads_ += done.lacks_leads ? 1U : 0U;
    return shard_->add(*done.stored, done.facts);
  }

  Result<void> open() {
    if (shard_)
      return {};
    auto opened = ShardWriter::create(folder_.path(), folder_.shards());
    if (!opened)
      return tl::unexpected(opened.error());
    shard_.emplace(std::move(*opened));
    return {};
  }

  Result<void> close() {
    const auto summary = shard_->close(number_, hash_);
    shard_.reset();
    if (!summary)
      return tl::unexpected(summary.error());
    folder_.add(*summary);
    return {};
  }

  const IngestOptions& options_;
  IngestFolder& folder_;
  std::optional<ShardWriter> shard_;
  DoubtfulPatients doubtful_;
  std::size_t lacking_leads_ = 0;
  std::uint64_t number_ = 0, hash_ = 0, count_ = 0;
};

void run_worker(Work& work) {
  while (auto task = work.take()) {
    const auto number = task->first;
    work.finish(number, work_on(std::move(task->second)));
  }
}

/// Finds in one thread, reads in others, writes in this one.
Result<void> run_all(const IngestOptions& options, Finding& finding, Writing& writing, Work& work, Progress& progress) {
  Result<void> found;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    found = finding.run();
    work.end();
  });
  for (std::uint64_t i = 0; i < options.threads; ++i)
    threads.emplace_back([&] { run_worker(work); });
  const auto written = writing.run(work, progress);
  work.stop();
  for (auto& thread : threads)
    thread.join();
  return written ? found : written;
}

/// Of the records that this run has read.
void report(const DoubtfulPatients& doubtful) {
  if (doubtful.unnamed() > 0)
    std::fprintf(
        stderr,
        "  %zu of %zu records name no patient (in the file, or in a list's column \"patient\"): each counts as "
        "a patient of its own\n",
        doubtful.unnamed(), doubtful.records());
  for (const auto& [database, named] : doubtful.named_both_ways())
    std::fprintf(stderr,
                 "  of database \"%s\" %zu records take their patient from the list and %zu from the file: one person "
                 "may be two "
                 "patients; fill the list's column \"patient\" everywhere\n",
                 database.c_str(), named.lists, named.files);
  if (const auto text = conspicuous_patient(doubtful.largest_patient(), doubtful.records()))
    std::fprintf(stderr, "  %s\n", text->c_str());
}

/// `records`: of the whole set, of which those of this run are the last.
Result<void> report_copies(const DoubtfulPatients& doubtful, const IngestFolder& folder, std::uint64_t records) {
  const auto copies = doubtful.copies();
  if (copies.empty())
    return {};
  std::fprintf(stderr,
               "  %zu records have the samples of another patient's record (copies.csv): copies may be learnt from and "
               "judged by; take them out or name their patient\n",
               copies.size());
  return write_copies(folder.path(), copies, static_cast<std::size_t>(records) - doubtful.records());
}

void report(const IngestTotals& totals, const IngestFolder& folder, const Writing& writing, std::size_t skipped,
            double elapsed_s) {
  const auto number = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  if (folder.is_complete())
    std::fprintf(stderr, "\"%s\" was complete before: nothing was read; name another folder for what came since\n",
                 folder.path().string().c_str());
  if (skipped != 0)
    std::fprintf(stderr, "%zu files that are no ECG were skipped\n", skipped);
  std::fprintf(
      stderr,
      "%llu records in %zu shards, %llu refused%s; %llu in %.1f s, %.0f records a second, at most %.0f MB of memory\n",
      number(totals.records), folder.shards(), number(totals.refused_count()),
      totals.refused.empty() ? "" : " (quarantine.csv)", number(writing.count()), elapsed_s,
      static_cast<double>(writing.count()) / std::max(elapsed_s, 1e-9), peak_memory_mb());
  for (const auto& [reason, count] : totals.refused)
    std::fprintf(stderr, "  refused as %s: %llu\n", reason.c_str(), number(count));
  if (totals.kept_by_system() > 0)
    std::fprintf(stderr,
                 "  %llu of the refused could not be opened or found no memory: their ECGs may be whole, and are not in "
                 "this set; where a disk or files were away, mend that and ingest into another folder\n",
                 number(totals.kept_by_system()));
  for (const auto& [name, counts] : totals.labels) {
    const bool one_class = counts[0] == 0 || counts[1] == 0;
    std::fprintf(stderr, "  label %s: %llu of 1, %llu of 0, %llu unknown%s\n", name.c_str(), number(counts[1]),
                 number(counts[0]), number(counts[2]),
                 one_class ? "; one class only: nothing can be learnt from it" : "");
  }
  if (writing.lacking_leads() > 0)
    std::fprintf(
        stderr,
        "  %zu of %zu records lack leads that weights of twelve take (I, II, V1 to V6): they are refused when they "
        "are drawn\n",
        writing.lacking_leads(), writing.doubtful().records());
  report(writing.doubtful());
}

Result<void> check_lists(const IngestOptions& options) {
  for (const auto& source : options.sources)
    if (is_record_list(source))
      if (auto checked = check_record_list(source, options.database); !checked)
        return checked;
  return {};
}

}  // namespace

Result<void> ingest(const IngestOptions& options) {
  if (auto checked = check_ingest_options(options); !checked)
    return checked;
  if (auto checked = check_lists(options); !checked)
    return checked;
  auto folder = IngestFolder::open(options);
  if (!folder)
    return tl::unexpected(folder.error());
  Work work(kWindow + options.threads);
  Finding finding(options, *folder, work);
  Writing writing(options, *folder);
  Progress progress;
  Result<void> done;
  if (!folder->is_complete())
    done = run_all(options, finding, writing, work, progress);
  if (done)
    done = writing.finish();
  // Whatever ended the run: what whole shards list as refused is told.
  const auto totals = write_quarantine(folder->path(), folder->shards());
  if (!done)
    return done;
  if (!totals)
    return tl::unexpected(totals.error());
  report(*totals, *folder, writing, finding.skipped(), progress.elapsed_s());
  if (auto reported = report_copies(writing.doubtful(), *folder, totals->records); !reported)
    return reported;
  if (totals->records == 0)
    return fail(ErrorCode::NoUsableRecord, totals->refused.empty()
                                               ? "the sources hold no ECG"
                                               : "every record was refused; quarantine.csv says why");
  return folder->is_complete() ? Result<void>() : folder->complete();
}

}  // namespace leadwise::training
