#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>

#include "commands/crossval.hpp"
#include "commands/finetune.hpp"
#include "commands/lesson.hpp"
#include "ingest/ingest.hpp"
#include "leadwise/model.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/weight_file.hpp"
#include "leadwise/writer.hpp"
#include "quick_config.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"
#include "weights/taught_patients.hpp"

namespace leadwise::training {
namespace {

using testing::check_done;
using testing::TemporaryFolder;

constexpr std::size_t kPatients = 24;

/// Simulated ECGs of patients: every other one has overload, which the label "ph" tells; "precapillary" is known of a few only.
struct Clinic {
  TemporaryFolder folder;

  explicit Clinic(const char* name) : folder(name) {
    std::filesystem::create_directories(folder.path() / "simulated");
    for (std::size_t i = 0; i < kPatients; ++i)
      write_patient(i);
    write_table({});
  }

  static bool is_ill(std::size_t patient) { return patient % 2 == 0; }
  static std::string part_of(std::size_t patient) { return patient < 16 ? "train" : "validation"; }
  static std::string precapillary_of(std::size_t patient) {
    return patient % 4 > 1 ? "" : patient % 8 == 0 ? "1" : "0";
  }

  void write_patient(std::size_t patient) const {
    SimulationSettings settings;
    settings.overload_severity = is_ill(patient) ? 1.0 : 0.0;
    settings.heart_rate_bpm = 60.0 + 2.0 * static_cast<double>(patient % 7);
    const auto files = write_record(simulate_ecg(settings, patient)->record, "wfdb", "s" + std::to_string(patient));
    REQUIRE(files.has_value());
    for (const auto& file : *files)
      REQUIRE(
          write_file(folder.path() / "simulated" / file.name, std::span<const std::uint8_t>(file.bytes)).has_value());
  }

  /// `ph`: in the place of the first patient's label.
  void write_table(const std::string& ph) const {
    std::ofstream table(folder.path() / "index.csv");
    table << "uid,database,path,labels,rvh,right_axis,right_atrial,ph,precapillary,part\n";
    for (std::size_t i = 0; i < kPatients; ++i)
      table << "S" << i << ",Simulated,simulated/s" << i << ".hea,pat=" << i << ",0,0,0,"
            << (i == 0 && !ph.empty() ? ph
                : is_ill(i)           ? "1"
                                      : "0")
            << ',' << precapillary_of(i) << ',' << part_of(i) << '\n';
  }

  TrainingConfig config(const char* out) const {
    auto config = testing::quick_config(folder, out);
    config.part_column = "part";
    config.labels = {"ph", "precapillary"};
    config.head_leads = {"12", "6", "I+II+V1"};
    config.encoders = "random";
    config.epochs = 1;
    return config;
  }
};

WeightFile weights_of(const TrainingConfig& config) {
  const auto bytes = read_file((std::filesystem::path(config.out) / "weights.safetensors").string());
  REQUIRE(bytes.has_value());
  auto file = read_weight_file(*bytes);
  REQUIRE(file.has_value());
  return *std::move(file);
}

double best_auroc(const TrainingConfig& config, const std::string& head) {
  std::ifstream log(std::filesystem::path(config.out) / "log.jsonl");
  double best = 0.0;
  for (std::string line; std::getline(log, line);)
    best = std::max(best, nlohmann::json::parse(line)["validation_auroc_" + head].get<double>());
  return best;
}

ErrorCode refusal(const TrainingConfig& config) {
  const auto done = finetune(config);
  REQUIRE_FALSE(done.has_value());
  return done.error().code;
}

TEST_CASE("Fine-tuning on labels teaches every task to every set of leads, and its card says on whom") {
  const Clinic clinic("leadwise_labelled_finetuning");
  const auto config = clinic.config("both");
  check_done(finetune(config));
  const auto file = weights_of(config);
  CHECK(file.description.licence.empty());
  const auto stage = nlohmann::json::parse(file.description.training_json)["stages"].back();
  CHECK(stage["data"]["patient_marks"]["train"]["Simulated"].get<std::string>().size() == 4);
  std::vector<std::string> ids;
  for (const auto& head : file.description.heads) {
    ids.push_back(head.id);
    CHECK(head.training_prevalence == (head.task == "ph" ? 0.5 : 0.25));
    CHECK_FALSE(head.clinically_validated);
    CHECK_FALSE(head.calibration.has_value());
  }
  CHECK(ids == std::vector<std::string>{"ph_12", "ph_6", "ph_I-II-V1", "precapillary_12", "precapillary_6",
                                        "precapillary_I-II-V1"});
  CHECK(file.description.heads[2].leads == std::vector<Lead>{Lead::I, Lead::II, Lead::V1});
  const auto& said = file.description.intended_use;
  CHECK(said.find("\"ph\" on 16 ECGs, 8 positive; \"precapillary\" on 8 ECGs, 2 positive") != std::string::npos);
  CHECK(said.find("not validated") != std::string::npos);
  const JudgedPatients train{{"train"}, {"Simulated"}, true}, others{{"validation", "test"}, {"Simulated"}, true};
  CHECK_FALSE(check_not_taught_on(file.description, train, {}, config).has_value());
  CHECK(check_not_taught_on(file.description, others, {}, config).has_value());
  CHECK_FALSE(check_encoders_not_taught_on(file.description, train, config).has_value());
  CHECK(check_encoders_not_taught_on(file.description, others, config).has_value());
  const auto bytes = read_file((std::filesystem::path(config.out) / "weights.safetensors").string());
  CHECK(Model::load(*bytes).has_value());
}

TEST_CASE("Fine-tuning on labels learns what they tell") {
  const Clinic clinic("leadwise_labelled_learning");
  auto config = clinic.config("learnt");
  config.labels = {"ph"};
  config.head_leads = {"12"};
  config.epochs = 6;
  config.draws_per_record = 3;
  check_done(finetune(config));
  CHECK(best_auroc(config, "ph_12") >= 0.9);
}

TEST_CASE(
    "A task's head learns the same whether other tasks are taught beside it or not, where the encoders are frozen") {
  const Clinic clinic("leadwise_labelled_tasks");
  auto both = clinic.config("both");
  both.encoders = "pretrained";
  both.head_leads = {"12"};
  both.encoder_learning_rate_factor = 0.0;
  both.head_dropout = 0.0;
  both.gradient_clip = 1e9;
  ModelDescription model = leadwise_preset();
  model.intended_use = "tests";
  const std::vector<Lead> twelve(kTwelveLeads.begin(), kTwelveLeads.end());
  model.heads = {classifier_head(model, "ph_12", "ph", twelve, 128, true),
                 classifier_head(model, "precapillary_12", "precapillary", twelve, 128, true)};
  both.weights = (clinic.folder.path() / "start").string();
  const auto start = random_tensors(model, 7);
  REQUIRE(write_file(both.weights, std::span<const std::uint8_t>(*write_weight_file(model, start))).has_value());
  auto alone = both;
  alone.out = (clinic.folder.path() / "alone").string();
  alone.labels = {"ph"};
  check_done(finetune(both));
  check_done(finetune(alone));
  const auto taught = weights_of(both), taught_alone = weights_of(alone);
  CHECK(taught_alone.description.heads.size() == 1);
  std::size_t compared = 0;
  for (const auto& [name, tensor] : taught_alone.tensors) {
    INFO(name);
    CHECK(tensor.values == taught.tensors.at(name).values);
    const bool head = name.rfind("head.", 0) == 0;
    CHECK((tensor.values == start.at(name).values) != head);
    compared += head ? 1U : 0U;
  }
  CHECK(compared == 4);
  CHECK(taught.tensors.at("head.precapillary_12.0.weight").values != start.at("head.precapillary_12.0.weight").values);
}

TEST_CASE("A run is not gone on with on other labels, parts or starting weights behind the same names") {
  const Clinic clinic("leadwise_labelled_resume");
  auto config = clinic.config("resumed");
  config.labels = {"ph"};
  config.head_leads = {"6"};
  config.encoder_learning_rate_factor = 0.0;
  check_done(finetune(config));
  check_done(finetune(config));
  clinic.write_table("0");
  CHECK(refusal(config) == ErrorCode::InvalidArgument);
  config.resume = false;
  check_done(finetune(config));

  auto started = config;
  started.resume = true;
  started.encoders = "pretrained";
  started.weights = (clinic.folder.path() / "start").string();
  started.out = (clinic.folder.path() / "started").string();
  const auto taught = weights_of(config);
  for (const float bias : {0.0F, 1.0F}) {
    auto tensors = taught.tensors;
    tensors.at("head.ph_6.0.bias").values.front() = bias;
    const auto bytes = write_weight_file(taught.description, tensors);
    REQUIRE(write_file(started.weights, std::span<const std::uint8_t>(*bytes)).has_value());
    if (bias == 0.0F)
      check_done(finetune(started));
    else
      CHECK(refusal(started) == ErrorCode::InvalidArgument);
  }
}

TEST_CASE("Where overload is taught, heads of other tasks are left out and missing ones of its own are added") {
  const Clinic clinic("leadwise_overload_heads");
  auto config = clinic.config("overload");
  config.labels = {};
  config.encoders = "pretrained";
  config.weights = (clinic.folder.path() / "start").string();
  auto model = leadwise_preset();
  const std::vector<Lead> twelve(kTwelveLeads.begin(), kTwelveLeads.end());
  model.heads[1] = classifier_head(model, "ph_12", "ph", twelve, 128, true);
  model.results_json = R"({"crossval": {}})";
  const auto bytes = write_weight_file(model, random_tensors(model, 7)).value();
  REQUIRE(write_file(config.weights, std::span<const std::uint8_t>(bytes)).has_value());
  check_done(finetune(config));
  const auto taught = weights_of(config).description;
  REQUIRE(taught.heads.size() == 2);
  CHECK(taught.heads[0].id == "rv_overload_12");
  CHECK(taught.heads[1].id == "rv_overload_6");
  CHECK(taught.results_json.find("crossval") == std::string::npos);
}

TEST_CASE("The recordings that choose an epoch are of both classes, or fine-tuning refuses to choose by them") {
  const Clinic clinic("leadwise_choosing_recordings");
  auto config = clinic.config("chosen");
  config.labels = {"ph"};
  config.head_leads = {"6"};
  config.validation_records = 4;  // every other one of eight: all of them ill
  const auto data = load_training_data(config, {}).value();
  const auto plan = Lesson::of(data, config)->validation(data, config);
  REQUIRE(plan.size == 4);
  std::size_t positives = 0;
  for (std::size_t i = 0; i < plan.size; ++i)
    positives += plan.at(i).labels.front() == 1 ? 1U : 0U;
  CHECK(positives == 2);
  config.validation_records = 1;
  const auto done = finetune(config);
  REQUIRE_FALSE(done.has_value());
  INFO(done.error().message);
  CHECK(done.error().code == ErrorCode::OneClassOnly);
  CHECK(done.error().message.find("\"validation_records\": 1") != std::string::npos);
}

using Tensors = std::map<std::string, FloatTensor>;

bool are_equal(const Tensors& first, const Tensors& second) {
  return std::all_of(first.begin(), first.end(),
                     [&](const auto& tensor) { return tensor.second.values == second.at(tensor.first).values; });
}

/// The clinic's ECGs in shards whose list gives those of every other ill patient one weight, all others another.
std::string weighed_shards(const Clinic& clinic, const std::string& name, const char* weight, const char* other) {
  const auto list = clinic.folder.path() / (name + ".csv");
  std::ofstream table(list);
  table << "path,patient,split,label_ph,weight\n";
  for (std::size_t i = 0; i < kPatients; ++i)
    table << "simulated/s" << i << ".hea," << i << ',' << Clinic::part_of(i) << ',' << (Clinic::is_ill(i) ? 1 : 0)
          << ',' << (i % 4 == 0 ? weight : other) << '\n';
  table.close();
  IngestOptions options;
  options.sources = {list.string()};
  options.out = (clinic.folder.path() / name).string();
  check_done(ingest(options));
  return options.out;
}

/// What finetune and crossval learn of these shards.
std::pair<WeightFile, WeightFile> learnt_of(const Clinic& clinic, const std::string& shards) {
  auto config = clinic.config("tuned");
  config.out = shards + "-tuned";
  config.recordings.clear();
  config.part_column.clear();
  config.shards = shards;
  config.labels = {"ph"};
  config.head_leads = {"6"};
  config.encoders = "random_frozen";
  check_done(finetune(config));
  const auto tuned = weights_of(config);
  config.labels.clear();
  config.label = "ph";
  config.task = "taught";
  config.weights = (std::filesystem::path(config.out) / "weights.safetensors").string();
  config.weights_out = shards + ".safetensors";
  config.out.clear();
  config.folds = 2;
  config.head_epochs = 2;
  check_done(crossval(config));
  return {tuned, read_weight_file(read_file(config.weights_out).value()).value()};
}

/// The share of positives that the last head says it was taught on.
double prevalence_of(const WeightFile& file) { return file.description.heads.back().training_prevalence.value(); }

TEST_CASE("A list's weights say how much its records count beside each other in what is learnt of labels") {
  const Clinic clinic("leadwise_weighed");
  const auto plain = learnt_of(clinic, weighed_shards(clinic, "plain", "1", ""));
  const auto alike = learnt_of(clinic, weighed_shards(clinic, "alike", "2", "2"));
  const auto weighed = learnt_of(clinic, weighed_shards(clinic, "weighed", "1", "0.25"));
  CHECK(are_equal(plain.first.tensors, alike.first.tensors));
  CHECK(are_equal(plain.second.tensors, alike.second.tensors));
  CHECK_FALSE(are_equal(plain.first.tensors, weighed.first.tensors));
  CHECK(weighed.second.tensors.at("head.taught_6.0.weight").values !=
        plain.second.tensors.at("head.taught_6.0.weight").values);
  // One of the ill in two counts 1, everybody else a quarter: 5 parts of 7.
  for (const auto* learnt : {&weighed.first, &weighed.second})
    CHECK(std::fabs(prevalence_of(*learnt) - 5.0 / 7.0) < 1e-6);
  CHECK(prevalence_of(plain.second) == 0.5);
}

TEST_CASE("Records that weigh nothing are no second class to learn from") {
  std::vector<Recording> recordings(4);
  for (std::size_t i = 0; i < recordings.size(); ++i)
    recordings[i].labels["ph"] = static_cast<int>(i % 2);
  recordings[0].weight = 0.0;
  TrainingConfig config;
  config.labels = {"ph"};
  const TrainingData data{{},
                          std::make_unique<RecordingsInMemory>(recordings),
                          {Part::train, Part::train, Part::validation, Part::validation},
                          {}};
  CHECK(read_task_labels(data, config).error().code == ErrorCode::OneClassOnly);
  recordings[0].weight = 0.5;
  CHECK(read_task_labels(data, config).has_value());
  recordings[0].weight = recordings[1].weight = 0.0;
  CHECK(read_task_labels(data, config).error().code == ErrorCode::InvalidLabel);
  // Validation weighs all alike.
  recordings[0].weight = recordings[1].weight = 1.0;
  recordings[2].weight = 0.0;
  CHECK(read_task_labels(data, config).has_value());
}

TEST_CASE("Labels ask for their heads' leads, and for all twelve where the encoders learn to reconstruct along") {
  TrainingConfig config;
  config.labels = {"ph"};
  config.head_leads = {"6"};
  CHECK(Lesson::leads(config)->size() == 6);
  config.elbo_weight = 0.1;
  config.encoder_learning_rate_factor = 0.1;
  CHECK(Lesson::leads(config)->size() == 12);
}

TEST_CASE("Fine-tuning refuses labels and leads that it cannot teach, by name") {
  const Clinic clinic("leadwise_labelled_refusals");
  auto config = clinic.config("refused");
  config.labels = {"mpap"};
  CHECK(refusal(config) == ErrorCode::InvalidHeader);
  config = clinic.config("refused");
  for (const char* leads : {"I+V9", "I+I", "", "seven"}) {
    config.head_leads = {leads};
    CHECK(refusal(config) == ErrorCode::InvalidArgument);
  }
  config = clinic.config("refused");
  config.labels = {};
  config.label = "ph";
  CHECK(refusal(config) == ErrorCode::InvalidArgument);
  config = clinic.config("refused");
  clinic.write_table("2");
  CHECK(refusal(config) == ErrorCode::InvalidLabel);
  clinic.write_table({});
  config.labels = {"rvh"};
  CHECK(refusal(config) == ErrorCode::OneClassOnly);
}

}  // namespace
}  // namespace leadwise::training
