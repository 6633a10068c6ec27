#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "commands/calibrate.hpp"
#include "commands/crossval.hpp"
#include "commands/evaluate.hpp"
#include "commands/explain.hpp"
#include "commands/export.hpp"
#include "commands/finetune.hpp"
#include "data/training_data.hpp"
#include "ingest/ingest.hpp"
#include "leadwise/simulator.hpp"
#include "leadwise/writer.hpp"
#include "quick_config.hpp"
#include "weights/patient_marks.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;
using testing::check_done;
using testing::read_json;
using testing::TemporaryFolder;

constexpr std::uint64_t kSixLeadRecords = 24;
constexpr std::uint64_t kWithChestLeads = 20;  ///< from here on

/// As scripts/import_pytorch.py describes a published classifier of 6 leads that was prepared in MIMIC's order.
ModelDescription six_lead_model() {
  ModelDescription model = leadwise_preset();
  model.leads = {Lead::I, Lead::II, Lead::III, Lead::aVR, Lead::aVF, Lead::aVL};
  model.heads.erase(model.heads.begin());
  model.heads[0].leads = model.leads;
  return model;
}

/// ECGs of which most hold the six limb leads alone, as a folder and as shards, and weights of the limb leads.
struct LimbLeadClinic {
  TemporaryFolder folder;

  explicit LimbLeadClinic(const char* name) : folder(name) {
    std::filesystem::create_directories(folder.path() / "ecgs");
    std::ofstream table(path("index.csv")), list(path("manifest.csv"));
    table << "uid,database,path,labels,rvh,right_axis,right_atrial,ph,part\n";
    list << "path,patient,split,label_ph\n";
    for (std::uint64_t i = 0; i < kSixLeadRecords; ++i) {
      write_ecg(i);
      const auto number = std::to_string(i);
      const char *part = i % 2 == 0 ? "train" : "test", *label = i % 4 < 2 ? "1" : "0";
      table << 'S' << i << ",Clinic,ecgs/s" << i << ".hea,pat=" << i << ",0,0,0," << label << ',' << part << '\n';
      list << "ecgs/s" << i << ".hea," << i << ',' << part << ',' << label << '\n';
    }
    table.close();
    list.close();
    const auto bytes = write_weight_file(six_lead_model(), random_tensors(six_lead_model(), 7));
    REQUIRE(write_file(path("weights"), std::span<const std::uint8_t>(bytes.value())).has_value());
  }

  void write_ecg(std::uint64_t number, const std::vector<Lead>& leads = {}) const {
    Random random(number);
    auto simulated = simulate_ecg(random_simulation_settings(random), number).value();
    if (number < kWithChestLeads)
      std::erase_if(simulated.record.channels, [](const Channel& channel) { return !is_limb_lead(*channel.lead); });
    if (!leads.empty())
      std::erase_if(simulated.record.channels, [&](const Channel& channel) {
        return std::find(leads.begin(), leads.end(), *channel.lead) == leads.end();
      });
    const auto files = write_record(simulated.record, "wfdb", "s" + std::to_string(number));
    for (const auto& file : files.value())
      REQUIRE(write_file(folder.path() / "ecgs" / file.name, std::span<const std::uint8_t>(file.bytes)).has_value());
  }

  std::string path(const std::string& name) const { return (folder.path() / name).string(); }

  TrainingConfig config(const std::string& out) const {
    TrainingConfig config;
    config.recordings = folder.path().string();
    config.weights = path("weights");
    config.out = path(out);
    config.train_sources = {"ecgs"};
    config.part_column = "part";
    config.folds = 2;
    config.head_epochs = 2;
    config.bootstrap_replicates = 20;
    config.explained_records = 1;
    return config;
  }

  TrainingConfig labelled(const std::string& out, const char* part) const {
    auto labelled = config(out);
    labelled.label = "ph";
    labelled.parts = {part};
    return labelled;
  }
};

TEST_CASE("Weights of the six limb leads are taught and calibrated by ECGs of six leads and of twelve") {
  const LimbLeadClinic clinic("leadwise_six_taught");
  auto config = clinic.labelled("crossval.json", "train");
  config.weights_out = clinic.path("taught");
  check_done(crossval(config));
  const auto results = read_json(config.out);
  CHECK(results["data"]["records"] == 12);
  CHECK(results["heads"]["ph_6"]["pooled"]["records"] == 12);
  CHECK(results["heads"].size() == 1);
  CHECK(results["paired"].empty());
  config = clinic.labelled("calibrated", "test");
  config.weights = clinic.path("taught");
  config.task = "ph";
  config.calibration_method = "temperature";
  // Two epochs teach nothing: what counts is that the head was asked.
  if (const auto calibrated = calibrate(config); !calibrated)
    CHECK(calibrated.error().code == ErrorCode::ScoreAgainstLabels);
}

TEST_CASE("Weights of the six limb leads are judged by ECGs of six leads, with a label and without") {
  const LimbLeadClinic clinic("leadwise_six_judged");
  const auto labelled = clinic.labelled("labelled.json", "test");
  check_done(evaluate(labelled));
  CHECK(read_json(labelled.out)["heads"]["rv_overload_6"]["records"] == 12);
  const auto config = clinic.config("imposed.json");
  check_done(evaluate(config));
  const auto results = read_json(config.out);
  CHECK(results["data"]["refused"] == 0);
  CHECK(results["imposed"]["test"].contains("rv_overload_6"));
  CHECK(results["reconstruction_mean_squared_error"]["test"].is_number());
  const auto explained = clinic.config("explained.json");
  check_done(explain(explained));
  CHECK(read_json(explained.out)["heads"]["rv_overload_6"]["leads"].size() == 6);
}

TEST_CASE("Weights of the six limb leads, in any order, agree with libtorch when they are exported") {
  const LimbLeadClinic clinic("leadwise_six_exported");
  auto config = clinic.config("exported.safetensors");
  config.weight_type = "fp32";
  check_done(export_model(config));
  const auto card = read_weight_file(read_file(config.out).value())->description;
  CHECK(card.leads == six_lead_model().leads);
  CHECK(json::parse(card.results_json)["imposed"]["test"].contains("rv_overload_6"));
}

TEST_CASE(
    "From shards, weights of the six limb leads are judged by all ECGs, weights of twelve by those that have them") {
  const LimbLeadClinic clinic("leadwise_six_shards");
  IngestOptions options;
  options.sources = {clinic.path("manifest.csv")};
  options.out = clinic.path("shards");
  check_done(ingest(options));
  auto config = clinic.labelled("judged.json", "test");
  config.recordings.clear();
  config.part_column.clear();
  config.shards = options.out;
  check_done(evaluate(config));
  CHECK(read_json(config.out)["data"]["records"] == 12);
  CHECK(read_json(config.out)["data"]["refused"] == 0);
  const auto twelve = write_weight_file(leadwise_preset(), random_tensors(leadwise_preset(), 7)).value();
  REQUIRE(write_file(config.weights, std::span<const std::uint8_t>(twelve)).has_value());
  check_done(evaluate(config));
  CHECK(read_json(config.out)["data"]["records"] == 2);
  CHECK(read_json(config.out)["data"]["refused"] == 10);
}

/// Weights of twelve leads with heads of twelve and of six, as those that ship.
void take_twelve_leads(const TrainingConfig& config) {
  const auto bytes = write_weight_file(leadwise_preset(), random_tensors(leadwise_preset(), 7)).value();
  REQUIRE(write_file(config.weights, std::span<const std::uint8_t>(bytes)).has_value());
}

TEST_CASE("Weights of twelve leads are judged and explained by ECGs of the leads that the chosen head takes") {
  const LimbLeadClinic clinic("leadwise_limb_heads_judged");
  auto config = clinic.labelled("labelled.json", "test");
  take_twelve_leads(config);
  config.task = "rv_overload_6";
  check_done(evaluate(config));
  auto judged = read_json(config.out)["heads"];
  CHECK(judged.size() == 1);
  CHECK(judged["rv_overload_6"]["records"] == 12);
  config.task.clear();
  check_done(evaluate(config));
  CHECK(read_json(config.out)["data"]["records"] == 2);

  auto imposed = clinic.config("imposed.json");
  imposed.task = "rv_overload_6";
  check_done(evaluate(imposed));
  const auto results = read_json(imposed.out);
  CHECK(results["data"]["refused"] == 0);
  CHECK(results["imposed"]["test"].size() == 1);
  CHECK(results["imposed"]["test"].contains("rv_overload_6"));
  imposed.out = clinic.path("explained.json");
  check_done(explain(imposed));
  CHECK(read_json(imposed.out)["heads"]["rv_overload_6"]["leads"].size() == 6);
}

TEST_CASE("Heads of chosen leads are taught on weights of twelve by ECGs that hold no others") {
  const LimbLeadClinic clinic("leadwise_limb_heads_taught");
  auto config = clinic.labelled("crossval.json", "train");
  take_twelve_leads(config);
  config.head_leads = {"6", "I+II"};
  check_done(crossval(config));
  const auto heads = read_json(config.out)["heads"];
  CHECK(heads.size() == 2);
  CHECK(heads["ph_6"]["pooled"]["records"] == 12);
  CHECK(heads.contains("ph_I-II"));

  // Of what is not imposed on no other leads are asked.
  for (std::uint64_t i = 0; i < kSixLeadRecords; ++i)
    clinic.write_ecg(i, {Lead::I});
  config.head_leads = {"I"};
  check_done(crossval(config));
  CHECK(read_json(config.out)["heads"]["ph_I"]["pooled"]["records"] == 12);
  for (std::uint64_t i = 0; i < kSixLeadRecords; ++i)
    clinic.write_ecg(i);

  auto tuning = clinic.config("tuned");
  tuning.part_column.clear();
  tuning.train_share = 0.5;
  tuning.validation_share = 0.4;
  tuning.labels = {"ph"};
  tuning.head_leads = {"6"};
  tuning.epochs = 1;
  check_done(finetune(tuning));
  std::ifstream log(clinic.path("tuned/log.jsonl"));
  CHECK(json::parse(log)["refused_examples"] == 0);
}

TEST_CASE("Whatever leads are asked for, a folder's patients are in the same parts, which have the same marks") {
  const LimbLeadClinic clinic("leadwise_limb_parts");
  // Each patient with an ECG of twelve leads has one of the limb leads too, and that is flagged.
  std::ofstream table(clinic.path("index.csv"));
  table << "uid,database,path,labels,rvh,right_axis,right_atrial,part\n";
  for (std::uint64_t i = 0; i < kSixLeadRecords; ++i)
    table << 'S' << i << ",Clinic,ecgs/s" << i << ".hea,pat=" << (i < 4 ? i + kWithChestLeads : i) << ','
          << (i < 4 ? 1 : 0) << ",0,0," << (i % 2 == 0 ? "train" : "test") << '\n';
  table.close();
  auto config = clinic.config("none");
  config.train_share = 0.9;
  config.part_column.clear();
  const auto twelve = load_training_data(config, {}).value();
  CHECK(twelve.parts == std::vector<Part>(4, Part::test));
  const auto marks = patient_marks(twelve).value();
  CHECK(marks == patient_marks(load_training_data(config, {}, kLimbLeads).value()).value());
  CHECK_FALSE(marks.at("train").at("Clinic").empty());
  config.part_column = "part";
  CHECK(patient_marks(load_training_data(config, {}).value()).value() ==
        patient_marks(load_training_data(config, {}, kLimbLeads).value()).value());
}

}  // namespace
}  // namespace leadwise::training
