#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "leadwise/error.hpp"

namespace leadwise::training {

/// Everything that the commands can be told, in one flat JSON object; each key is also a flag (`batch_size` is
/// `--batch-size`). It is stored with the weights, so the defaults are part of the record of a run.
struct TrainingConfig {
  std::string preset = "leadwise";
  std::string recordings;
  std::string index = "index.csv";
  std::string shards;
  std::vector<std::string> train_sources = {"ptbxl", "chapman_raw"};
  std::vector<std::string> external_sources = {"chapman_denoised"};
  std::uint64_t split_seed = 1;
  double train_share = 0.60;
  double validation_share = 0.15;

  std::string weights;
  std::string out;
  bool resume = true;
  std::uint64_t checkpoint_every = 1;
  std::uint64_t threads = 1;
  std::uint64_t loader_threads = 2;
  std::string device = "auto";
  std::string precision = "fp32";
  double process_timeout_s = 300.0;

  std::uint64_t seed = 42;
  std::uint64_t epochs = 20;
  std::uint64_t batch_size = 32;
  std::uint64_t accumulate = 1;
  std::uint64_t grain = 0;
  double learning_rate = 5e-4;
  double final_learning_rate_factor = 0.05;
  double weight_decay = 1e-5;
  double gradient_clip = 1.0;
  std::uint64_t draws_per_record = 1;
  std::uint64_t simulated_per_epoch = 0;
  std::uint64_t examples_per_epoch = 0;
  std::uint64_t validation_records = 0;
  double gain_jitter = 0.2;
  double noise_mv = 0.01;
  double wander_mv = 0.05;
  double turn_s = 10.0;

  std::string method = "ls_emvae";
  std::uint64_t mopoe_subsets = 64;
  double beta = 1.0;
  std::uint64_t annealing_epochs = 50;
  double reconstruction_weight = 0.01;
  double alignment_weight = 0.1;
  double lead_dropout = 0.5;
  std::uint64_t decoded_leads = 12;

  std::string encoders = "pretrained";
  double elbo_weight = 0.0;
  double encoder_learning_rate_factor = 1.0;
  double head_dropout = 0.3;
  double label_smoothing = 0.0;
  double lowest_severity = 0.15;
  bool round_weights = false;

  std::string weight_type = "int8";
  std::string name;
  std::string data_statement;
  std::string licence;
  std::uint64_t evaluation_draws = 1;
  std::uint64_t bootstrap_replicates = 1000;

  std::vector<std::string> labels;
  std::vector<std::string> head_leads = {"12", "6"};
  std::string label;
  std::string task;
  std::vector<std::string> parts;
  std::string part_column;
  std::uint64_t folds = 5;
  std::uint64_t head_epochs = 50;
  std::uint64_t head_batch_size = 32;
  double head_learning_rate = 1e-4;
  double frozen_head_dropout = 0.5;
  std::string weights_out;
  std::string calibration_method = "platt";
  double target_sensitivity = 0.0;
  double threshold = 0.0;
  std::uint64_t explained_records = 0;
};

/// Calls `visit(key, member, help)` for every option. The one list of the options.
template <class Config, class Visitor>
void visit_options(Config& c, Visitor&& visit) {
  visit("preset", c.preset, "model shape: leadwise or paper");
  visit("recordings", c.recordings, "folder of the recordings");
  visit("index", c.index, "table of the recordings (CSV), relative to their folder");
  visit("shards", c.shards, "folder of shards, in the place of recordings");
  visit("train_sources", c.train_sources, "first folders of the paths that may be trained on");
  visit("external_sources", c.external_sources, "first folders that are only ever judged by");
  visit("split_seed", c.split_seed, "seed of the split by patient");
  visit("train_share", c.train_share, "share of the patients that is trained on");
  visit("validation_share", c.validation_share, "share of the patients that chooses the epoch");
  visit("weights", c.weights, "weight file to start from (pretrain: optional), to evaluate, to explain or to export");
  visit("out", c.out, "run folder (pretrain, finetune), weight file (export) or JSON file (evaluate, explain)");
  visit("resume", c.resume, "go on from the checkpoint in the run folder");
  visit("checkpoint_every", c.checkpoint_every, "epochs between checkpoints");
  visit("threads", c.threads, "threads of libtorch");
  visit("loader_threads", c.loader_threads, "batches made ready at the same time");
  visit("device", c.device, "that is learnt on: auto (a GPU where there is one), cpu or cuda");
  visit("precision", c.precision, "that is learnt in: fp32, bf16 (the layers alone) or fp64");
  visit("process_timeout_s", c.process_timeout_s, "seconds that processes of a run wait for each other");
  visit("seed", c.seed, "seed of weights, draws and dropout");
  visit("epochs", c.epochs, "passes over the training records; the learning rate falls over all of them");
  visit("batch_size", c.batch_size, "ECGs that a process learns from at once");
  visit("accumulate", c.accumulate, "batches of each process that make one step");
  visit("grain", c.grain, "most ECGs of a batch whose gradient is computed at once; 0: up to 8 of a small network on CPUs, else all");
  visit("learning_rate", c.learning_rate, "of AdamW, at the start");
  visit("final_learning_rate_factor", c.final_learning_rate_factor, "end of the cosine decay, 1: no decay");
  visit("weight_decay", c.weight_decay, "of AdamW");
  visit("gradient_clip", c.gradient_clip, "largest norm of the gradient");
  visit("draws_per_record", c.draws_per_record, "times each record is drawn in an epoch");
  visit("simulated_per_epoch", c.simulated_per_epoch, "simulated ECGs added to each epoch");
  visit("examples_per_epoch", c.examples_per_epoch, "an epoch is so many examples, drawn from all; 0: all");
  visit("validation_records", c.validation_records,
        "so many recordings, spread evenly over all, judge an epoch; 0: all");
  visit("gain_jitter", c.gain_jitter, "largest relative change of a record's gain");
  visit("noise_mv", c.noise_mv, "largest RMS of added noise");
  visit("wander_mv", c.wander_mv, "largest amplitude of added baseline wander");
  visit("turn_s", c.turn_s, "largest time by which a recording begins later, what is cut off following at its end");
  visit("method", c.method, "ls_emvae, or a baseline to pretrain: beta_vae, mvae, mmvae or mopoe");
  visit("mopoe_subsets", c.mopoe_subsets, "subsets of the leads that mopoe mixes; 4095: all");
  visit("beta", c.beta, "weight of the KL divergence once annealed");
  visit("annealing_epochs", c.annealing_epochs, "epochs until beta is reached");
  visit("reconstruction_weight", c.reconstruction_weight, "weight of the squared error (preset paper: 0.001)");
  visit("alignment_weight", c.alignment_weight, "weight of the leads' agreement (method ls_emvae)");
  visit("lead_dropout", c.lead_dropout, "share of the ECGs that lose leads before fusion");
  visit("decoded_leads", c.decoded_leads, "leads decoded a step, drawn at random");
  visit("encoders", c.encoders, "that finetune starts from: pretrained (weights), random or random_frozen");
  visit("elbo_weight", c.elbo_weight, "weight of the ELBO while the heads learn");
  visit("encoder_learning_rate_factor", c.encoder_learning_rate_factor, "0 freezes the encoders in finetune");
  visit("head_dropout", c.head_dropout, "after each ReLU of a head");
  visit("label_smoothing", c.label_smoothing, "of the cross-entropy");
  visit("lowest_severity", c.lowest_severity, "of the overload imposed in training");
  visit("round_weights", c.round_weights, "finetune with the weights rounded as int8 export rounds them");
  visit("weight_type", c.weight_type, "of the exported file: fp32, fp16 or int8");
  visit("name", c.name, "name of the exported model");
  visit("data_statement", c.data_statement, "whose recordings were trained on, and their licences, for the card");
  visit("licence", c.licence, "of the weights that export writes; empty: as their card has it");
  visit("evaluation_draws", c.evaluation_draws, "impositions on each held-out record and severity");
  visit("bootstrap_replicates", c.bootstrap_replicates, "replicates of each interval");
  visit("labels", c.labels, "labels that finetune teaches, each a task, in the place of imposed overload");
  visit("head_leads", c.head_leads,
        "sets of leads that finetune and crossval make heads for: 12, 6, or names joined by +");
  visit("label", c.label, "column of the table that holds 0 or 1 for every recording, or a label of the shards");
  visit("task", c.task,
        "task of the heads (crossval: that are taught, else the label's name; else: that are used, or one head by its "
        "id, else all)");
  visit("parts", c.parts,
        "parts of the patients that crossval, calibrate, evaluate and explain use: train, validation, test, external");
  visit("part_column", c.part_column,
        "column that names each recording's part, in place of the drawn split; not with shards");
  visit("folds", c.folds, "folds of crossval");
  visit("head_epochs", c.head_epochs, "passes over the records while crossval teaches a head");
  visit("head_batch_size", c.head_batch_size, "records a step there");
  visit("head_learning_rate", c.head_learning_rate, "of Adam there");
  visit("frozen_head_dropout", c.frozen_head_dropout, "behind each ReLU there");
  visit("weights_out", c.weights_out, "weight file with heads taught on all folds, written by crossval");
  visit("calibration_method", c.calibration_method, "platt (slope and intercept) or temperature");
  visit("target_sensitivity", c.target_sensitivity, "calibrate chooses the threshold that reaches it; 0: no threshold");
  visit("threshold", c.threshold, "that evaluate judges at; 0: the head's own, else 0.5");
  visit("explained_records", c.explained_records, "so many recordings, spread evenly, are explained; 0: all");
}

/// Reads a config. Errors: InvalidArgument naming the key that is unknown, of the wrong type, not UTF-8 or out of range.
Result<TrainingConfig> parse_training_config(const nlohmann::json& json);

/// The config as JSON, every key present.
nlohmann::json training_config_json(const TrainingConfig& config);

/// Flags as JSON values of the options' own types, e.g. {"epochs": "3"} to {"epochs": 3}; lists are comma-separated.
/// Error: InvalidArgument naming the flag.
Result<nlohmann::json> parse_flag_texts(const std::map<std::string, std::string>& texts);

}  // namespace leadwise::training
