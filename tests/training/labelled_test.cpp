#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <functional>
#include <set>

#include "commands/calibrate.hpp"
#include "commands/crossval.hpp"
#include "commands/evaluate.hpp"
#include "commands/evaluate_labels.hpp"
#include "commands/export.hpp"
#include "data/labelled_data.hpp"
#include "judging/results_table.hpp"
#include "judging/scoring.hpp"
#include "leadwise/model.hpp"
#include "leadwise/weight_file.hpp"
#include "quick_config.hpp"
#include "simulated_folder.hpp"
#include "support/file_access.hpp"
#include "weights/labelled_card.hpp"
#include "weights/model_card.hpp"

namespace leadwise::training {
namespace {

using nlohmann::json;
using testing::check_done;
using testing::read_json;
using testing::TemporaryFolder;

constexpr std::uint64_t kRecords = 24;

/// One row of the hospital's own table.
struct Row {
  std::string uid, patient, label, part, sex, age;
};

std::vector<Row> usual_rows() {
  std::vector<Row> rows;
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    const auto number = std::to_string(i);
    const char* part = i < 12 ? "train" : i < 18 ? "validation" : "test";
    rows.push_back(
        {"S" + number, number, i % 2 == 0 ? "1" : "0", part, i % 3 == 0 ? "F" : "m", i % 4 == 0 ? "30" : "70"});
  }
  return rows;
}

void write_table(const std::filesystem::path& folder, const std::vector<Row>& rows,
                 const std::string& database = "Simulated") {
  std::ofstream index(folder / "index.csv");
  index << "uid,database,path,labels,rvh,right_axis,right_atrial,ph,part,sex,age_years\n";
  for (std::size_t i = 0; i < rows.size(); ++i)
    index << rows[i].uid << ',' << database << ",simulated/s" << i << ".hea,pat=" << rows[i].patient << ",0,0,0,"
          << rows[i].label << ',' << rows[i].part << ',' << rows[i].sex << ',' << rows[i].age << '\n';
}

/// A folder of simulated ECGs with a table of labels, and a small model's weight file.
struct Hospital {
  TemporaryFolder folder;

  explicit Hospital(const char* name) : folder(name) {
    testing::write_simulated_folder(folder.path(), kRecords);
    write_table(folder.path(), usual_rows());
    ModelDescription model = leadwise_preset();
    model.intended_use = "tests";
    model.licence = "Apache-2.0";
    const auto bytes = write_weight_file(model, random_tensors(model, 7));
    REQUIRE(bytes.has_value());
    REQUIRE(write_file(path("weights"), std::span<const std::uint8_t>(*bytes)).has_value());
  }

  std::string path(const char* name) const { return (folder.path() / name).string(); }

  TrainingConfig config() const {
    TrainingConfig config;
    config.recordings = folder.path().string();
    config.weights = path("weights");
    config.train_sources = {"simulated"};
    config.label = "ph";
    config.part_column = "part";
    config.folds = 3;
    config.head_epochs = 2;
    config.bootstrap_replicates = 50;
    return config;
  }
};

void check_refused(const Result<LabelledData>& data, ErrorCode code, const std::string& named) {
  REQUIRE_FALSE(data.has_value());
  INFO(data.error().message);
  CHECK(data.error().code == code);
  CHECK(data.error().message.find(named) != std::string::npos);
}

/// The refusal after one change to the table.
Result<LabelledData> after(const Hospital& hospital, const std::function<void(std::vector<Row>&)>& change,
                           TrainingConfig config) {
  auto rows = usual_rows();
  change(rows);
  write_table(hospital.folder.path(), rows);
  return load_labelled_data(config, {Part::train, Part::validation, Part::test});
}

HeadDescription head_of(const std::string& path, const std::string& id) {
  const auto bytes = read_file(path);
  REQUIRE(bytes.has_value());
  const auto file = read_weight_file(*bytes);
  REQUIRE(file.has_value());
  for (const auto& head : file->description.heads)
    if (head.id == id)
      return head;
  FAIL("no head " << id);
  return {};
}

TEST_CASE("Labels, parts, sex and age are taken from the table's columns") {
  const Hospital hospital("leadwise_labelled_columns");
  const auto data = load_labelled_data(hospital.config(), {Part::validation}).value();
  REQUIRE(data.records.size() == 6);
  CHECK(data.data.set.recordings[data.records[0].position].uid == "S12");
  CHECK(data.positive() == std::vector<bool>{true, false, true, false, true, false});
  CHECK(data.records[0].subject.sex == "female");
  CHECK(data.records[1].subject.sex == "male");
  CHECK(data.records[0].subject.age == "under 40");
  CHECK(data.records[1].subject.age == "65 and over");
  auto config = hospital.config();
  config.parts = {"train", "test"};
  CHECK(load_labelled_data(config, {Part::validation})->records.size() == 18);
  CHECK(labelled_summary(data, config)["positives"] == 3);
}

TEST_CASE("A table that cannot be judged by is refused with the place") {
  const Hospital hospital("leadwise_labelled_refusals");
  const auto config = hospital.config();
  check_refused(after(
                    hospital, [](auto& rows) { rows[5].label = ""; }, config),
                ErrorCode::InvalidLabel, "\"S5\" is missing");
  check_refused(after(
                    hospital, [](auto& rows) { rows[7].label = "0.5"; }, config),
                ErrorCode::InvalidLabel, "\"0.5\"");
  check_refused(after(
                    hospital, [](auto& rows) { rows[13].patient = "3"; }, config),
                ErrorCode::PatientInTwoParts, "\"S3\"");
  check_refused(after(
                    hospital, [](auto& rows) { rows[2].part = "tset"; }, config),
                ErrorCode::InvalidHeader, "\"tset\"");
  check_refused(after(
                    hospital, [](auto& rows) { rows[2].uid = "S1"; }, config),
                ErrorCode::InvalidHeader, "\"S1\" twice");
  const auto all_negative = [](auto& rows) {
    for (auto& row : rows)
      row.label = "0";
  };
  check_refused(after(hospital, all_negative, config), ErrorCode::OneClassOnly, "\"ph\"");
  auto other = config;
  other.label = "mpap";
  check_refused(after(
                    hospital, [](auto&) {}, other),
                ErrorCode::InvalidHeader, "\"mpap\"");
  other.label = "";
  check_refused(after(
                    hospital, [](auto&) {}, other),
                ErrorCode::InvalidArgument, "label");
  other = config;
  other.parts = {"external"};
  check_refused(after(
                    hospital, [](auto&) {}, other),
                ErrorCode::NoUsableRecord, "external");
}

ModelDescription card_of(const std::string& path) { return read_weight_file(read_file(path).value())->description; }

bool says(const std::string& text, const std::string& words) {
  INFO(text);
  return text.find(words) != std::string::npos;
}

/// What was taught is said with its counts, what was there before is not forgotten, and nothing is called validated.
void check_taught_card(const std::string& path) {
  const auto card = card_of(path);
  CHECK(says(card.intended_use, "ph_12, ph_6 were taught the label \"ph\" of 12 ECGs of 12 patients, 6 positive"));
  CHECK(says(card.intended_use, "Data: database Simulated."));
  CHECK(says(card.intended_use, "not validated"));
  CHECK(says(card.intended_use, "Of the heads rv_overload_12, rv_overload_6 holds what was said before: tests"));
  CHECK(says(json::parse(card.training_json)["labels"].get<std::string>(), "Heads ph_12, ph_6"));
  const auto words = read_file(path + ".card.md").value();
  CHECK(says(std::string(words.begin(), words.end()), card.intended_use));
}

/// Labels that a head's own scores agree with, more or less.
void label_by_score(const Hospital& hospital, const std::string& weights, const std::string& id) {
  auto model = Model::load(read_file(weights).value()).value();
  const auto head = head_of(weights, id);
  const auto set = load_recordings(hospital.config()).value();
  std::vector<double> scores;
  for (const auto& recording : set.recordings) {
    const auto prepared = prepare_record(recording.ecg, kTwelveLeads).value();
    const auto encoded = model.encode(prepared.windows.front()).value();
    scores.push_back(model.classify(encoded, head)->log_odds);
  }
  auto sorted = scores;
  std::sort(sorted.begin(), sorted.end());
  auto rows = usual_rows();
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].label = (scores[i] > sorted[kRecords / 2]) != (i % 5 == 0) ? "1" : "0";
  write_table(hospital.folder.path(), rows);
}

/// An epoch a line, with every fold's loss and that of the heads that were written.
void check_crossval_log(const std::filesystem::path& folder, std::uint64_t epochs) {
  std::ifstream log(folder / "log.jsonl");
  std::uint64_t lines = 0;
  for (std::string line; std::getline(log, line);) {
    const auto said = json::parse(line);
    CHECK(said["epoch"] == ++lines);
    for (const char* name : {"loss_ph_12_fold_1", "loss_ph_12_fold_3", "loss_ph_6_fold_2", "loss_ph_6_all"})
      CHECK(said[name].is_number());
  }
  CHECK(lines == epochs);
  std::size_t events = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    events += entry.path().filename().string().starts_with("events.out.tfevents.") ? 1U : 0U;
  CHECK(events == 1);
}

TEST_CASE("Heads are cross-validated, written, calibrated on others and judged on yet others") {
  const Hospital hospital("leadwise_labelled_way");
  auto config = hospital.config();
  config.parts = {"train"};
  config.out = hospital.path("crossval.json");
  config.weights_out = hospital.path("taught");
  check_done(crossval(config));
  const auto results = read_json(config.out);
  for (const char* head : {"ph_12", "ph_6"}) {
    CHECK(results["heads"][head]["over_folds"]["auroc"]["folds"] == 3);
    CHECK(results["heads"][head]["pooled"]["records"] == 12);
    CHECK(results["heads"][head]["pooled"]["metrics"]["auroc"]["low"].is_number());
    CHECK(results["heads"][head]["pooled"]["delong"]["low"].is_number());
  }
  CHECK(results["paired"]["ph_12 - ph_6"]["metrics"]["auroc"]["value"].is_number());
  check_crossval_log(hospital.folder.path() / "crossval.log", config.head_epochs);
  const auto taught = head_of(config.weights_out, "ph_12");
  CHECK(taught.training_prevalence == 0.5);
  CHECK_FALSE(taught.calibration.has_value());
  check_taught_card(config.weights_out);

  // Not on the patients that taught it.
  config = hospital.config();
  config.weights = hospital.path("taught");
  config.out = hospital.path("calibrated");
  config.task = "ph";
  config.parts = {"train", "validation"};
  CHECK(calibrate(config).error().code == ErrorCode::PatientInTwoParts);
  config.parts = {"validation", "test"};
  config.target_sensitivity = 0.8;
  // Two epochs teach nothing, so the labels follow the scores. Only one head is certain to be calibrated by them.
  label_by_score(hospital, config.weights, "ph_12");
  config.task = "ph_12";
  check_done(calibrate(config));
  CHECK(head_of(config.out, "ph_12").calibration.has_value());
  CHECK_FALSE(head_of(config.out, "ph_6").calibration.has_value());
  config.weights = config.out;
  config.out = hospital.path("judged.json");
  check_done(evaluate_labels(config));
  CHECK(read_json(config.out)["heads"]["ph_12"]["calibrated"] == true);
  config.parts = {"train"};
  CHECK(evaluate_labels(config).error().code == ErrorCode::PatientInTwoParts);
}

/// The card says what was fitted to whom, after what it said before; once, however often it is done.
void check_calibrated_card(TrainingConfig config) {
  const auto use = card_of(config.out).intended_use;
  CHECK(use.starts_with(
      "tests Calibrated afterwards: the heads rv_overload_12, by slope and intercept, to the label \"ph\""));
  CHECK(says(use, "of 24 ECGs of 24 patients"));
  CHECK(says(use, "Data: database Simulated."));
  CHECK(says(use, "no clinical validation"));
  CHECK(says(use, "a low one excludes nothing"));
  config.weights = config.out;
  config.out += ".again";
  config.data_statement = "Two wards of one hospital.";
  check_done(calibrate(config));
  const auto again = card_of(config.out).intended_use;
  CHECK(again.starts_with("tests Calibrated afterwards: the heads rv_overload_12, by slope and intercept"));
  CHECK(says(again, "Data: Two wards of one hospital."));
  CHECK(again.find("Calibrated", 10) == std::string::npos);
}

TEST_CASE("A calibration is in the file, on the card and in the answers, and touches no tensor") {
  const Hospital hospital("leadwise_labelled_calibration");
  label_by_score(hospital, hospital.path("weights"), "rv_overload_12");
  auto config = hospital.config();
  config.out = hospital.path("calibrated");
  config.parts = {"train", "validation", "test"};
  config.target_sensitivity = 0.8;
  // Only one head is certain to be calibrated: the labels follow its scores.
  {
    auto file = read_weight_file(read_file(config.weights).value()).value();
    file.description.heads.resize(1);
    // What was validated once was so with another calibration.
    file.description.clinically_validated = file.description.heads[0].clinically_validated = true;
    file.description.validated_on = "other patients";
    std::erase_if(file.tensors, [](const auto& tensor) { return tensor.first.rfind("head.rv_overload_6.", 0) == 0; });
    const auto bytes = write_weight_file(file.description, file.tensors).value();
    REQUIRE(write_file(config.weights, std::span<const std::uint8_t>(bytes)).has_value());
  }
  check_done(calibrate(config));
  const auto before = read_weight_file(read_file(config.weights).value()).value();
  const auto after_it = read_weight_file(read_file(config.out).value()).value();
  for (const auto& [name, tensor] : before.tensors)
    CHECK(after_it.tensors.at(name).values == tensor.values);
  const auto& head = after_it.description.heads[0];
  REQUIRE(head.calibration.has_value());
  CHECK(head.calibration->slope > 0.0);
  CHECK(head.calibration->slope_variance > 0.0);
  CHECK(head.threshold.has_value());
  CHECK_FALSE(head.clinically_validated);
  CHECK_FALSE(after_it.description.clinically_validated);
  CHECK_FALSE(after_it.description.validated_on.has_value());
  const auto said = json::parse(after_it.description.results_json)["calibration"];
  CHECK(said["data"]["records"] == kRecords);
  CHECK(said["data"]["label"] == "ph");
  CHECK(said["heads"]["rv_overload_12"]["method"] == "platt");
  CHECK(said["heads"]["rv_overload_12"]["threshold"]["sensitivity"]["value"].get<double>() >= 0.8);
  CHECK(json::parse(after_it.description.training_json)["stages"].back()["command"] == "calibrate");
  check_calibrated_card(config);

  config.weights = config.out;
  config.out = hospital.path("judged.json");
  check_done(evaluate_labels(config));
  CHECK(read_json(config.out)["data"]["calibrated_on"] == json({"test", "train", "validation"}));
  const auto judged = read_json(config.out)["heads"]["rv_overload_12"];
  // On the records that it was fitted to, the calibration is right by construction.
  CHECK(std::fabs(judged["metrics"]["calibration_slope"]["value"].get<double>() - 1.0) < 1e-6);
  CHECK(std::fabs(judged["metrics"]["calibration_intercept"]["value"].get<double>()) < 1e-6);
  CHECK(judged["metrics"]["sensitivity"]["value"] ==
        said["heads"]["rv_overload_12"]["threshold"]["sensitivity"]["value"]);
  CHECK(judged["calibrated"] == true);
  CHECK(judged["subgroups"]["sex"]["female"]["records"] == 8);
  CHECK(judged["subgroups"]["age"]["under 40"]["records"] == 6);
  CHECK(judged["subgroups"]["database"]["Simulated"]["records"] == kRecords);
  CHECK(judged["decision_curve"].size() > 3);
}

TEST_CASE("Heads that are calibrated apart have a sentence each, and equal heads' new one takes the old one's place") {
  ModelDescription description = leadwise_preset();
  description.intended_use = "tests.";
  const json summary = {{"records", 9}, {"patients", 8}, {"positives", 3}, {"databases", {"A", "B"}}};
  TrainingConfig config;
  for (const auto& [head, label] : {std::pair{"one", "ph"}, {"two", "ph"}, {"one", "mpap"}}) {
    config.label = label;
    describe_calibration(description, config, summary, {head});
  }
  const std::string& use = description.intended_use;
  const auto two = use.find("Calibrated afterwards: the heads two, by"), one = use.find("the heads one, by");
  REQUIRE(two != std::string::npos);
  CHECK(one > two);
  CHECK(use.find("the heads one, by", one + 1) == std::string::npos);
  CHECK(says(use.substr(one), "the label \"mpap\" of 9 ECGs of 8 patients, 3 positive. Data: database A, B."));
}

TEST_CASE("Results of one head stay on the card when another one's come, with the data that it was judged on") {
  ModelDescription description;
  const auto add = [&](int records, const char* head, double threshold) {
    add_results(description, "calibration",
                {{"data", {{"records", records}}}, {"heads", {{head, {{"threshold", threshold}}}}}});
  };
  add(9, "one_12", 0.1);
  add(8, "two_12", 0.2);
  add(7, "one_12", 0.3);
  CHECK(json::parse(description.results_json)["calibration"] ==
        json{{"data", {{"records", 7}}},
             {"heads",
              {{"one_12", {{"threshold", 0.3}}}, {"two_12", {{"threshold", 0.2}, {"data", {{"records", 8}}}}}}}});
}

TEST_CASE("A calibration by slope and intercept has its patients' prevalence, one by temperature that of the lesson") {
  const Hospital hospital("leadwise_calibrated_prevalence");
  label_by_score(hospital, hospital.path("weights"), "rv_overload_12");
  auto file = read_weight_file(read_file(hospital.path("weights")).value()).value();
  REQUIRE(file.description.heads[0].id == "rv_overload_12");
  file.description.heads[0].training_prevalence = 0.05;
  const auto bytes = write_weight_file(file.description, file.tensors).value();
  auto config = hospital.config();
  config.weights = hospital.path("of few");
  REQUIRE(write_file(config.weights, std::span<const std::uint8_t>(bytes)).has_value());
  config.task = "rv_overload_12";
  config.parts = {"train", "validation", "test"};
  const auto prevalence_after = [&](const char* method) {
    config.calibration_method = method;
    config.out = hospital.path(method);
    check_done(calibrate(config));
    config.weights = config.out;
    return head_of(config.out, config.task).training_prevalence;
  };
  CHECK(prevalence_after("temperature") == 0.05);
  const auto shares = prevalence_after("platt");
  REQUIRE(shares.has_value());
  CHECK(*shares > 0.3);
  // The lesson's is not lost by the calibration between.
  CHECK(prevalence_after("temperature") == 0.05);
}

TEST_CASE("Exported, heads that were taught a label keep their card, their calibration and no validation") {
  const Hospital hospital("leadwise_labelled_export");
  auto config = hospital.config();
  config.parts = {"train"};
  config.weights_out = hospital.path("taught");
  check_done(crossval(config));
  auto file = read_weight_file(read_file(config.weights_out).value()).value();
  for (auto& head : file.description.heads) {
    head.calibration = Calibration{1.5, -0.2, 0.1, 0.0, 0.1};
    head.clinically_validated = true;
  }
  file.description.clinically_validated = true;
  const auto bytes = write_weight_file(file.description, file.tensors).value();
  REQUIRE(write_file(config.weights_out, std::span<const std::uint8_t>(bytes)).has_value());
  TrainingConfig exporting;
  exporting.weights = config.weights_out;
  exporting.out = hospital.path("exported.safetensors");
  exporting.weight_type = "fp16";
  check_done(export_model(exporting));
  const auto card = card_of(exporting.out);
  CHECK(card.intended_use == file.description.intended_use);
  CHECK(json::parse(card.training_json)["labels"] == json::parse(file.description.training_json)["labels"]);
  CHECK(json::parse(card.results_json).contains("crossval"));
  CHECK_FALSE(card.clinically_validated);
  for (const auto& head : card.heads) {
    CHECK(head.calibration->slope == 1.5);
    CHECK_FALSE(head.clinically_validated);
  }
}

TEST_CASE(
    "Exported, heads of imposed overload keep a calibration and a threshold, and whoever made them their licence") {
  const Hospital hospital("leadwise_overload_export");
  auto file = read_weight_file(read_file(hospital.path("weights")).value()).value();
  auto& description = file.description;
  description.licence = "of the hospital";
  description.training_json = R"({"stages": [{"command": "finetune"}, {"command": "calibrate"}]})";
  for (auto& head : description.heads) {
    head.calibration = Calibration{1.5, -0.2, 0.1, 0.0, 0.1};
    head.threshold = 0.3;
  }
  const auto bytes = write_weight_file(description, file.tensors).value();
  TrainingConfig exporting;
  exporting.weights = hospital.path("calibrated");
  REQUIRE(write_file(exporting.weights, std::span<const std::uint8_t>(bytes)).has_value());
  exporting.out = hospital.path("exported.safetensors");
  exporting.weight_type = "fp32";
  check_done(export_model(exporting));
  const auto card = card_of(exporting.out);
  CHECK(card.intended_use == description.intended_use);
  CHECK(card.licence == "of the hospital");
  for (const auto& head : card.heads) {
    REQUIRE(head.calibration.has_value());
    CHECK(head.threshold == 0.3);
  }
  exporting.licence = "of the university";
  describe_export(description, exporting);
  CHECK(description.licence == "of the university");
}

void check_patient_in_two_parts(const Result<void>& done, const std::string& named) {
  REQUIRE_FALSE(done.has_value());
  INFO(done.error().message);
  CHECK(done.error().code == ErrorCode::PatientInTwoParts);
  CHECK(done.error().message.find(named) != std::string::npos);
}

/// What judges the heads that crossval has taught on these parts.
TrainingConfig taught_on(const Hospital& hospital, TrainingConfig config, const std::vector<std::string>& parts) {
  config.parts = parts;
  config.weights_out = hospital.path("taught");
  check_done(crossval(config));
  config.weights = config.weights_out;
  config.weights_out.clear();
  config.parts = {};
  config.task = "ph";
  return config;
}

TEST_CASE("Heads are not judged by patients who taught them") {
  const Hospital hospital("leadwise_judged_by_the_taught");
  auto config = taught_on(hospital, hospital.config(), {"train", "test"});
  check_patient_in_two_parts(evaluate_labels(config), "\"test\"");
  config.parts = {"validation"};
  check_done(evaluate_labels(config));
  // Heads of another task learnt nothing from them, and another hospital's patients are others.
  config.parts = {"test"};
  config.task = "rv_overload";
  check_done(evaluate_labels(config));
  config.task = "ph";
  write_table(hospital.folder.path(), usual_rows(), "Elsewhere");
  check_done(evaluate_labels(config));
}

TEST_CASE("Heads are not judged where the parts are other ones than when they were taught") {
  const Hospital hospital("leadwise_judged_by_another_split");
  auto config = hospital.config();
  config.part_column.clear();
  config = taught_on(hospital, config, {"train"});
  config.parts = {"test"};
  config.out = hospital.path("judged.json");
  config.split_seed = 5;
  check_patient_in_two_parts(evaluate_labels(config), "\"split_seed\" was 1 and is 5");
  config.split_seed = 1;
  config.train_share = 0.3;
  check_patient_in_two_parts(evaluate_labels(config), "\"train_share\"");
  config.train_share = 0.6;
  config.part_column = "part";
  check_patient_in_two_parts(evaluate_labels(config), "then the parts were drawn");
}

/// What evaluate says of patients who may have taught the heads.
json may_have_taught(const TrainingConfig& config) {
  check_done(evaluate_labels(config));
  return read_json(config.out)["data"]["may_have_taught"];
}

TEST_CASE("Where it cannot be told whether somebody who is judged by taught the heads, that is said") {
  const Hospital hospital("leadwise_may_have_taught");
  auto config = taught_on(hospital, hospital.config(), {"train"});
  config.out = hospital.path("judged.json");
  CHECK(may_have_taught(config) == json::array());
  // A list of later moves somebody who taught.
  auto rows = usual_rows();
  rows[0].part = "test";
  write_table(hospital.folder.path(), rows);
  const auto moved = may_have_taught(config);
  REQUIRE(moved.size() == 1);
  CHECK(says(moved[0].get<std::string>(), "the part \"train\""));
  // Another hospital's patients are others.
  write_table(hospital.folder.path(), rows, "Elsewhere");
  CHECK(may_have_taught(config) == json::array());
}

TEST_CASE("A new flag or a new external source that moves patients of drawn parts is said") {
  const Hospital hospital("leadwise_may_have_moved");
  auto config = hospital.config();
  config.part_column.clear();
  config = taught_on(hospital, config, {"train"});
  config.parts = {"test"};
  config.out = hospital.path("judged.json");
  CHECK(may_have_taught(config) == json::array());
  std::ofstream index(hospital.folder.path() / "index.csv", std::ios::app);
  for (std::size_t i = 0; i < kRecords; ++i)
    index << "F" << i << ",Simulated,simulated/s" << i << ".hea,pat=" << i << ",1,0,0,1,test,F,70\n";
  index.close();
  CHECK(may_have_taught(config).size() == 1);
}

TEST_CASE("Heads that were taught by the tool or in a browser do not say on whom, so that is said") {
  const Hospital hospital("leadwise_taught_elsewhere");
  auto file = read_weight_file(read_file(hospital.path("weights")).value()).value();
  // Taught twice, which is said once.
  const json lesson = {{"command", "trainHead"}, {"config", {{"head", "rv_overload_6"}}}};
  file.description.training_json = json{{"stages", {lesson, lesson}}}.dump();
  const auto bytes = write_weight_file(file.description, file.tensors).value();
  REQUIRE(write_file(hospital.path("weights"), std::span<const std::uint8_t>(bytes)).has_value());
  auto config = hospital.config();
  config.out = hospital.path("judged.json");
  const auto said = may_have_taught(config);
  REQUIRE(said.size() == 2);
  // No lesson of this head is told of at all, as of imported weights.
  CHECK(says(said[0].get<std::string>(), "the card does not say on whom the head rv_overload_12 was taught"));
  CHECK(says(said[1].get<std::string>(), "rv_overload_6"));
  config.label.clear();
  config.parts = {"test"};
  check_done(evaluate(config));
  const auto imposed = read_json(config.out);
  CHECK(imposed["data"]["may_have_taught"] == said);
  CHECK(says(results_table(imposed), said[0].get<std::string>()));
}

TEST_CASE("Whom nobody knows is no patient of the table's column, and 7.0 is 7") {
  const Hospital hospital("leadwise_nobody");
  const auto load = [&](const char* first, const char* others) {
    std::ofstream index(hospital.folder.path() / "index.csv");
    index << "uid,database,path,labels,rvh,right_axis,right_atrial,ph,patient\n";
    for (std::uint64_t i = 0; i < kRecords; ++i)
      index << 'S' << i << ",Simulated,simulated/s" << i << ".hea,,0,0,0," << i % 2 << ',' << (i == 0 ? first : others)
            << '\n';
    index.close();
    auto config = hospital.config();
    config.part_column.clear();
    return load_training_data(config, {});
  };
  const auto nobody = load("nan", "7");
  REQUIRE_FALSE(nobody.has_value());
  CHECK(nobody.error().code == ErrorCode::InvalidHeader);
  CHECK(says(nobody.error().message, "\"S0\" is \"nan\""));
  const auto one = load("7.0", "7");
  REQUIRE(one.has_value());
  CHECK(one->set.recordings.front().patient == one->set.recordings.back().patient);
}

TEST_CASE("An AUROC that no replicate changes is told without an interval") {
  const Hospital hospital("leadwise_all_told");
  auto config = hospital.config();
  const auto weights = read_file(config.weights).value();
  auto model = Model::load(weights).value();
  // Flagged is whoever has the highest score.
  const auto set = load_recordings(config).value();
  std::size_t highest = 18;
  double most = -1e9;
  for (std::size_t i = 18; i < kRecords; ++i) {
    const auto scored = score_plan(model, set.recordings[i].ecg, {{0, Condition::plain, 0.0, 0, {}}}, kTwelveLeads);
    const double logit = scored.value()[0].scores.logits.at("rv_overload_12");
    highest = logit > most ? i : highest;
    most = std::max(most, logit);
  }
  std::ofstream index(hospital.folder.path() / "index.csv");
  index << "uid,database,path,labels,rvh,right_axis,right_atrial,part\n";
  for (std::size_t i = 0; i < kRecords; ++i)
    index << 'S' << i << ",Simulated,simulated/s" << i << ".hea,pat=" << i << ',' << (i == highest ? 1 : 0) << ",0,0,"
          << (i < 18 ? "train" : "test") << '\n';
  index.close();
  config.label.clear();
  config.parts = {"test"};
  config.out = hospital.path("judged.json");
  check_done(evaluate(config));
  const auto results = read_json(config.out);
  const auto told = results["flags"]["rv_overload_12"]["all"]["rvh"];
  REQUIRE(told.is_object());
  CHECK(told["auroc"] == 1.0);
  CHECK(told["low"].is_null());
  CHECK(told["positives"] == 1);
  CHECK(says(results_table(results), "1.000 [no interval]"));
}

TEST_CASE("A table's column of patients keeps a patient's recordings together") {
  const Hospital hospital("leadwise_patient_column");
  std::ofstream index(hospital.folder.path() / "index.csv");
  index << "uid,database,path,labels,rvh,right_axis,right_atrial,ph,patient\n";
  for (std::uint64_t i = 0; i < kRecords; ++i)
    index << 'S' << i << ",Simulated,simulated/s" << i << ".hea,,0,0,0," << i % 2 << ',' << (i % 4 == 0 ? " 7" : "7 ")
          << '\n';
  index.close();
  auto config = hospital.config();
  config.part_column.clear();
  const auto data = load_training_data(config, {});
  REQUIRE(data.has_value());
  for (const auto& recording : data->set.recordings)
    CHECK(recording.patient == "Simulated:7");
  CHECK(std::set<Part>(data->parts.begin(), data->parts.end()).size() == 1);
}

TEST_CASE("Results take no weights' place, and what cannot be written is said before the work") {
  const Hospital hospital("leadwise_output_file");
  auto config = hospital.config();
  const auto before = read_file(config.weights).value();
  config.out = config.weights;
  CHECK(evaluate_labels(config).error().code == ErrorCode::InvalidArgument);
  CHECK(crossval(config).error().code == ErrorCode::InvalidArgument);
  CHECK(read_file(config.weights).value() == before);
  config.out = hospital.path("nowhere/judged.json");
  config.label = "no such label";
  const auto done = evaluate_labels(config);
  CHECK(done.error().code == ErrorCode::FileNotWritable);
  CHECK(done.error().message.find("there is no folder") != std::string::npos);
}

TEST_CASE("Cross-validation is refused before its work where the folder of its log cannot be") {
  const Hospital hospital("leadwise_log_folder");
  auto config = hospital.config();
  config.label = "no such label";
  config.out = hospital.path("crossval.json");
  // Where stderr was sent, say.
  REQUIRE(write_file(hospital.path("crossval.log"), std::string_view("said")).has_value());
  CHECK(crossval(config).error().code == ErrorCode::FileNotWritable);
  config.out = hospital.path("ph.log");
  CHECK(crossval(config).error().code == ErrorCode::FileNotWritable);
  config.out = hospital.path("ph.json");
  config.weights_out = hospital.folder.path() / "." / "ph.log";
  CHECK(crossval(config).error().code == ErrorCode::FileNotWritable);
}

TEST_CASE("Where the log cannot be written cross-validation's results and weights are there") {
  const Hospital hospital("leadwise_log_unwritable");
  auto config = hospital.config();
  config.out = hospital.path("crossval.json");
  config.weights_out = hospital.path("taught");
  std::filesystem::create_directories(hospital.folder.path() / "crossval.log" / "log.jsonl");
  CHECK_FALSE(crossval(config).has_value());
  CHECK(std::filesystem::exists(config.out));
  CHECK(std::filesystem::exists(config.weights_out));
}

TEST_CASE("Where a patient has several records DeLong's interval is refused and the reason stands in its place") {
  const Hospital hospital("leadwise_labelled_repeated");
  auto rows = usual_rows();
  rows[20].patient = rows[18].patient;
  write_table(hospital.folder.path(), rows);
  auto config = hospital.config();
  config.out = hospital.path("judged.json");
  check_done(evaluate_labels(config));
  const auto results = read_json(config.out);
  CHECK(results["data"]["parts"] == json({"test", "external"}));
  CHECK(results["heads"]["rv_overload_12"]["delong"]["refused"]["code"] == "RepeatedPatient");
  CHECK(results["paired"]["rv_overload_12 - rv_overload_6"]["delong"]["refused"]["code"] == "RepeatedPatient");
  config.task = "nothing";
  CHECK(evaluate_labels(config).error().code == ErrorCode::NoSuchHead);
}

}  // namespace
}  // namespace leadwise::training
