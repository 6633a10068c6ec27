#include "ingest/ingest.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <csignal>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "ingest/doubtful_patients.hpp"
#include "ingest/read_found.hpp"
#include "leadwise/random.hpp"
#include "leadwise/reader.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "shards/shard_set.hpp"
#include "simulated_folder.hpp"
#include "support/csv_table.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;
using testing::write_simulated_record;

/// `count` records at 100 Hz, ten to a folder, and by every seventh one that cannot be read.
void write_folder(const fs::path& folder, std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto below = folder / std::to_string(i / 10);
    fs::create_directories(below);
    const auto name = std::string("r").append(std::to_string(i));
    write_simulated_record(below, name, i % 16, 100.0);
    if (i % 7 == 3)
      fs::resize_file(below / (name + ".dat"), 1000);
  }
}

IngestOptions options_for(const TemporaryFolder& folder, const char* out) {
  IngestOptions options;
  options.sources = {(folder.path() / "records").string()};
  options.out = (folder.path() / out).string();
  options.records_per_shard = 6;
  return options;
}

void check_done(const Result<void>& done) {
  INFO((done ? "" : done.error().message));
  REQUIRE(done.has_value());
}

/// Every file's bytes, by name; without the lock, which says nothing.
std::map<std::string, std::string> content_of(const fs::path& folder) {
  std::map<std::string, std::string> content;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream stream(entry.path(), std::ios::binary);
    content[entry.path().filename().string()] = {std::istreambuf_iterator<char>(stream), {}};
  }
  content.erase("ingest.lock");
  content.erase("copies.csv");  // of what the last run has read
  return content;
}

std::vector<std::string> uids_of(const fs::path& folder) {
  const auto set = ShardSet::open(folder);
  REQUIRE(set.has_value());
  std::vector<std::string> uids;
  REQUIRE(set->visit_facts([&](std::size_t, const RecordFacts& facts) -> Result<void> {
               uids.push_back(facts.uid);
               return {};
             })
              .has_value());
  return uids;
}

TEST_CASE("Every record of a folder is in a shard or in the quarantine, once, with the reason") {
  const TemporaryFolder folder("leadwise_ingest_folder");
  write_folder(folder.path() / "records", 30);
  std::ofstream(folder.path() / "records" / "readme.txt") << "no ECG at all\n";
  const auto options = options_for(folder, "shards");
  check_done(ingest(options));
  const auto uids = uids_of(options.out);
  CHECK(uids.size() == 26);
  CHECK(std::set(uids.begin(), uids.end()).size() == 26);
  std::ifstream quarantine(fs::path(options.out) / "quarantine.csv");
  const std::string text{std::istreambuf_iterator<char>(quarantine), {}};
  const auto rows = read_table(text, {"uid", "path", "code", "message"});
  REQUIRE(rows.has_value());
  REQUIRE(rows->size() == 4);
  CHECK(rows->front().at("path") == "0/r3.hea");
  CHECK(rows->front().at("code") == "TruncatedData");
}

TEST_CASE("A shard's ECG is the one that the core reads from the file") {
  const TemporaryFolder folder("leadwise_ingest_equal");
  fs::create_directories(folder.path() / "records");
  write_simulated_record(folder.path() / "records", "a", 5);
  const auto options = options_for(folder, "shards");
  check_done(ingest(options));
  const auto stored = ShardSet::open(options.out)->read(0);
  REQUIRE(stored.has_value());
  const auto header = read_file(folder.path() / "records" / "a.hea"),
             samples = read_file(folder.path() / "records" / "a.dat");
  const std::vector<FileBytes> files = {{"a.hea", *header}, {"a.dat", *samples}};
  const auto read = read_record(files);
  REQUIRE(read.has_value());
  for (std::size_t i = 0; i < kLeadCount; ++i)
    CHECK(stored->ecg.channels[i].samples_mv == read->channels[i].samples_mv);
}

TEST_CASE("Shards are equal to the byte whatever the number of threads") {
  const TemporaryFolder folder("leadwise_ingest_threads");
  write_folder(folder.path() / "records", 40);
  auto one = options_for(folder, "one"), many = options_for(folder, "many");
  one.threads = 1;
  many.threads = 7;
  check_done(ingest(one));
  check_done(ingest(many));
  CHECK(content_of(one.out) == content_of(many.out));
}

std::size_t finished_shards(const fs::path& folder) {
  std::size_t count = 0;
  if (fs::exists(folder)) {
    for (const auto& file : fs::directory_iterator(folder))
      count += file.path().extension() == ".tar" ? 1U : 0U;
  }
  return count;
}

/// Runs ingest in a process of its own and kills it so long after so many more shards are there; true where it had ended before.
bool ingest_until_killed(const IngestOptions& options, std::size_t more_shards, std::uint64_t delay_us) {
  const std::size_t goal = finished_shards(options.out) + more_shards;
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, STDERR_FILENO);
    _exit(ingest(options) ? 0 : 1);
  }
  int status = 0;
  pid_t ended = 0;
  while (ended == 0 && finished_shards(options.out) < goal) {
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    ended = waitpid(child, &status, WNOHANG);
  }
  std::this_thread::sleep_for(std::chrono::microseconds(delay_us));
  if (ended == 0) {
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
  }
  if (WIFEXITED(status))
    CHECK(WEXITSTATUS(status) == 0);
  return WIFEXITED(status);
}

TEST_CASE("A run that is killed again and again ends with the same bytes: nothing is lost, nothing is there twice") {
  const TemporaryFolder folder("leadwise_ingest_killed");
  write_folder(folder.path() / "records", 300);
  const auto whole = options_for(folder, "whole"), pieces = options_for(folder, "pieces");
  check_done(ingest(whole));
  Random random(2026);
  std::size_t kills = 0;
  // Some 43 shards; none to two more a run, and some milliseconds that hit finding, reading, writing and renaming alike.
  while (kills < 200 && !ingest_until_killed(pieces, kills % 3, static_cast<std::uint64_t>(random.uniform(0.0, 5e3))))
    ++kills;
  CHECK(kills > 5);
  check_done(ingest(pieces));
  CHECK(content_of(pieces.out) == content_of(whole.out));
}

TEST_CASE("A finished set is left alone, and other sources or options are refused by name") {
  const TemporaryFolder folder("leadwise_ingest_again");
  write_folder(folder.path() / "records", 12);
  auto options = options_for(folder, "shards");
  check_done(ingest(options));
  const auto before = content_of(options.out);
  check_done(ingest(options));
  CHECK(content_of(options.out) == before);
  auto other = options;
  other.records_per_shard = 7;
  CHECK(ingest(other).error().message.find("\"records_per_shard\"") != std::string::npos);
  other = options;
  fs::create_directories(folder.path() / "others");
  other.sources = {(folder.path() / "others").string()};
  CHECK(ingest(other).error().message.find("\"sources\"") != std::string::npos);
}

TEST_CASE("Sources that changed while a run was interrupted are found out") {
  const TemporaryFolder folder("leadwise_ingest_changed");
  write_folder(folder.path() / "records", 20);
  auto options = options_for(folder, "shards");
  check_done(ingest(options));
  // As if the run had been killed within its third shard.
  for (std::size_t number = 2; fs::remove(fs::path(options.out) / shard_name(number)); ++number)
    fs::remove(fs::path(options.out) / shard_index_name(number));
  const auto plan = fs::path(options.out) / "ingest.json";
  const auto bytes = read_file(plan);
  std::string text(bytes->begin(), bytes->end());
  text.replace(text.find("true"), 4, "false");
  std::ofstream(plan) << text;
  write_simulated_record(folder.path() / "records" / "0", "a_new_one", 1, 100.0);
  const auto changed = ingest(options);
  REQUIRE_FALSE(changed.has_value());
  CHECK(changed.error().code == ErrorCode::InvalidArgument);
  CHECK(changed.error().message.find("not what they were") != std::string::npos);
  fs::remove(folder.path() / "records" / "0" / "a_new_one.hea");
  fs::remove(folder.path() / "records" / "0" / "a_new_one.dat");
  check_done(ingest(options));
  CHECK(uids_of(options.out).size() == 17);
}

TEST_CASE("Shards that a finished set lacks at its end are missed by name, by who reads it and by ingest") {
  const TemporaryFolder folder("leadwise_ingest_lacking");
  write_folder(folder.path() / "records", 20);
  const auto options = options_for(folder, "shards");
  check_done(ingest(options));
  REQUIRE(ShardSet::open(options.out)->shard_count() == 3);
  // As if a copy had broken off: one shard is without its tar, the last is not there at all.
  for (const auto& name : {shard_name(1), shard_name(2), shard_index_name(2)})
    fs::remove(fs::path(options.out) / name);
  const auto opened = ShardSet::open(options.out);
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().code == ErrorCode::MissingFile);
  CHECK(opened.error().message.find(shard_name(1)) != std::string::npos);
  const auto again = ingest(options);
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().code == ErrorCode::MissingFile);
}

TEST_CASE("A set whose ingest.json counts no shards, as earlier versions wrote it, or that has none, is read") {
  const TemporaryFolder folder("leadwise_ingest_uncounted");
  write_folder(folder.path() / "records", 12);
  const auto options = options_for(folder, "shards");
  check_done(ingest(options));
  const auto plan = fs::path(options.out) / "ingest.json";
  std::ifstream stream(plan);
  auto state = nlohmann::ordered_json::parse(stream);
  stream.close();
  CHECK(state["shards"] == 2);
  state.erase("shards");
  std::ofstream(plan) << state;
  CHECK(ShardSet::open(options.out)->shard_count() == 2);
  check_done(ingest(options));
  fs::remove(plan);
  CHECK(ShardSet::open(options.out)->shard_count() == 2);
  std::ofstream(plan) << "{\"complete\": tr";
  const auto cut = ShardSet::open(options.out);
  REQUIRE_FALSE(cut.has_value());
  CHECK(cut.error().code == ErrorCode::InvalidHeader);
}

TEST_CASE("A damaged shard of an earlier run is named before anything is added") {
  const TemporaryFolder folder("leadwise_ingest_damaged");
  write_folder(folder.path() / "records", 12);
  const auto options = options_for(folder, "shards");
  check_done(ingest(options));
  fs::resize_file(fs::path(options.out) / shard_name(0), 5000);
  const auto damaged = ingest(options);
  CHECK(damaged.error().code == ErrorCode::TruncatedData);
  CHECK(damaged.error().offset == 5000);
}

TEST_CASE("Nothing usable is an error, and the quarantine says why") {
  const TemporaryFolder folder("leadwise_ingest_nothing");
  write_folder(folder.path() / "records", 4);
  for (const auto& entry : fs::directory_iterator(folder.path() / "records" / "0"))
    if (entry.path().extension() == ".dat")
      fs::resize_file(entry.path(), 10);
  const auto options = options_for(folder, "shards");
  CHECK(ingest(options).error().code == ErrorCode::NoUsableRecord);
  const auto bytes = read_file(fs::path(options.out) / "quarantine.csv");
  CHECK(read_table(std::string(bytes->begin(), bytes->end()), {"code"})->size() == 4);
}

TEST_CASE("A record that is too short to be scored is not learnt from") {
  const TemporaryFolder folder("leadwise_ingest_short");
  fs::create_directories(folder.path() / "records");
  std::ofstream(folder.path() / "records" / "short.csv") << "time_s,I,II\n0,0.1,0.2\n0.002,0.1,0.3\n0.004,0.2,0.3\n";
  const auto options = options_for(folder, "shards");
  CHECK(ingest(options).error().code == ErrorCode::NoUsableRecord);
}

TEST_CASE("A manifest's labels, splits and times reach the shards, and a missing file the quarantine") {
  const TemporaryFolder folder("leadwise_ingest_manifest");
  write_folder(folder.path() / "records", 3);
  std::ofstream(folder.path() / "records" / "manifest.csv")
      << "path,uid,patient,split,time,label_ph\n0/r0,A,P,train,2024-05-01,1\n0/r1.hea,B,Q,test,,\n0/r9,C,R,,,0\n";
  auto options = options_for(folder, "shards");
  options.sources = {(folder.path() / "records" / "manifest.csv").string()};
  options.database = "clinic";
  check_done(ingest(options));
  const auto set = ShardSet::open(options.out);
  REQUIRE(set->count() == 2);
  const auto first = set->read(0);
  CHECK(first->uid == "A");
  CHECK(first->patient == "clinic:P");
  CHECK(first->split == "train");
  CHECK(first->labels.at("ph") == 1);
  CHECK(first->ecg.acquisition_time == "2024-05-01");
  CHECK(set->facts(1)->labels.at("ph") == std::nullopt);
  const auto bytes = read_file(fs::path(options.out) / "quarantine.csv");
  const auto rows = read_table(std::string(bytes->begin(), bytes->end()), {});
  REQUIRE(rows->size() == 1);
  CHECK(rows->front().at("uid") == "C");
  CHECK(rows->front().at("code") == "FileNotReadable");
}

TEST_CASE("A list that was made on Windows leads to its files") {
  const TemporaryFolder folder("leadwise_ingest_backslashes");
  write_folder(folder.path() / "records", 2);
  std::ofstream(folder.path() / "records" / "manifest.csv")
      << "path;patient;label_ph\r\n0\\r0.hea;P;1\r\n0\\r1;Q;0\r\n;;\r\n";
  auto options = options_for(folder, "shards");
  options.sources = {(folder.path() / "records" / "manifest.csv").string()};
  check_done(ingest(options));
  CHECK(ShardSet::open(options.out)->count() == 2);
}

TEST_CASE("Records that could put one person into two parts are counted") {
  RecordFacts named, other, unnamed;
  named.database = other.database = unnamed.database = "clinic";
  named.patient = "clinic:P";
  other.patient = "clinic:Q";
  unnamed.uid = "12";
  unnamed.patient = "clinic:12";
  DoubtfulPatients doubtful;
  doubtful.add(named, 1, PatientFrom::list);
  doubtful.add(named, 1, PatientFrom::list);
  doubtful.add(other, 2, PatientFrom::list);
  CHECK(doubtful.copies().empty());
  CHECK(doubtful.unnamed() == 0);
  doubtful.add(unnamed, 2, PatientFrom::file);
  CHECK(doubtful.named_both_ways().empty());
  doubtful.add(other, 1, PatientFrom::file);
  CHECK(doubtful.named_both_ways().at("clinic").lists == 3);
  CHECK(doubtful.named_both_ways().at("clinic").files == 1);
  CHECK(doubtful.copies().size() == 2);
  CHECK(doubtful.largest_patient() == 2);
  CHECK(doubtful.unnamed() == 1);
  CHECK(doubtful.records() == 5);
}

/// What ingest says on stderr.
std::string said_by_ingest(const IngestOptions& options, const fs::path& file) {
  std::fflush(stderr);
  const int before = dup(STDERR_FILENO), to = open(file.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
  dup2(to, STDERR_FILENO);
  const auto done = ingest(options);
  std::fflush(stderr);
  dup2(before, STDERR_FILENO);
  close(to);
  close(before);
  check_done(done);
  const auto bytes = read_file(file).value();
  return {bytes.begin(), bytes.end()};
}

/// A DICOM ECG that says whose it is.
void write_named_record(const fs::path& folder, const std::string& name, const std::string& patient) {
  auto simulated = simulate_ecg({}, 1).value();
  simulated.record.patient.id = patient;
  const auto files = write_record(simulated.record, "dicom", name, true);
  for (const auto& file : files.value())
    REQUIRE(write_file(folder / file.name, std::span<const std::uint8_t>(file.bytes)).has_value());
}

TEST_CASE("Where lists name some patients of a database and files others, one person may be two, and that is said") {
  const TemporaryFolder folder("leadwise_ingest_two_names");
  const auto records = folder.path() / "records";
  fs::create_directories(records);
  for (const char* name : {"a", "b", "c"})
    write_named_record(records, name, "123");
  auto options = options_for(folder, "some");
  options.sources = {(records / "manifest.csv").string()};
  std::ofstream(options.sources[0]) << "path,patient\na.dcm,123\nb.dcm,\nc.dcm,\n";
  const auto said = said_by_ingest(options, folder.path() / "said");
  INFO(said);
  CHECK(said.find("of database \"records\" 1 records take their patient from the list and 2 from the file") !=
        std::string::npos);
  options.out = (folder.path() / "all").string();
  std::ofstream(options.sources[0]) << "path,patient\na.dcm,123\nb.dcm,123\nc.dcm,124\n";
  CHECK(said_by_ingest(options, folder.path() / "said").find("one person may be two") == std::string::npos);
}

TEST_CASE("Records that lack leads which weights of twelve take are counted") {
  const TemporaryFolder folder("leadwise_ingest_few_leads");
  const auto records = folder.path() / "records";
  fs::create_directories(records);
  write_simulated_record(records, "twelve", 1, 100.0);
  auto options = options_for(folder, "twelve");
  CHECK(said_by_ingest(options, folder.path() / "said").find("lack leads") == std::string::npos);
  auto limb_leads = simulate_ecg({}, 2).value().record;
  std::erase_if(limb_leads.channels, [](const Channel& channel) { return !is_limb_lead(*channel.lead); });
  const auto files = write_record(limb_leads, "wfdb", "six");
  for (const auto& file : files.value())
    REQUIRE(write_file(records / file.name, std::span<const std::uint8_t>(file.bytes)).has_value());
  options = options_for(folder, "six");
  CHECK(said_by_ingest(options, folder.path() / "said").find("1 of 2 records lack leads") != std::string::npos);
}

TEST_CASE("Copies under other patients' names are listed by their uids, and one patient who has many records is told") {
  const TemporaryFolder folder("leadwise_ingest_copies");
  const auto records = folder.path() / "records";
  fs::create_directories(records);
  write_simulated_record(records, "a", 1, 100.0);
  write_simulated_record(records, "b", 2, 100.0);
  for (const char* ending : {".dat", ".hea"})
    fs::copy_file((records / "a").string() + ending, (records / "copy").string() + ending);
  std::ofstream(records / "copy.hea") << [&] {
    const auto bytes = read_file(records / "a.hea").value();
    std::string text(bytes.begin(), bytes.end());
    for (auto at = text.find("a.dat"); at != std::string::npos; at = text.find("a.dat", at + 8))
      text.replace(at, 5, "copy.dat");
    return "copy" + text.substr(1);
  }();
  auto options = options_for(folder, "shards");
  options.sources = {(records / "manifest.csv").string()};
  std::ofstream(options.sources[0]) << "path,uid,patient\nb.hea,\"B, the other\",Q\na.hea,A,P\ncopy.hea,C,R\n";
  const auto said = said_by_ingest(options, folder.path() / "said");
  INFO(said);
  CHECK(said.find("1 records have the samples of another patient's record (copies.csv)") != std::string::npos);
  CHECK(said.find("one patient has") == std::string::npos);
  std::ifstream copies(fs::path(options.out) / "copies.csv");
  const std::string text{std::istreambuf_iterator<char>(copies), {}};
  CHECK((text == "uid,same_samples_as\nC,A\n" || text == "uid,same_samples_as\nA,C\n"));
}

TEST_CASE("A patient who has more than a twentieth of many records is told: his name may stand for nobody") {
  const TemporaryFolder folder("leadwise_ingest_one_patient");
  const auto records = folder.path() / "records";
  fs::create_directories(records);
  auto options = options_for(folder, "shards");
  options.sources = {(records / "manifest.csv").string()};
  std::ofstream list(options.sources[0]);
  list << "path,patient\n";
  for (int i = 0; i < 101; ++i) {
    const auto name = std::string("r").append(std::to_string(i));
    write_simulated_record(records, name, static_cast<std::uint64_t>(i), 100.0);
    list << name << ".hea," << (i < 6 ? "0000" : name) << '\n';
  }
  list.close();
  CHECK(said_by_ingest(options, folder.path() / "said").find("one patient has 6 of 101 records (5 %)") !=
        std::string::npos);
}

TEST_CASE("Where nobody can tell whether a set was begun, it is not begun anew over it") {
  const TemporaryFolder folder("leadwise_ingest_unknown_state");
  write_folder(folder.path() / "records", 2);
  const auto options = options_for(folder, "shards");
  fs::create_directories(options.out);
  const auto state = fs::path(options.out) / "ingest.json";
  fs::create_symlink("ingest.json", state);  // leads to itself: the system answers with an error, not with a no
  CHECK(ingest(options).error().code == ErrorCode::FileNotReadable);
  CHECK(fs::is_symlink(state));
}

TEST_CASE("Equal samples are told whoever they are said to be of") {
  const TemporaryFolder folder("leadwise_ingest_same_samples");
  write_simulated_record(folder.path(), "a", 1, 100.0);
  write_simulated_record(folder.path(), "b", 2, 100.0);
  const auto hash_of = [&](const std::string& name, const std::string& patient) {
    FoundRecord found;
    found.listed.facts.patient = patient;
    found.input = cli::input_of_file(folder.path() / (name + ".hea"));
    return store_record(read_found(found).value(), 0)->samples_hash;
  };
  CHECK(hash_of("a", "P") == hash_of("a", "Q"));
  CHECK(hash_of("a", "P") != hash_of("b", "P"));
}

std::vector<RecordFacts> facts_of(const fs::path& folder) {
  std::vector<RecordFacts> all;
  REQUIRE(ShardSet::open(folder)
              ->visit_facts([&](std::size_t, const RecordFacts& facts) -> Result<void> {
                all.push_back(facts);
                return {};
              })
              .has_value());
  return all;
}

TEST_CASE("Files that are named one by one are of the database of their folder, and so are their patients") {
  const TemporaryFolder folder("leadwise_ingest_files");
  const auto records = folder.path() / "records";
  fs::create_directories(records);
  for (const char* name : {"a", "b"})
    write_simulated_record(records, name, 1, 100.0);
  auto options = options_for(folder, "by_folder");
  check_done(ingest(options));
  const auto by_folder = facts_of(options.out);
  options = options_for(folder, "by_file");
  options.sources = {(records / "a.hea").string(), (records / "b.hea").string()};
  check_done(ingest(options));
  const auto by_file = facts_of(options.out);
  REQUIRE(by_file.size() == 2);
  for (std::size_t i = 0; i < by_file.size(); ++i) {
    CHECK(by_file[i].database == "records");
    CHECK(by_file[i].uid == by_folder[i].uid);
    CHECK(by_file[i].patient == by_folder[i].patient);
  }
}

TEST_CASE("Two sources with records of one name are refused, not written for nothing") {
  const TemporaryFolder folder("leadwise_ingest_same_names");
  auto options = options_for(folder, "shards");
  options.sources.clear();
  for (const char* site : {"one", "two"}) {
    fs::create_directories(folder.path() / site);
    write_simulated_record(folder.path() / site, "a", 1, 100.0);
    options.sources.push_back((folder.path() / site).string());
  }
  check_done(ingest(options));
  options.out = (folder.path() / "clinic").string();
  options.database = "clinic";
  const auto done = ingest(options);
  REQUIRE_FALSE(done.has_value());
  CHECK(done.error().code == ErrorCode::DuplicateRecord);
  CHECK(done.error().message.find("\"a.hea\"") != std::string::npos);
}

TEST_CASE("Sources that hold the same records, or the shards, are refused") {
  const TemporaryFolder folder("leadwise_ingest_overlap");
  write_folder(folder.path() / "records", 1);
  auto options = options_for(folder, "shards");
  options.sources.push_back((folder.path() / "records" / "0").string());
  CHECK(ingest(options).error().code == ErrorCode::InvalidArgument);
  options.sources = {folder.path().string()};
  CHECK(ingest(options).error().code == ErrorCode::InvalidArgument);
  options.sources = {(folder.path() / "nothing").string()};
  CHECK(ingest(options).error().code == ErrorCode::FileNotReadable);
}

}  // namespace
}  // namespace leadwise::training
