#include "answer_sink.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

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

/// A name as an answer's line has it: what is no UTF-8 is replaced there.
std::string as_printed(const std::string& name) {
  const std::string printed = Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
  return Json::parse(printed).get<std::string>();
}

}  // namespace

AnswerSink AnswerSink::to_stdout(std::optional<ReadableForm> form) {
  AnswerSink sink;
  sink.form_ = form;
  return sink;
}

Result<void> AnswerSink::take_over(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string line;
  std::uintmax_t whole_bytes = 0;
  // getline sets eof on a last line that has no end: that answer was cut short, and its record is screened
  // again.
  while (std::getline(stream, line) && !stream.eof()) {
    const Json answer = Json::parse(line, nullptr, false);
    if (const std::string why = misfit(answer, answers_); !why.empty())
      return fail(ErrorCode::InvalidArgument, path + " holds " + why + ": not resumed", whole_bytes);
    whole_bytes += line.size() + 1;
    ++answered_[answer["file"].get<std::string>()];
    if (!answer["ok"].get<bool>())
      ++earlier_failures_;
  }
  stream.close();
  std::error_code error;
  if (std::filesystem::exists(path, error))
    std::filesystem::resize_file(path, whole_bytes, error);
  if (error)
    return fail(ErrorCode::FileNotWritable, path + " cannot be shortened to its whole lines");
  return {};
}

Result<AnswerSink> AnswerSink::to_file(const std::string& path, bool resume, AnswersOf answers) {
  AnswerSink sink = to_stdout();
  sink.answers_ = std::move(answers);
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
  if (file_ && !answers_.request.empty())
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
