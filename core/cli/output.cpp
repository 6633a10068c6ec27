#include "output.hpp"

#include <cstdio>
#include <filesystem>

#include "commands.hpp"
#include "files.hpp"
#include "leadwise/writer.hpp"
#include "printable.hpp"

namespace leadwise::cli {

namespace fs = std::filesystem;

namespace {

/// The record's name: the file's, without the ending that the format adds itself. Other points belong to the
/// name.
std::string record_name(const fs::path& path) {
  if (is_standard_output(path))
    return "ecg";
  return path.extension() == ".hea" ? path.stem().string() : path.filename().string();
}

/// Where each file goes. InvalidArgument where that may not be.
Result<std::vector<fs::path>> output_paths(const std::vector<OutputFile>& files, const fs::path& out,
                                           const std::vector<Input>& inputs) {
  if (files.size() > 1 && is_standard_output(out))
    return fail(ErrorCode::InvalidArgument, "this format is several files, which standard output cannot take");
  std::vector<fs::path> paths;
  for (const OutputFile& file : files) {
    paths.push_back(files.size() == 1 ? out : out.parent_path() / file.name);
    if (const auto checked = check_output(paths.back(), inputs); !checked)
      return tl::unexpected(checked.error());
  }
  return paths;
}

Result<void> write_together(const std::vector<fs::path>& paths, const std::vector<OutputFile>& files) {
  // Standard output takes one.
  if (files.size() == 1)
    return write_file(paths.front(), files.front().bytes);
  std::vector<NamedBytes> named;
  for (std::size_t i = 0; i < files.size(); ++i)
    named.push_back({paths[i], files[i].bytes});
  return write_files(named);
}

int failed(const std::string& what, const Error& error, int status) {
  print_error(what, error);
  return status;
}

}  // namespace

CLI::Option* add_output_option(CLI::App& command, std::string& out, const std::string& help) {
  const auto named = [](const std::string& name) { return name.empty() ? "a name is needed" : std::string(); };
  return command.add_option("-o,--output", out, help + "; - is standard output")
      ->check(CLI::Validator(named, std::string(), "not empty"));
}

Result<void> check_output(const fs::path& out, const std::vector<Input>& inputs) {
  std::error_code error;
  if (is_standard_output(out) || !fs::exists(out, error))
    return {};
  for (const Input& input : inputs) {
    for (const fs::path& file : input.files) {
      if (is_same_file(out, file))
        return fail(ErrorCode::InvalidArgument,
                    "\"" + out.string() + "\" is a file of the input \"" + input.name + "\": it would be overwritten");
    }
  }
  return {};
}

int write_output(const EcgRecord& record, const OutputRequest& request, const std::vector<Input>& inputs,
                 const std::string& what) {
  const fs::path path(request.out);
  const auto files = write_record(record, request.format, record_name(path), request.identifiers);
  if (!files)
    return failed(what, files.error(), kSomeFailed);
  const auto paths = output_paths(*files, path, inputs);
  if (!paths)
    return failed(what, paths.error(), kWrongUsage);
  const auto written = write_together(*paths, *files);
  return written ? kAllDone : failed(what, written.error(), kSomeFailed);
}

void print_error(const std::string& what, const Error& error) {
  std::fprintf(stderr, "%s: %s: %s", printable(what).c_str(), std::string(error_name(error.code)).c_str(),
               printable(error.message).c_str());
  if (error.offset)
    std::fprintf(stderr, " (at byte %llu)", static_cast<unsigned long long>(*error.offset));
  std::fputc('\n', stderr);
}

}  // namespace leadwise::cli
