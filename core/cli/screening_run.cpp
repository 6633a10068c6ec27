#include "screening_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "answer_sink.hpp"
#include "leadwise/report_json.hpp"

namespace leadwise::cli {
namespace {

struct Answer {
  std::string json_line;
  bool failed = false;
};

Answer failure(const Input& input, const Error& error) { return {failure_json(input.name, error), true}; }

Answer answer_in_memory(const Input& input, Model& model, const ScreeningRun& run) {
  const auto record = read_input(input, run.reading);
  if (!record)
    return failure(input, record.error());
  const auto screening = screen(*record, model, run.choice);
  if (!screening)
    return failure(input, screening.error());
  return {screening_json(input.name, *record, *screening, model), false};
}

/// One record that needs more memory than there is must not end the others.
Answer answer_for(const Input& input, Model& model, const ScreeningRun& run) {
  try {
    return answer_in_memory(input, model, run);
  } catch (const std::bad_alloc&) {
    return failure(input, {ErrorCode::OutOfMemory, "no memory to screen this record"});
  }
}

/// Takes answers in any order and writes them in the records' order.
class OrderedAnswers {
 public:
  OrderedAnswers(AnswerSink& sink, std::size_t count) : sink_(sink), waiting_(count) {}

  void put(std::size_t index, Answer answer) {
    const std::lock_guard lock(mutex_);
    if (answer.failed)
      ++failed_;
    waiting_[index] = std::move(answer.json_line);
    while (next_ < waiting_.size() && waiting_[next_]) {
      written_ = sink_.write(*waiting_[next_]) && written_;
      waiting_[next_].emplace().shrink_to_fit();
      ++next_;
    }
    if (isatty(STDERR_FILENO) != 0)
      std::fprintf(stderr, "\r%zu of %zu%s", next_, waiting_.size(), next_ == waiting_.size() ? "\n" : "");
  }
  bool written() const { return written_; }
  std::size_t failed() const { return failed_; }

 private:
  std::mutex mutex_;
  AnswerSink& sink_;
  std::vector<std::optional<std::string>> waiting_;
  std::size_t next_ = 0;
  std::size_t failed_ = 0;
  bool written_ = true;
};

std::vector<Input> unanswered(const std::vector<Input>& records, AnswerSink& sink) {
  std::vector<Input> open;
  for (const Input& input : records) {
    if (!sink.take_answered(input.name))
      open.push_back(input);
  }
  return open;
}

/// Each thread has a model of its own: one may not be used by two at once.
Result<std::vector<Model>> load_models(const Bytes& weights, std::size_t count) {
  std::vector<Model> models;
  for (std::size_t i = 0; i < count; ++i) {
    auto model = Model::load(weights);
    if (!model)
      return tl::unexpected(model.error());
    models.push_back(std::move(*model));
  }
  return models;
}

void screen_in_parallel(const std::vector<Input>& records, std::vector<Model>& models, const ScreeningRun& run,
                        OrderedAnswers& answers) {
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> threads;
  for (Model& model : models) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < records.size(); i = next++)
        answers.put(i, answer_for(records[i], model, run));
    });
  }
  for (std::thread& thread : threads)
    thread.join();
}

}  // namespace

Result<std::size_t> run_screening(const std::vector<Input>& records, const Bytes& weights, const ScreeningRun& run) {
  auto models = load_models(weights, std::clamp<std::size_t>(records.size(), 1, run.threads));
  if (!models)
    return tl::unexpected(models.error());
  auto sink =
      run.output_path.empty()
          ? Result<AnswerSink>(AnswerSink::to_stdout(run.json ? AnswerSink::Form::json : AnswerSink::Form::table))
          : AnswerSink::to_file(run.output_path, run.resume, models->front().sha256());
  if (!sink)
    return tl::unexpected(sink.error());
  const std::vector<Input> open = unanswered(records, *sink);
  OrderedAnswers answers(*sink, open.size());
  screen_in_parallel(open, *models, run, answers);
  if (!answers.written())
    return fail(ErrorCode::FileNotWritable, "the answers could not be written");
  return answers.failed() + sink->earlier_failures();
}

}  // namespace leadwise::cli
