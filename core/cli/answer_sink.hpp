#pragma once

#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "leadwise/error.hpp"

namespace leadwise::cli {

/// How an answer's line is put for reading.
struct ReadableForm {
  /// What stands once, above the first answer that it has something to say of; empty where it has not.
  std::string (*heading)(const std::string& json_line);
  std::string (*text)(const std::string& json_line);
};

/// Whose answers to which request a file holds; answers of another kind are not gone on with.
struct AnswersOf {
  std::string model_sha256;
  /// A JSON object that stands in every line as "request"; empty for what is asked by default.
  std::string request;
  /// Whether predictions are explained, which the answer itself shows.
  bool explained = false;
  /// The names of the records that are asked about.
  std::set<std::string> names = {};
};

/// Where answers go: JSON lines or a readable form on stdout, or JSON lines in a file that an interrupted
/// run can be resumed into.
class AnswerSink {
 public:
  static AnswerSink to_stdout(std::optional<ReadableForm> form = std::nullopt);
  /// Also standard output by its names. With `resume`, keeps the whole lines of an earlier run, but those of records that are
  /// asked about again and that only the system kept from being read, and cuts off an answer that was not finished. Errors:
  /// FileNotReadable, FileNotWritable; InvalidArgument where the file holds answers of other weights, to another request or
  /// of another command, or no answers; it then stays as it is.
  static Result<AnswerSink> to_file(const std::string& path, bool resume, AnswersOf answers = {});

  /// Whether an earlier run has answered this record. Each of its answers counts for one record: a file that is named
  /// twice is answered twice.
  bool take_answered(const std::string& name);
  /// Failures among the earlier run's answers.
  std::size_t earlier_failures() const { return earlier_failures_; }
  /// Writes one JSON line, or what a person would read of it. False where writing failed.
  bool write(const std::string& json_line);

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  Result<void> take_over(const std::string& path);
  Result<bool> take_line(const std::string& path, const std::string& line);

  std::optional<ReadableForm> form_;
  AnswersOf answers_;
  std::unique_ptr<std::FILE, CloseFile> file_;
  std::map<std::string, std::size_t> answered_;
  std::size_t earlier_failures_ = 0;
  bool headed_ = false;
};

}  // namespace leadwise::cli
