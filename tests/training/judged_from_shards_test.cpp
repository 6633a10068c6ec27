#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <functional>

#include "commands/calibrate.hpp"
#include "commands/crossval.hpp"
#include "commands/evaluate.hpp"
#include "commands/explain.hpp"
#include "commands/export.hpp"
#include "data/labelled_data.hpp"
#include "ingest/ingest.hpp"
#include "leadwise/screener.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/weight_file.hpp"
#include "leadwise/writer.hpp"
#include "quick_config.hpp"
#include "shards/shard_index.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"

namespace leadwise::training {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::check_done;
using testing::read_json;
using testing::TemporaryFolder;

constexpr std::uint64_t kListed = 12, kFlat = 4;

void write_changed(const fs::path& folder, const std::string& name, std::uint64_t seed,
                   const std::function<void(EcgRecord&)>& change) {
  auto simulated = simulate_ecg({}, seed);
  REQUIRE(simulated.has_value());
  change(simulated->record);
  const auto files = write_record(simulated->record, "wfdb", name);
  for (const auto& file : files.value())
    REQUIRE(write_file(folder / file.name, std::span<const std::uint8_t>(file.bytes)).has_value());
}

/// One lead without a signal: it is read, but nothing can be asked of it.
void flatten_a_lead(EcgRecord& record) {
  auto& samples_mv = record.channels.back().samples_mv;
  std::fill(samples_mv.begin(), samples_mv.end(), 0.0);
}

/// The same recordings as a folder with a table and as shards of three, with a small model's weights.
struct TwoWays {
  TemporaryFolder folder;

  explicit TwoWays(const char* name, const char* label_of_last = "0", std::uint64_t count = kListed) : folder(name) {
    testing::write_simulated_folder(folder.path(), count);
    write_changed(folder.path() / "simulated", "s4", 77, flatten_a_lead);
    std::ofstream table(folder.path() / "index.csv"), list(folder.path() / "manifest.csv");
    table << "uid,database,path,labels,rvh,right_axis,right_atrial,ph,part,sex,age_years\n";
    list << "path,uid,database,patient,split,label_rvh,label_right_axis,label_right_atrial,label_ph,sex,age_years\n";
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto number = std::to_string(i), file = "simulated/s" + number + ".hea";
      const std::string label = i + 1 == count ? label_of_last : i % 2 == 0 ? "1" : "0";
      const char *sex = i % 3 == 0 ? "female" : "male", *age = i % 4 == 0 ? "30" : "70", *axis = i == 2 ? "1" : "0";
      table << "S" << i << ",Simulated," << file << ",pat=" << i << ",0," << axis << ",0," << label << ",test," << sex
            << ',' << age << '\n';
      list << file << ",S" << i << ",Simulated," << i << ",test,0," << axis << ",0," << label << ',' << sex << ','
           << age << '\n';
    }
    table.close();
    list.close();
    IngestOptions options;
    options.sources = {path("manifest.csv")};
    options.out = path("shards");
    options.records_per_shard = 3;
    check_done(ingest(options));
    write_weights({"rv_overload_12", "rv_overload_6"});
  }

  std::string path(const std::string& name) const { return (folder.path() / name).string(); }

  void write_weights(const std::vector<std::string>& heads) const {
    ModelDescription model = leadwise_preset();
    std::erase_if(model.heads, [&](const HeadDescription& head) {
      return std::find(heads.begin(), heads.end(), head.id) == heads.end();
    });
    const auto bytes = write_weight_file(model, random_tensors(model, 7));
    REQUIRE(write_file(path("weights"), std::span<const std::uint8_t>(bytes.value())).has_value());
  }

  TrainingConfig config(bool shards) const {
    TrainingConfig config;
    (shards ? config.shards : config.recordings) = shards ? path("shards") : folder.path().string();
    config.weights = path("weights");
    config.out = path(shards ? "shards.out" : "folder.out");
    config.train_sources = {"simulated"};
    config.train_share = config.validation_share = 0.0;
    config.folds = 2;
    config.head_epochs = 2;
    config.bootstrap_replicates = 20;
    return config;
  }

  TrainingConfig labelled(bool shards) const {
    auto labelled = config(shards);
    labelled.label = "ph";
    labelled.part_column = shards ? "" : "part";
    labelled.parts = {"test"};
    return labelled;
  }
};

TEST_CASE("Labels, people and refusals of shards are those of the same recordings in a folder") {
  const TwoWays ways("leadwise_judged_labels");
  auto folder = load_labelled_data(ways.labelled(false), {}).value();
  auto shards = load_labelled_data(ways.labelled(true), {}).value();
  CHECK(folder.refused == 1);
  CHECK(folder.records.size() == kListed - 1);
  CHECK(shards.records.size() == kListed);
  check_done(visit_labelled(shards, ways.labelled(true), [](const Recording&) -> Result<void> { return {}; }));
  CHECK(labelled_summary(shards, ways.labelled(true)) == labelled_summary(folder, ways.labelled(false)));
  REQUIRE(shards.records.size() == folder.records.size());
  for (std::size_t i = 0; i < shards.records.size(); ++i) {
    CHECK(shards.records[i].position == i + (i >= kFlat ? 1 : 0));
    CHECK(shards.records[i].patient == folder.records[i].patient);
    CHECK(shards.records[i].positive == folder.records[i].positive);
    CHECK(shards.records[i].subject.sex == folder.records[i].subject.sex);
    CHECK(shards.records[i].subject.age == folder.records[i].subject.age);
  }
}

TEST_CASE("What is judged and taught from shards is what is from the files, to the last bit") {
  const TwoWays ways("leadwise_judged_equal");
  auto folder = ways.config(false), shards = ways.config(true);
  check_done(evaluate(folder));
  check_done(evaluate(shards));
  auto a = read_json(folder.out), b = read_json(shards.out);
  CHECK(a["imposed"]["test"]["rv_overload_12"][0]["against_control"]["auroc"].is_number());
  CHECK(a["data"]["refused"] == 1);
  CHECK(b["data"]["refused"] == 1);
  a.erase("data");
  b.erase("data");
  CHECK(a == b);

  folder = ways.labelled(false), shards = ways.labelled(true);
  check_done(evaluate(folder));
  check_done(evaluate(shards));
  a = read_json(folder.out), b = read_json(shards.out);
  CHECK(a == b);
  CHECK(a["heads"]["rv_overload_6"]["subgroups"]["age"]["under 40"]["records"] == 2);

  folder.weights_out = ways.path("folder.taught");
  shards.weights_out = ways.path("shards.taught");
  check_done(crossval(folder));
  check_done(crossval(shards));
  CHECK(read_json(folder.out) == read_json(shards.out));
  const auto from_folder = read_weight_file(read_file(folder.weights_out).value()).value();
  const auto from_shards = read_weight_file(read_file(shards.weights_out).value()).value();
  for (const auto& [name, tensor] : from_folder.tensors)
    CHECK(tensor.values == from_shards.tensors.at(name).values);
  CHECK(from_folder.description.intended_use == from_shards.description.intended_use);
}

TEST_CASE("Without a label too, evaluate judges by the parts and the task that are named") {
  const TwoWays ways("leadwise_judged_parts");
  auto config = ways.config(false);
  config.validation_share = 1.0;  // but for the flagged one
  config.parts = {"validation"};
  check_done(evaluate(config));
  const auto results = read_json(config.out);
  CHECK(results["imposed"]["validation"].size() == 2);
  CHECK(results["imposed"].size() == 1);
  CHECK(results["reconstruction_mean_squared_error"].contains("validation"));
  config.parts = {"external"};
  CHECK(evaluate(config).error().code == ErrorCode::NoUsableRecord);
  config.parts = {"validation"};
  config.task = "nothing";
  const auto other_task = evaluate(config);
  REQUIRE_FALSE(other_task.has_value());
  CHECK(other_task.error().code == ErrorCode::NoSuchHead);
}

TEST_CASE("Weights are exported with what shards say of them, as with what the files say") {
  const TwoWays ways("leadwise_judged_export");
  ways.write_weights({"rv_overload_6"});
  json results[2];
  for (const bool shards : {false, true}) {
    auto config = ways.config(shards);
    config.weight_type = "fp16";
    check_done(export_model(config));
    const auto model = Model::load(read_file(config.out).value()).value();
    results[shards ? 1 : 0] = json::parse(model.description().results_json);
  }
  CHECK(results[0]["imposed"]["test"].size() == 1);
  CHECK(results[0]["imposed"] == results[1]["imposed"]);
}

TEST_CASE("ECGs to which the tool gives no score are not judged by, and counted") {
  const TwoWays ways("leadwise_judged_unanswered");
  write_changed(ways.folder.path() / "simulated", "s2", 78, [](EcgRecord& record) { record.paced = true; });
  const auto config = ways.labelled(false);
  auto data = load_labelled_data(config, {}).value();
  const auto before = data.records.size();
  std::size_t visited = 0;
  check_done(visit_labelled(data, config, [&](const Recording& recording) -> Result<void> {
    CHECK(recording.uid != "S2");
    ++visited;
    return {};
  }));
  CHECK(visited == before - 1);
  CHECK(data.records.size() == visited);
  CHECK(data.refused == 1);
  CHECK(labelled_summary(data, config)["abstained"] == json{{"PacedRhythm", 1}});
}

TEST_CASE("A calibration to shards' labels is the one to the files' labels") {
  const TwoWays ways("leadwise_judged_calibration");
  ways.write_weights({"rv_overload_6"});
  Result<void> done[2] = {calibrate(ways.labelled(false)), calibrate(ways.labelled(true))};
  REQUIRE(done[0].has_value() == done[1].has_value());
  if (!done[0]) {
    // Random weights: their score may run against the labels. Then both say so, with one message.
    CHECK(done[0].error().message == done[1].error().message);
    return;
  }
  const auto a = read_weight_file(read_file(ways.path("folder.out")).value()).value();
  const auto b = read_weight_file(read_file(ways.path("shards.out")).value()).value();
  CHECK(a.description.heads[0].calibration->slope == b.description.heads[0].calibration->slope);
  CHECK(a.description.intended_use == b.description.intended_use);
}

TEST_CASE("Shards' records whose label nobody knows are left out and counted, and all else that is wrong is named") {
  const TwoWays ways("leadwise_judged_unlabelled", "");
  auto config = ways.labelled(true);
  const auto data = load_labelled_data(config, {}).value();
  CHECK(data.unlabelled == 1);
  CHECK(data.records.size() == kListed - 1);
  CHECK(labelled_summary(data, config)["unlabelled"] == 1);
  const auto refused = [&](const TrainingConfig& wrong) { return load_labelled_data(wrong, {}).error(); };
  auto wrong = config;
  wrong.label = "mpap";
  CHECK(refused(wrong).code == ErrorCode::InvalidHeader);
  CHECK(refused(wrong).message.find("\"mpap\"") != std::string::npos);
  wrong.label = "rvh";
  CHECK(refused(wrong).code == ErrorCode::OneClassOnly);
  wrong = config;
  wrong.part_column = "part";
  CHECK(refused(wrong).code == ErrorCode::InvalidArgument);
  wrong = config;
  wrong.parts = {"train"};
  CHECK(refused(wrong).code == ErrorCode::NoUsableRecord);
  wrong = config;
  wrong.recordings = ways.folder.path().string();
  CHECK(refused(wrong).code == ErrorCode::InvalidArgument);
}

TEST_CASE("Judging stops at a shard that is damaged or cut short, and says where") {
  const TwoWays ways("leadwise_judged_damaged");
  ways.write_weights({"rv_overload_6"});
  const auto config = ways.labelled(true);
  const auto shard = fs::path(config.shards) / shard_name(1);
  const auto whole = read_file(shard).value();
  auto damaged = whole;
  damaged[50000] ^= 1;
  REQUIRE(write_file(shard, std::span<const std::uint8_t>(damaged)).has_value());
  const auto changed = evaluate(config);
  CHECK(changed.error().code == ErrorCode::ChecksumMismatch);
  CHECK(changed.error().message.find(shard_name(1)) != std::string::npos);
  fs::resize_file(shard, 60000);
  const auto cut = evaluate(config);
  CHECK(cut.error().code == ErrorCode::TruncatedData);
  CHECK(cut.error().message.find(shard_name(1)) != std::string::npos);
  CHECK_FALSE(fs::exists(config.out));
  REQUIRE(write_file(shard, std::span<const std::uint8_t>(whole)).has_value());
  check_done(evaluate(config));
}

TEST_CASE("Too few patients for the folds are told before any record is read") {
  const TwoWays ways("leadwise_judged_few");
  auto config = ways.labelled(true);
  const auto shard = fs::path(config.shards) / shard_name(1);
  auto damaged = read_file(shard).value();
  damaged[50000] ^= 1;
  REQUIRE(write_file(shard, std::span<const std::uint8_t>(damaged)).has_value());
  CHECK(crossval(config).error().code == ErrorCode::ChecksumMismatch);
  config.folds = 50;
  CHECK(crossval(config).error().code == ErrorCode::TooFewPatients);
}

/// What `screen` explains of each record, one after the other.
std::vector<Explanation> explanations_of(const TrainingConfig& config) {
  const auto bytes = read_file(config.weights).value();
  auto model = Model::load(bytes).value();
  const auto explainer = Explainer::open(bytes).value();
  std::vector<Explanation> explanations;
  const auto set = load_recordings(config, kLimbLeads).value();
  for (const auto& recording : set.recordings)
    explanations.push_back(screen(recording.ecg, model, {LeadChoice::Kind::every, {}}, &explainer)->explanations.at(0));
  return explanations;
}

TEST_CASE("Explanations of many records are the means of each one's, from shards as from files, and add up") {
  const TwoWays ways("leadwise_judged_explained", "0", 7);
  ways.write_weights({"rv_overload_6"});
  check_done(explain(ways.config(false)));
  check_done(explain(ways.config(true)));
  const auto results = read_json(ways.path("shards.out"));
  CHECK(results == read_json(ways.path("folder.out")));
  CHECK(results["does_not_show"].get<std::string>().find("not what ails the patients") != std::string::npos);
  CHECK(results["refused"].is_number());
  const auto& head = results["heads"]["rv_overload_6"];
  const auto explanations = explanations_of(ways.config(false));
  REQUIRE(head["records"] == explanations.size());
  double logit = 0.0, total = 0.0, size = 0.0;
  for (const auto& explanation : explanations) {
    const auto count = static_cast<double>(explanations.size());
    const auto& first = explanation.attribution.leads[0];
    logit += explanation.attribution.logit / count;
    total += (first.shape() + first.amplitude) / count;
    size += std::fabs(first.shape() + first.amplitude) / count;
  }
  const auto mean = [&](const json& said) { return said["mean"].get<double>(); };
  CHECK(std::fabs(mean(head["logit"]) - logit) < 1e-9);
  CHECK(std::fabs(mean(head["leads"]["I"]["total"]) - total) < 1e-9);
  CHECK(std::fabs(head["leads"]["I"]["total"]["mean_size"].get<double>() - size) < 1e-9);
  double leads = 0.0;
  std::size_t complete = 0;
  for (const auto& [name, lead] : head["leads"].items()) {
    leads += mean(lead["total"]);
    CHECK(std::fabs(mean(lead["shape"]) + mean(lead["amplitude"]) - mean(lead["total"])) < 1e-9);
    double parts = mean(lead["rest"]);
    std::size_t with_all = 0;
    for (const char* part : {"p", "qrs", "st", "t"}) {
      with_all += lead[part]["records"] == explanations.size() ? 1U : 0U;
      parts += lead[part]["mean"].is_null() ? 0.0 : mean(lead[part]);
    }
    INFO(name);
    CHECK((with_all < 4 || std::fabs(parts - mean(lead["shape"])) < 1e-9));
    complete += with_all == 4 ? 1U : 0U;
  }
  CHECK(head["leads"].size() == 6);
  CHECK(complete > 0);
  CHECK(std::fabs(leads - mean(head["all_leads"]["total"])) < 1e-9);
  CHECK(head["all_leads"]["total"]["low"].get<double>() <= leads);
  CHECK(head["all_leads"]["total"]["high"].get<double>() >= leads);

  auto few = ways.config(false);
  few.explained_records = 2;
  check_done(explain(few));
  const auto said = read_json(few.out)["heads"]["rv_overload_6"];
  CHECK(said["records"] == 2);
  CHECK(said["all_leads"]["total"]["low"].is_null());
  few.parts = {"train"};
  CHECK(explain(few).error().code == ErrorCode::NoUsableRecord);
}

}  // namespace
}  // namespace leadwise::training
