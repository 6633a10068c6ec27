#include "answer_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <utility>

#include "leadwise/report_json.hpp"

namespace leadwise::cli {
namespace {

/// One record that needs more memory than there is must not end the others.
Answer answer_for(const Input& input, const Worker& worker) {
  try {
    return worker(input);
  } catch (const std::bad_alloc&) {
    return failure_answer(input, {ErrorCode::OutOfMemory, "no memory to work on this record"});
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
      // Once an answer was cut short, nothing goes behind it, should there be space again: such a line could not be resumed.
      written_ = written_ && sink_.write(*waiting_[next_]);
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
  std::atomic<bool> written_{true};
};

std::vector<Input> unanswered(const std::vector<Input>& records, AnswerSink& sink) {
  std::vector<Input> open;
  for (const Input& input : records) {
    if (!sink.take_answered(input.name))
      open.push_back(input);
  }
  return open;
}

void answer_in_parallel(const std::vector<Input>& records, const std::vector<Worker>& workers,
                        OrderedAnswers& answers) {
  std::atomic<std::size_t> next{0};
  std::vector<std::thread> threads;
  for (const Worker& worker : workers) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < records.size() && answers.written(); i = next++)
        answers.put(i, answer_for(records[i], worker));
    });
  }
  for (std::thread& thread : threads)
    thread.join();
}

}  // namespace

Answer failure_answer(const Input& input, const Error& error) { return {failure_json(input.name, error), true}; }

std::size_t worker_count(std::size_t record_count, unsigned threads) {
  return std::clamp<std::size_t>(record_count, 1, threads);
}

Result<std::size_t> answer_all(const std::vector<Input>& records, const std::vector<Worker>& workers,
                               AnswerSink& sink) {
  const std::vector<Input> open = unanswered(records, sink);
  OrderedAnswers answers(sink, open.size());
  answer_in_parallel(open, workers, answers);
  if (!answers.written())
    return fail(ErrorCode::FileNotWritable, "the answers could not be written");
  return answers.failed() + sink.earlier_failures();
}

}  // namespace leadwise::cli
