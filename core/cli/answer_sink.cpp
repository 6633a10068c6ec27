#include "answer_sink.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "files.hpp"

namespace leadwise::cli {
namespace {

using Json = nlohmann::ordered_json;

bool is_answer(const Json& line) {
  return line.is_object() && line.contains("file") && line["file"].is_string() && line.contains("ok") &&
         line["ok"].is_boolean();
}

/// An answer of these weights. One that is not of any is of a file that could not be read, or of another command.
bool is_of_model(const Json& answer, const std::string& sha256) {
  const auto model = answer.find("model");
  if (model == answer.end())
    return !answer["ok"].get<bool>();
  const auto hash = model->is_object() ? model->find("sha256") : model->end();
  return model->is_object() && hash != model->end() && hash->is_string() && hash->get<std::string>() == sha256;
}

/// Whether the predictions of an answer, if there are any, are explained or not as asked.
bool is_explained(const Json& answer, bool asked) {
  const auto predictions = answer.find("predictions");
  const auto attribution = answer.find("attribution");
  if (predictions == answer.end() || predictions->empty())
    return true;
  return (attribution != answer.end() && !attribution->is_null()) == asked;
}

/// Why an earlier line is not one of these answers; empty where it is.
std::string misfit(const Json& line, const AnswersOf& answers) {
  if (!is_answer(line))
    return "a line that is no answer of this tool";
  if (!is_of_model(line, answers.model_sha256))
    return line.contains("model") ? "answers of other weights" : "answers of another command";
  if (!is_explained(line, answers.explained))
    return answers.explained ? "answers without explanations" : "answers with explanations";
  const auto request = line.find("request");
  if ((request == line.end() ? std::string() : request->dump()) == answers.request)
    return {};
  return "answers that were asked for with " + (request == line.end() ? "no option" : request->dump()) + ", not with " +
         (answers.request.empty() ? "none" : answers.request);
}

/// What is tried again: the same file may be read another time.
bool was_kept_by_system(const Json& answer) {
  const auto error = answer.find("error");
  if (error == answer.end() || !error->is_object())
    return false;
  const auto code = error->value("code", Json());
  return code == "FileNotReadable" || code == "MissingFile" || code == "OutOfMemory";
}

/// What is left of an answer that was not finished: an answer's beginning, or less. Anything else was never ours.
bool begins_like_answer(std::string_view line) {
  constexpr std::string_view kBeginning = "{\"file\":\"";
  return line.starts_with(kBeginning) || kBeginning.starts_with(line);
}

/// Part of a file.
struct Stretch {
  std::uintmax_t start, size;
};

/// What follows the last one makes it longer.
void add_stretch(std::vector<Stretch>& stretches, Stretch next) {
  if (!stretches.empty() && stretches.back().start + stretches.back().size == next.start)
    stretches.back().size += next.size;
  else
    stretches.push_back(next);
}

bool copy_stretches(const std::string& from, const std::vector<Stretch>& stretches, std::FILE* to) {
  std::ifstream stream(from, std::ios::binary);
  std::array<char, 65536> part;
  for (auto [start, size] : stretches)
    for (stream.seekg(static_cast<std::streamoff>(start)); size > 0;) {
      const auto count = std::min<std::uintmax_t>(size, part.size());
      stream.read(part.data(), static_cast<std::streamsize>(count));
      if (!stream || std::fwrite(part.data(), 1, count, to) != count)
        return false;
      size -= count;
    }
  return std::fflush(to) == 0;
}

/// A name as an answer's line has it: what is no UTF-8 is replaced there.
std::string as_printed(const std::string& name) {
  const std::string printed = Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
  return Json::parse(printed).get<std::string>();
}

std::set<std::string> as_printed(const std::set<std::string>& names) {
  std::set<std::string> printed;
  for (const auto& name : names)
    printed.insert(as_printed(name));
  return printed;
}

}  // namespace

AnswerSink AnswerSink::to_stdout(std::optional<ReadableForm> form) {
  AnswerSink sink;
  sink.form_ = form;
  return sink;
}

/// Whether an earlier line is taken; else its record is asked about again.
Result<bool> AnswerSink::take_line(const std::string& path, const std::string& line) {
  const Json answer = Json::parse(line, nullptr, false);
  if (const std::string why = misfit(answer, answers_); !why.empty())
    return fail(ErrorCode::InvalidArgument, path + " holds " + why + ": not resumed");
  const auto name = answer["file"].get<std::string>();
  if (was_kept_by_system(answer) && answers_.names.contains(name))
    return false;
  ++answered_[name];
  if (!answer["ok"].get<bool>())
    ++earlier_failures_;
  return true;
}

Result<void> AnswerSink::take_over(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    return {};
  std::ifstream stream(path, std::ios::binary);
  std::vector<Stretch> kept;
  std::uintmax_t read_bytes = 0;
  bool all_kept = true;
  std::string line;
  // getline sets eof on a last line that has no end: that answer was cut short, and its record is screened
  // again.
  while (std::getline(stream, line) && !stream.eof()) {
    const auto taken = take_line(path, line);
    if (!taken)
      return fail(taken.error().code, taken.error().message, read_bytes);
    all_kept = all_kept && *taken;
    if (*taken)
      add_stretch(kept, {read_bytes, line.size() + 1});
    read_bytes += line.size() + 1;
  }
  if (stream.bad() || !stream.eof())
    return fail(ErrorCode::FileNotReadable, path + " cannot be read to its end: not resumed", read_bytes);
  if (!begins_like_answer(line))
    return fail(ErrorCode::InvalidArgument, path + " holds a line that is no answer of this tool: not resumed",
                read_bytes);
  stream.close();
  if (!all_kept)
    return rewrite_file(path, [&](std::FILE* file) { return copy_stretches(path, kept, file); });
  std::filesystem::resize_file(path, read_bytes, error);
  if (error)
    return fail(ErrorCode::FileNotWritable, path + " cannot be shortened to its whole lines");
  return {};
}

Result<AnswerSink> AnswerSink::to_file(const std::string& path, bool resume, AnswersOf answers) {
  AnswerSink sink = to_stdout();
  sink.answers_ = std::move(answers);
  sink.answers_.names = as_printed(sink.answers_.names);
  if (is_standard_output(path))
    return sink;
  if (resume) {
    const auto taken = sink.take_over(path);
    if (!taken)
      return tl::unexpected(taken.error());
  }
  sink.file_.reset(std::fopen(path.c_str(), resume ? "ab" : "wb"));
  if (!sink.file_)
    return fail(ErrorCode::FileNotWritable, path + " cannot be written");
  return sink;
}

bool AnswerSink::take_answered(const std::string& name) {
  const auto found = answered_.find(as_printed(name));
  if (found == answered_.end() || found->second == 0)
    return false;
  --found->second;
  return true;
}

bool AnswerSink::write(const std::string& json_line) {
  std::string text = json_line;
  if (!answers_.request.empty())
    text.insert(text.size() - 1, ",\"request\":" + answers_.request);
  if (form_) {
    const std::string heading = headed_ ? std::string() : form_->heading(json_line);
    headed_ = headed_ || !heading.empty();
    text = heading + form_->text(json_line);
  }
  text += '\n';
  std::FILE* out = file_ ? file_.get() : stdout;
  // Flushed line by line: what was answered is on disk when the run is cut off.
  return std::fwrite(text.data(), 1, text.size(), out) == text.size() && std::fflush(out) == 0;
}

}  // namespace leadwise::cli
