#pragma once

#include <functional>
#include <string>
#include <vector>

#include "answer_sink.hpp"
#include "inputs/inputs.hpp"

namespace leadwise::cli {

/// What one record came to: a line of JSON.
struct Answer {
  std::string json_line;
  bool failed = false;
};

/// The answer of a record that could not be read or worked on.
Answer failure_answer(const Input& input, const Error& error);

/// Answers one record. Called from one thread only.
using Worker = std::function<Answer(const Input& input)>;

/// How many workers are worth having.
std::size_t worker_count(std::size_t record_count, unsigned threads);

/// Answers all records, each worker in a thread of its own, and writes one answer each in the order given, but for those
/// that the sink holds already. Returns how many failed, those of an earlier run included. Error: FileNotWritable where
/// an answer cannot be written; those behind it are neither made nor written.
Result<std::size_t> answer_all(const std::vector<Input>& records, const std::vector<Worker>& workers, AnswerSink& sink);

}  // namespace leadwise::cli
