#pragma once

#include <map>
#include <set>

#include "data/labelled_data.hpp"
#include "leadwise/head_training.hpp"
#include "leadwise/metrics.hpp"

namespace leadwise::training {

/// Heads of the weights that config.task names, by their task or one by its id; all where it names none. Error: NoSuchHead.
Result<std::vector<HeadDescription>> chosen_heads(const ModelDescription& description, const TrainingConfig& config);

/// What these heads ask of an ECG, in the model's order; of no head, all that the model takes.
std::vector<Lead> leads_of(const std::vector<HeadDescription>& heads, const ModelDescription& model);

std::set<std::string> tasks_of(const std::vector<HeadDescription>& heads);

/// Each head's log-odds before calibration, a record each: the median over the record's windows, as the tool answers.
/// Errors: visit_labelled's; whatever preparing or the model answers, with the recording's name.
Result<std::map<std::string, std::vector<double>>> score_records(Model& model, LabelledData& labelled,
                                                                 const std::vector<HeadDescription>& heads,
                                                                 const TrainingConfig& config);

/// What each head learns from, in their order: every record's first window, through the encoders once. Holds a head's input
/// of every record, not the records. Errors: as score_records.
Result<std::vector<HeadExamples>> encode_records(Model& model, LabelledData& labelled,
                                                 const std::vector<HeadDescription>& heads,
                                                 const TrainingConfig& config);

/// Logits beside labels and patients, calibrated where the head is.
std::vector<ScoredExample> scored_examples(const LabelledData& labelled, const std::vector<double>& log_odds,
                                           const HeadDescription& head);

}  // namespace leadwise::training
