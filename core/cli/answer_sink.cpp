#include "answer_sink.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include <nlohmann/json.hpp>

namespace leadwise::cli {
namespace {

using Json = nlohmann::ordered_json;

/// An answer of these weights, or of none (a file that could not be read).
bool is_of_model(const Json& answer, const std::string& sha256) {
  const auto model = answer.find("model");
  if (model == answer.end())
    return true;
  const auto hash = model->is_object() ? model->find("sha256") : model->end();
  return model->is_object() && hash != model->end() && hash->is_string() && hash->get<std::string>() == sha256;
}

bool is_answer(const Json& line) {
  return line.is_object() && line.contains("file") && line["file"].is_string() && line.contains("ok") &&
         line["ok"].is_boolean();
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

Result<void> AnswerSink::take_over(const std::string& path, const std::string& model_sha256) {
  std::ifstream stream(path, std::ios::binary);
  std::string line;
  std::uintmax_t whole_bytes = 0;
  // getline sets eof on a last line that has no end: that answer was cut short, and its record is screened
  // again.
  while (std::getline(stream, line) && !stream.eof()) {
    const Json answer = Json::parse(line, nullptr, false);
    if (!is_answer(answer))
      return fail(ErrorCode::InvalidArgument, path + " holds a line that is no answer of this tool", whole_bytes);
    if (!is_of_model(answer, model_sha256)) {
      return fail(ErrorCode::InvalidArgument, path + " holds answers of other weights: not resumed", whole_bytes);
    }
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

Result<AnswerSink> AnswerSink::to_file(const std::string& path, bool resume, const std::string& model_sha256) {
  AnswerSink sink;
  if (resume) {
    const auto taken = sink.take_over(path, model_sha256);
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
